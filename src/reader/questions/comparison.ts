import type {LiveQuiz} from "../live-page.ts";
import type {Field} from "./fields/field.ts";
import {html} from "./markup.ts";

/** A reader's prediction beside the truth, under the question. */
export interface Comparison {
  readonly node: HTMLElement;
  /** Shows or hides it; `given` is the prediction, undefined where there is none or where it is read in its field. */
  update(isShown: boolean, given: Node | string | undefined): void;
}

/**
 * Makes the comparison of a prediction, if there is a truth to compare with. What the prose says of the truth, in what it
 * reveals, moves there.
 */
export function comparison(
  {type}: LiveQuiz,
  field: Pick<Field, "truth">,
  reveal: HTMLElement | null,
): Comparison | undefined {
  const own = reveal?.querySelector<HTMLElement>(":scope > .quiz-truth");
  const truth = html`<dd>`;
  const node = field.truth?.();
  if (node) truth.append(node);
  // A list of letters says less than the steps themselves.
  if (own && type === "order") own.querySelector(":scope > p")?.remove();
  if (own) {
    truth.append(...own.childNodes);
    own.dataset.kept = "";
    own.hidden = true;
  }
  if (truth.textContent?.trim() === "") return undefined;
  const prediction = html`<dd>`;
  const row = html`<div><dt>You predicted</dt>${prediction}</div>`;
  const list = html`<dl class="quiz-compare" hidden>${row}<div><dt>The answer</dt>${truth}</div></dl>`;
  return {
    node: list,
    update(isShown, given) {
      list.hidden = !isShown;
      row.hidden = given === undefined;
      prediction.replaceChildren(given ?? "");
    },
  };
}
