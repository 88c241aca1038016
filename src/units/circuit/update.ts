import {html} from "../shared/element.ts";
import type {Format} from "../shared/number-text.ts";

/** A step of gradient ascent on the inputs, and the way back. */
export interface UpdatePanel {
  node: HTMLElement;
}

export interface UpdateActions {
  f: string;
  inputs(): Readonly<Record<string, number>>;
  /** ∂f/∂input at the inputs, whatever step the picture shows. */
  gradients(): Readonly<Record<string, number>>;
  output(): number | undefined;
  format(): Format;
  /** Takes new inputs and runs both passes to their end. */
  run(inputs: Record<string, number>): void;
}

export function updatePanel({f, inputs, gradients, output, format, run}: UpdateActions): UpdatePanel {
  const history: {inputs: Record<string, number>; output: number | undefined}[] = [];
  const slider = html("input", {
    type: "range",
    min: -4,
    max: 0,
    step: 0.25,
    value: -2,
    class: "unit-range",
    "aria-label": "Step size η",
    oninput: () => size(),
  });
  slider.value = "-2";
  const shown = html("output", {class: "circuit-figure"});
  const report = html("p", {class: "circuit-report", role: "status"});
  const go = html("button", {type: "button", class: "unit-action", onclick: () => step()}, "Update");
  const back = html(
    "button",
    {type: "button", class: "unit-action unit-quiet", "aria-disabled": "true", onclick: () => undo()},
    "Back",
  );
  const node = html(
    "div",
    {class: "circuit-panel", role: "group", "aria-label": "Update the inputs"},
    html(
      "div",
      {class: "circuit-panel-row"},
      html("strong", {}, "Update"),
      html("label", {}, "η", slider),
      shown,
      go,
      back,
    ),
    html(
      "p",
      {class: "unit-note"},
      `Moves every input by η times its gradient, so that ${f} grows, and runs both passes again.`,
    ),
    report,
  );
  size();
  return {node};

  function rate(): number {
    return Number((10 ** Number(slider.value)).toPrecision(2));
  }
  function size(): void {
    shown.textContent = `η = ${rate()}`;
    slider.setAttribute("aria-valuetext", String(rate()));
  }
  function step(): void {
    const at = inputs();
    const slope = gradients();
    const next = Object.fromEntries(
      Object.entries(at).map(([name, value]) => [name, value + rate() * (slope[name] ?? 0)]),
    );
    if (!Object.values(next).every(Number.isFinite)) {
      report.textContent = "A gradient is not finite here, so there is no step to take. Change an input first.";
      return;
    }
    const before = output();
    history.push({inputs: {...at}, output: before});
    run(next);
    say(`${f} went from ${format()(before)} to ${format()(output())}`, before, output());
  }
  function undo(): void {
    const last = history.pop();
    if (!last) return;
    run(last.inputs);
    say(`Back: ${f} = ${format()(output())}`);
  }
  function say(text: string, before?: number, after?: number): void {
    const fell = before !== undefined && after !== undefined && after < before;
    report.textContent = `${text}${fell ? ". It fell: the step is too long for a straight line to be a good guide" : ""}. ${history.length} update${history.length === 1 ? "" : "s"} taken.`;
    if (history.length === 0) back.setAttribute("aria-disabled", "true");
    else back.removeAttribute("aria-disabled");
  }
}
