import {html} from "../shared/element.ts";
import {numberText, parseNumber} from "../shared/number-text.ts";
import type {Grid} from "./convolve.ts";

/** Beyond this a number is refused: it would no longer fit its field. */
const LARGEST = 1000;

export interface NumberFieldsView {
  values: Grid;
  /** Fields with a frame: those from which a window reads now. */
  framed?: (row: number, col: number) => boolean;
  /** Fields in bold. */
  strong?: (row: number, col: number) => boolean;
}

export interface NumberFields {
  readonly node: HTMLTableElement;
  draw(view: NumberFieldsView): void;
}

export interface NumberFieldsActions {
  /** The reader typed a number. */
  change(row: number, col: number, value: number): void;
  /** What was typed is none: a sentence that says so. */
  refuse(message: string): void;
}

/**
 * A grid of numbers to type over.
 * @param caption what stands above it
 * @param name what one of its numbers is called, before "row 1, column 2"
 */
export function numberFields(caption: string, name: string, values: Grid, act: NumberFieldsActions): NumberFields {
  let shown = values;
  const fields = values.map((row, i) => row.map((value, j) => field(value, i, j)));
  const cells = fields.map((row) => row.map((input) => html("td", {}, input)));
  const node = html(
    "table",
    {class: "pixel-grid pixel-fields"},
    html("caption", {}, caption),
    html("tbody", {}, ...cells.map((row) => html("tr", {}, ...row))),
  );
  return {
    node,
    draw({values: next, framed, strong}) {
      shown = next;
      for (const [i, row] of cells.entries()) {
        for (const [j, cell] of row.entries()) {
          const input = fields[i]![j]!;
          if (input !== document.activeElement) input.value = numberText(next[i]![j]!, 3);
          cell.toggleAttribute("data-window", framed?.(i, j) ?? false);
          cell.toggleAttribute("data-strong", strong?.(i, j) ?? false);
        }
      }
    },
  };

  function field(value: number, row: number, col: number): HTMLInputElement {
    const input = html("input", {
      type: "text",
      inputmode: "decimal",
      value: numberText(value, 3),
      "aria-label": `${name}, row ${row + 1}, column ${col + 1}`,
      onchange: () => {
        const typed = parseNumber(input.value);
        const before = shown[row]![col]!;
        if (typed === null || Math.abs(typed) > LARGEST) {
          const least = numberText(-LARGEST);
          act.refuse(
            `“${input.value}” is no number from ${least} to ${LARGEST}: the ${name} stays ${numberText(before, 3)}.`,
          );
          input.value = numberText(before, 3);
          return;
        }
        input.value = numberText(typed, 3);
        act.change(row, col, typed);
      },
    });
    return input;
  }
}
