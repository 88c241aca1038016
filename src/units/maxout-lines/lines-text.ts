import {html} from "../shared/element.ts";
import {MINUS, numberText} from "../shared/number-text.ts";

/** Two lines w₁z + b₁ and w₂z + b₂. */
export interface Lines {
  readonly w1: number;
  readonly b1: number;
  readonly w2: number;
  readonly b2: number;
}

export function heightAt(lines: Lines, line: 1 | 2, z: number): number {
  return lines[`w${line}`] * z + lines[`b${line}`];
}

/** Where the lines cross; undefined for parallel ones. */
export function crossing({w1, b1, w2, b2}: Lines): number | undefined {
  return w1 === w2 ? undefined : (b2 - b1) / (w1 - w2);
}

/** "0.5 z − 1". */
export function lineText(lines: Lines, line: 1 | 2): string {
  const [w, b] = [lines[`w${line}`], lines[`b${line}`]];
  return `${numberText(w, 3)} z ${b < 0 ? MINUS : "+"} ${numberText(Math.abs(b), 3)}`;
}

/** Which line wins where. */
export function sentence(lines: Lines): string {
  const at = crossing(lines);
  if (at === undefined) {
    if (lines.b1 === lines.b2) return "The two lines are the same: the unit is linear.";
    return `The lines are parallel: line ${lines.b1 > lines.b2 ? 1 : 2} wins everywhere, and the other never gets a gradient.`;
  }
  const [left, right] = lines.w1 < lines.w2 ? [1, 2] : [2, 1];
  return `Left of z = ${numberText(at, 2)} line ${left} wins, with slope ${numberText(lines[`w${left as 1}`], 3)}; right of it line ${right}, with slope ${numberText(lines[`w${right as 1}`], 3)}.`;
}

export function linesTable(lines: Lines): HTMLTableElement {
  return html(
    "table",
    {class: "unit-table"},
    html(
      "thead",
      {},
      html(
        "tr",
        {},
        ...["z", "line 1", "line 2", "maximum"].map((head) => html("th", {scope: "col", class: "figure"}, head)),
      ),
    ),
    html(
      "tbody",
      {},
      ...[-4, -3, -2, -1, 0, 1, 2, 3, 4].map((z) => {
        const [one, two] = [heightAt(lines, 1, z), heightAt(lines, 2, z)];
        return html(
          "tr",
          {},
          ...[z, one, two, Math.max(one, two)].map((value) => html("td", {class: "figure"}, numberText(value, 3))),
        );
      }),
    ),
  );
}
