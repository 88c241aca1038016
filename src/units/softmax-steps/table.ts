import {html, setAttribute} from "../shared/element.ts";
import {fixedText, MINUS, numberText, parseNumber} from "../shared/number-text.ts";
import type {SoftmaxStepsValue} from "./options.ts";
import type {SoftmaxPasses} from "./passes.ts";
import {richText} from "./rich-text.ts";
import type {Stage} from "./stages.ts";
import {shareText} from "./worked.ts";

export interface StepsTable {
  readonly node: HTMLElement;
  update(value: SoftmaxStepsValue, passes: SoftmaxPasses, active: Stage | undefined): void;
}

type Column = "score" | "shifted" | "exp" | "probability" | "gradient";

/** A class a row, a stage a column; each number over a bar of its size. The scores are fields, if they may be changed. */
export function stepsTable(
  names: readonly string[],
  change: ((k: number, score: number) => void) | undefined,
): StepsTable {
  const fields = names.map((name, k) => {
    const field = html("input", {
      type: "text",
      inputmode: "decimal",
      class: "unit-number sm-field",
      "aria-label": `score of class ${name}`,
      oninput: () => {
        const score = parseNumber(field.value);
        setAttribute(field, "aria-invalid", score === null ? "true" : null);
        if (score !== null) change?.(k, score);
      },
    });
    return field;
  });
  const cells = names.map(() => ({
    score: cell("score"),
    shifted: cell("shifted"),
    exp: cell("exp"),
    probability: cell("probability"),
    gradient: cell("gradient"),
  }));
  if (change) for (const [k, row] of cells.entries()) row.score.number.replaceChildren(fields[k]!);
  const heads = {
    score: head("score"),
    shifted: head("shifted"),
    exp: head("exp"),
    probability: head("probability"),
    gradient: head("gradient"),
  };
  const rows = cells.map((row, k) =>
    html(
      "tr",
      {"data-class": k},
      html("th", {scope: "row", class: "sm-class"}, html("span", {}, names[k]!)),
      ...Object.values(row).map(({node}) => node),
    ),
  );
  const total = html("td", {class: "figure sm-total", "data-column": "exp"});
  const totalP = html("td", {class: "figure sm-total", "data-column": "probability"});
  const blank = [html("td", {}), html("td", {}), html("td", {})];
  const node = html(
    "table",
    {class: "unit-table sm-table"},
    html("thead", {}, html("tr", {}, html("th", {scope: "col"}, "class"), ...Object.values(heads))),
    html("tbody", {}, ...rows),
    html(
      "tfoot",
      {},
      html("tr", {}, html("th", {scope: "row"}, "sum"), blank[0]!, blank[1]!, total, totalP, blank[2]!),
    ),
  );
  return {
    node,
    update(value, passes, active) {
      const {stable, label} = value;
      heads.score.replaceChildren("score ", richText("s"));
      heads.shifted.replaceChildren(richText(`s ${MINUS} m`));
      heads.exp.replaceChildren(richText(stable ? `e^{s ${MINUS} m}` : "e^{s}"));
      heads.probability.replaceChildren(richText("p"));
      heads.gradient.replaceChildren(richText(`p ${MINUS} y`));
      const shifted = value.step > 0 && stable;
      for (const column of [heads.shifted, blank[1]!, ...cells.map((row) => row.shifted.node)]) column.hidden = !stable;
      for (const column of [heads.gradient, blank[2]!, ...cells.map((row) => row.gradient.node)])
        column.hidden = label === undefined;
      const most = Math.max(1e-300, ...passes.scores.map(Math.abs));
      const deepest = Math.max(1e-300, ...passes.exponents.map(Math.abs));
      const largest = Math.max(...passes.exps);
      for (const [k, row] of cells.entries()) {
        const score = passes.scores[k]!;
        if (!change) row.score.number.textContent = numberText(score);
        else if (document.activeElement !== fields[k] || parseNumber(fields[k]!.value) !== score) {
          fields[k]!.value = numberText(score);
          fields[k]!.removeAttribute("aria-invalid");
        }
        row.score.bar(score / most, true);
        row.shifted.write(shifted ? numberText(passes.exponents[k]) : "?");
        row.shifted.bar(shifted ? passes.exponents[k]! / deepest : undefined, true);
        const e = value.exps[k];
        row.exp.write(numberText(e));
        row.exp.bar(e === undefined ? undefined : e === Infinity ? 1 : largest === Infinity ? 0 : e / (largest || 1));
        row.probability.write(shareText(value.probabilities[k]));
        row.probability.bar(value.probabilities[k]);
        row.gradient.write(shareText(value.gradient[k]));
        row.gradient.bar(value.gradient[k], true);
        rows[k]!.dataset.true = String(k === label);
        rows[k]!.firstElementChild!.replaceChildren(
          html("span", {class: "sm-name"}, names[k]!),
          ...(k === label ? [html("span", {class: "sm-true"}, "true class")] : []),
        );
        for (const [column, {node: each}] of Object.entries(row) as [Column, Cell][]) {
          each.dataset.active = String(isActive(active, column, k));
        }
      }
      total.textContent = numberText(value.sum);
      total.dataset.active = String(active?.id === "sum");
      const known = value.probabilities.filter((p) => p !== undefined);
      totalP.textContent =
        known.length < names.length
          ? "?"
          : fixedText(
              known.reduce((all, p) => all + p, 0),
              4,
            );
    },
  };
}

function isActive(stage: Stage | undefined, column: Column, k: number): boolean {
  if (!stage) return false;
  if (stage.id === "shift") return column === "shifted";
  if (stage.id === "exp" || stage.id === "probability" || stage.id === "gradient")
    return stage.id === column && stage.k === k;
  return false;
}

interface Cell {
  readonly node: HTMLTableCellElement;
  readonly number: HTMLElement;
  write(text: string): void;
  /** A bar of a size 0 … 1, or −1 … 1 from the middle; none for what is not known or not finite. */
  bar(size: number | undefined, signed?: boolean): void;
}

function cell(column: Column): Cell {
  const number = html("span", {class: "sm-number"});
  const bar = html("span", {class: "sm-bar", "aria-hidden": "true"});
  const node = html("td", {class: "figure", "data-column": column}, number, bar);
  return {
    node,
    number,
    write(text) {
      number.textContent = text;
    },
    bar(size, signed = false) {
      const known = size !== undefined && Number.isFinite(size);
      const width = known ? Math.abs(size) : 0;
      const start = signed ? (known && size < 0 ? 0.5 - width / 2 : 0.5) : 0;
      bar.dataset.signed = String(signed);
      bar.style.setProperty("--from", String(start));
      bar.style.setProperty("--size", String(signed ? width / 2 : width));
    },
  };
}

function head(column: Column): HTMLTableCellElement {
  return html("th", {scope: "col", class: "figure", "data-column": column});
}
