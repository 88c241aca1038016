import type {Built} from "../shared/circuit/build.ts";
import type {PictureState} from "../shared/circuit/state.ts";
import type {Trace} from "../shared/circuit/trace.ts";
import {html} from "../shared/element.ts";
import {rovingFocus} from "../shared/links.ts";
import type {Format} from "../shared/number-text.ts";
import {codeView} from "./code.ts";
import {formulaView} from "./formula.ts";
import type {RunSetup} from "./setup.ts";
import {tableView} from "./table.ts";

/** Formula, table and code: what stands around the picture and is made anew when the circuit changes. */
export interface SideViews {
  formula: HTMLElement;
  /** Table and code, each folded into a part of its own. */
  folds: HTMLElement;
  furnish(built: Built, passes: Trace, running: RunSetup): void;
  update(state: PictureState, passes: Trace, format: Format, differences?: Readonly<Record<string, number>>): void;
  /** Scrolls table and code to the step. */
  follow(): void;
  /** Moves the focus up or down in the list that it is in; whether it was in one. */
  rove(event: KeyboardEvent): boolean;
}

export function sideViews(wanted: {formula: boolean; table: boolean; code: boolean; check: boolean}): SideViews {
  const formulaPlace = html("div", {class: "circuit-formula-place"});
  const tablePlace = html("div", {class: "circuit-fold-body"});
  const codePlace = html("div", {class: "circuit-fold-body"});
  let views: {
    formula?: ReturnType<typeof formulaView>;
    table?: ReturnType<typeof tableView>;
    code?: ReturnType<typeof codeView>;
  } = {};
  let lists: {items: readonly HTMLElement[]; move: (event: KeyboardEvent) => boolean}[] = [];
  return {
    formula: formulaPlace,
    folds: html(
      "div",
      {class: "circuit-folds"},
      wanted.table && fold("Table", tablePlace),
      wanted.code && fold("Code", codePlace),
    ),
    furnish(built, passes, {accumulation}) {
      const {graph, model} = built;
      views = {
        ...(wanted.formula && {formula: formulaView(graph, model)}),
        ...(wanted.table && {table: tableView(graph, model, {check: wanted.check})}),
        ...(wanted.code && {code: codeView(graph, passes, {overwrite: accumulation === "overwrite"})}),
      };
      const {formula, table, code} = views;
      formulaPlace.replaceChildren(...(formula ? [formula.node] : []));
      tablePlace.replaceChildren(...(table ? [table.node] : []));
      codePlace.replaceChildren(...(code ? [code.node] : []));
      lists = [formula?.terms, table?.rows, code?.lines]
        .filter((items) => items !== undefined)
        .map((items) => ({items, move: rovingFocus(() => items)}));
    },
    update(state, passes, format, differences) {
      markTerms(views.formula?.terms ?? [], state);
      views.table?.update(state, passes, format, differences);
      views.code?.update(state.step);
    },
    follow() {
      views.table?.follow();
      views.code?.follow();
    },
    rove(event) {
      const list = lists.find(({items}) => items.includes(event.target as HTMLElement));
      return list?.move(event) ?? false;
    },
  };
}

function markTerms(terms: readonly HTMLElement[], {current}: PictureState): void {
  const subject = current?.phase === "backward" ? current.input : current?.node;
  for (const term of terms) {
    if (subject === undefined || term.dataset.node !== subject) term.removeAttribute("data-active");
    else term.dataset.active = current!.phase === "forward" ? "forward" : "backward";
  }
}

/** A part that can be folded away. It begins open; on a phone the unit folds it. */
function fold(title: string, body: HTMLElement): HTMLElement {
  return html("details", {class: "circuit-fold", open: true}, html("summary", {}, title), body);
}
