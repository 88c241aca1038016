import {type CodeLine, type ComputationalGraph, codeLines} from "../../core/graph/index.ts";
import type {Trace} from "../shared/circuit/trace.ts";
import {html} from "../shared/element.ts";
import {scrollInside} from "../shared/scroll.ts";

/** The two passes as code, one line a step. */
export interface CodeView {
  node: HTMLElement;
  lines: HTMLElement[];
  update(step: number): void;
  /** Scrolls the current line into view, inside the listing's own frame. */
  follow(): void;
}

const TITLES = {forward: "Forward", backward: "Backward"} as const;

export function codeView(graph: ComputationalGraph, trace: Trace, {overwrite = false} = {}): CodeView {
  const stepOf = new Map(
    trace.steps.map((step, i) => [
      step.phase === "backward" ? `backward ${step.node} ${step.argument}` : `${step.phase} ${step.node}`,
      i + 1,
    ]),
  );
  const node = html("div", {
    class: "circuit-code",
    role: "group",
    "aria-label": "Both passes as code, one line a step",
  });
  const lines: HTMLElement[] = [];
  const byStep = new Map<number, HTMLElement>();
  let list: HTMLElement | undefined;
  let last: string | undefined;
  for (const line of codeLines(graph)) {
    const pass = line.phase === "forward" ? "forward" : "backward";
    if (pass !== last || !list) {
      list = html("ol", {class: "circuit-lines", "aria-label": `${TITLES[pass]} pass`});
      node.append(html("p", {class: "circuit-code-title", "data-phase": pass}, `${TITLES[pass]} pass`), list);
      last = pass;
    }
    const step = stepOf.get(line.id);
    const element = html(
      "li",
      {class: "circuit-line", "data-node": line.input ?? line.node, "data-phase": line.phase, tabindex: -1},
      html("span", {class: "circuit-line-number", "aria-hidden": "true"}, step ?? ""),
      codeElement(line, overwrite),
    );
    // A named constant is there from the start.
    element.toggleAttribute("data-done", step === undefined);
    if (step !== undefined) byStep.set(step, element);
    list.append(element);
    lines.push(element);
  }
  let shown = 0;
  return {
    node,
    lines,
    update(step) {
      for (let i = Math.min(shown, step) + 1; i <= Math.max(shown, step); i++)
        byStep.get(i)?.toggleAttribute("data-done", i <= step);
      byStep.get(shown)?.removeAttribute("aria-current");
      const active = byStep.get(step);
      active?.setAttribute("aria-current", "step");
      shown = step;
    },
    follow() {
      const active = byStep.get(shown);
      if (active) scrollInside(node, active);
    },
  };
}

function codeElement(line: CodeLine, overwrite: boolean): HTMLElement {
  if (!line.accumulates) return html("code", {}, line.code);
  const [left, right] = line.code.split(" += ") as [string, string];
  return overwrite
    ? html("code", {}, `${left} `, html("mark", {class: "circuit-bug"}, "="), ` ${right}`)
    : html("code", {}, `${left} `, html("strong", {}, "+="), ` ${right}`);
}
