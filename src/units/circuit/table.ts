import type {ComputationalGraph} from "../../core/graph/index.ts";
import {gateText} from "../shared/circuit/gate-text.ts";
import {type CircuitModel, type ModelNode, nodeName} from "../shared/circuit/model.ts";
import type {PictureState} from "../shared/circuit/state.ts";
import type {Trace} from "../shared/circuit/trace.ts";
import {html} from "../shared/element.ts";
import type {Format} from "../shared/number-text.ts";
import {withPartials} from "../shared/partials.ts";
import {scrollInside} from "../shared/scroll.ts";

/** The picture's figures as a table, one row a node. */
export interface TableView {
  node: HTMLElement;
  rows: HTMLTableRowElement[];
  update(state: PictureState, trace: Trace, format: Format, check?: Readonly<Record<string, number>>): void;
  /** Scrolls the current row into view, inside the table\'s own frame. */
  follow(): void;
}

interface Row {
  node: ModelNode;
  row: HTMLTableRowElement;
  cells: {value: Cell; local: Cell; gradient: Cell; check?: Cell};
}

export function tableView(graph: ComputationalGraph, model: CircuitModel, {check = false} = {}): TableView {
  const f = model.outputName;
  const header = html(
    "tr",
    {},
    ...["node", "is", "value", "local derivatives", "gradient", ...(check ? ["finite difference"] : [])].map(
      (title, i) => html("th", {scope: "col", class: i > 1 ? "circuit-figure" : null}, title),
    ),
  );
  const rows: Row[] = model.nodes
    .filter((node) => node.kind !== "constant" || node.named)
    .map((node) => makeRow(graph, model, node, check));
  const table = html(
    "table",
    {class: "circuit-table", "data-check": check},
    html(
      "caption",
      {},
      ...withPartials(`Every node at this step; its gradient is ∂${f}/∂node. “?” is not computed yet.`),
    ),
    html("thead", {}, header),
    html("tbody", {}, ...rows.map(({row}) => row)),
  );
  const node = html("div", {class: "circuit-table-frame"}, table);
  let active: HTMLTableRowElement[] = [];
  const last = new Map<HTMLTableRowElement, unknown[]>();
  return {
    node,
    rows: rows.map(({row}) => row),
    update(state, trace, format, differences) {
      const subjects = subjectsOf(state);
      for (const row of active) row.removeAttribute("aria-current");
      active = [];
      for (const {node: at, row, cells} of rows) {
        // Only what has changed is written anew: a step on a large circuit touches two rows of hundreds.
        const seen = [state.values[at.id], state.gradients[at.id], state.phase === "done", trace, format, differences];
        if (last.get(row)?.every((one, i) => Object.is(one, seen[i]))) continue;
        last.set(row, seen);
        cells.value.write(format(state.values[at.id]));
        cells.local.write(localsText(model, at, state, trace, format));
        cells.gradient.write(at.kind === "constant" ? "" : format(state.gradients[at.id]));
        cells.check?.write(...checkText(at, state, format, differences));
      }
      for (const {node: at, row} of rows) {
        if (!subjects.includes(at.id)) continue;
        row.setAttribute("aria-current", "step");
        active.push(row);
      }
    },
    follow() {
      if (active[0]) scrollInside(node, active[0], 40);
    },
  };
}

function makeRow(graph: ComputationalGraph, model: CircuitModel, node: ModelNode, check: boolean): Row {
  const short = node.named || node.id === model.output ? nodeName(model, node.id) : node.op;
  const expression = node.kind !== "gate" ? node.kind : node.named ? gateText(graph.node(node.id)) : node.label;
  const cells = {
    value: cell("value"),
    local: cell("local"),
    gradient: cell("gradient"),
    ...(check ? {check: cell("check")} : {}),
  };
  const row = html(
    "tr",
    {"data-node": node.id, tabindex: -1},
    html("th", {scope: "row"}, short),
    html("td", {class: "circuit-expression"}, expression),
    ...Object.values(cells).map(({element}) => element),
  );
  return {node, row, cells};
}

/** Local derivatives by operand, as soon as the gate has computed. */
function localsText(model: CircuitModel, node: ModelNode, state: PictureState, trace: Trace, format: Format): string {
  if (node.kind !== "gate") return "";
  if (!(node.id in state.values)) return "?";
  const locals = trace.locals[node.id] ?? [];
  if (locals.length === 1) return format(locals[0]);
  return locals
    .map((local, i) => `${shortLabel(model.byId.get(node.inputs[i]!)!)}: ${format(local)}`.replaceAll(" ", "\u00a0"))
    .join(", ");
}

function shortLabel(node: ModelNode): string {
  return node.label.length <= 7 ? node.label : node.op;
}

/** An input's finite difference once its gradient is there, and whether the two agree. */
function checkText(
  node: ModelNode,
  state: PictureState,
  format: Format,
  differences: Readonly<Record<string, number>> = {},
): [string, string?] {
  const difference = differences[node.id];
  if (difference === undefined) return [""];
  const gradient = state.gradients[node.id];
  if (gradient === undefined) return [format(difference)];
  if (state.phase !== "done") return [format(difference)];
  return agree(gradient, difference) ? [`${format(difference)} ✓`, "agrees"] : [`${format(difference)} ✗`, "differs"];
}

/** Central differences in double precision agree to about 1e−8; a planted bug is off by much more than 1e−4. */
function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-4 * Math.max(1, Math.abs(a), Math.abs(b));
}

function subjectsOf({current}: PictureState): string[] {
  if (!current) return [];
  return current.phase === "backward" ? [current.input] : [current.node];
}

interface Cell {
  element: HTMLTableCellElement;
  write(text: string, verdict?: string): void;
}

function cell(role: string): Cell {
  const element = html("td", {class: "circuit-figure", "data-role": role});
  let last: string | undefined;
  return {
    element,
    write(text, verdict) {
      if (text === last) return;
      last = text;
      element.textContent = text;
      element.toggleAttribute("data-unknown", text === "?");
      if (verdict) {
        element.dataset.verdict = verdict;
        element.title =
          verdict === "agrees"
            ? "The gradient agrees with the finite difference."
            : "The gradient differs from the finite difference.";
      } else {
        delete element.dataset.verdict;
        element.removeAttribute("title");
      }
    },
  };
}
