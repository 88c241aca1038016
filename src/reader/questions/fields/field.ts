import type {LiveQuiz} from "../../live-page.ts";
import type {OpenPage} from "../../open-page.ts";
import type {Json} from "../../work/types.ts";

/** An answer that a reader has entered, also in words; or what is still missing, as a sentence. */
export type Entered = {answer: Json; said: string} | {missing: string};

/** What of the answer a field shows besides the reader's own. */
export interface Marks {
  /** The answer that was given, if one was. */
  given?: Json;
  /** Whether the right answer is shown, too. */
  solved: boolean;
}

/** The part of a question in which the reader answers. */
export interface Field {
  /** The answer as it stands, to be given. */
  read(): Entered;
  /** The answer as it stands, to be kept though it may be unfinished; null: nothing. */
  draft(): {answer: Json; said: string};
  /** Shows an answer. It may come from anywhere: what does not fit is left out. */
  show(answer: Json): void;
  lock(locked: boolean): void;
  mark(marks: Marks | undefined): void;
  focus(): void;
  /** The right answer, to be set beside the reader's, where the prose's own words for it are not enough. */
  truth?(): Node;
  /** The reader's answer as it is to be set beside it, if not in the words that are kept. */
  given?(): Node;
  /** The answer that was once said in these words, of the options as they are now. */
  recall?(said: string): Json;
  /** Whether the field still holds something to say about the options that nobody chose. */
  more?: {readonly left: boolean; show(): void};
  dispose?(): void;
}

export interface FieldOptions {
  /** The question's section. */
  section: HTMLElement;
  quiz: LiveQuiz;
  /** Called whenever the reader changes the answer. */
  onInput: () => void;
  /** Called when the reader means: check it. */
  onEnter: () => void;
  /** Says something to whoever listens to the page. */
  announce: (text: string) => void;
  live: Pick<OpenPage, "watch">;
}
