import type {LivePage} from "./live-page.ts";
import type {OpenPage} from "./open-page.ts";
import type {Work} from "./work/types.ts";

/** What each part of a page's study is given: the page, where it stands in the document, and where work is kept. */
export interface StudyContext {
  /** The element whose content is the page's prose. */
  root: HTMLElement;
  page: LivePage;
  /** The page's running cells. */
  live: OpenPage;
  /** The page's place in the course without its ending: "softmax", "notebooks/playground". */
  lesson: string;
  work: Work;
  /** Shows another version of the page, and what stands around the prose with it. */
  show(page: LivePage): Promise<void>;
}

/** One part of what a page asks of its reader or keeps for them: its questions, its exercises, the reader's edits. */
export interface StudyPart {
  /** Follows an author's save, after the prose and the cells have changed. */
  update(page: LivePage): void;
}
