import type {GradientEntry, GradientReport, ParamReport} from "../../core/nn/index.ts";
import {type Child, html} from "../shared/element.ts";
import {MINUS, numberText, powerText} from "../shared/number-text.ts";
import {withSuperscripts} from "../shared/superscript.ts";

/** Where a parameter has a longer side, the wrong entries are counted only. */
const LONGEST_SIDE = 8;

/**
 * What a gradient check found: the first wrong entry with what was expected and what was found, and a small table of each
 * parameter in which every entry is ✓ or the factor by which it is wrong.
 */
export function gradientReport(report: GradientReport): HTMLElement {
  const wrong = new Set(report.wrong);
  const first = report.wrong[0];
  const large = report.params.some(({rows, cols}) => Math.max(rows, cols) > LONGEST_SIDE);
  return html(
    "div",
    {class: "unit gradient-report", role: "group", "aria-label": "What the gradient check found"},
    html(
      "p",
      {class: "gradient-report-verdict", "data-verdict": first ? "wrong" : "right"},
      html("strong", {}, first ? "✗ " : "✓ "),
      ...(first ? wrongText(report, first) : rightText(report)),
    ),
    html(
      "div",
      {class: "gradient-report-params"},
      ...report.params.map((param) => (large ? paramCount : paramTable)(param, wrong)),
    ),
  );
}

/** By which factor an entry is wrong, as it stands in its cell: "×8", "×−1"; what was found where 0 was expected. */
export function factorText({analytic, numerical}: GradientEntry): string {
  if (!Number.isFinite(analytic)) return numberText(analytic);
  // What rounding makes of a zero.
  if (Math.abs(numerical) < 1e-9 * Math.max(1, Math.abs(analytic))) return "not 0";
  const factor = analytic / numerical;
  if (Math.abs(factor) >= 1000 || (factor !== 0 && Math.abs(factor) < 0.005)) return `×${powerText(factor, 0)}`;
  // A factor so near to 1 is not written as 1.
  const text = numberText(factor, 2);
  return `×${text === "1" ? numberText(factor, 4) : text}`;
}

function wrongText({wrong, checked}: GradientReport, first: GradientEntry): Child[] {
  return [
    wrong.length === 1
      ? `1 of ${checked} entries is wrong: `
      : `${wrong.length} of ${checked} entries are wrong. The first is `,
    html("b", {}, signed(first.label)),
    ": expected ",
    html("b", {class: "gradient-report-expected"}, withSuperscripts(numberText(first.numerical, 6))),
    " by the differences, found ",
    html("b", {class: "gradient-report-found"}, withSuperscripts(numberText(first.analytic, 6))),
    " in the backward pass.",
  ];
}

function rightText({checked, relativeError, worst}: GradientReport): Child[] {
  const agree = `All ${checked} entries that were checked agree`;
  if (relativeError === 0) return [`${agree}. None differs by more than rounding can explain.`];
  return [
    `${agree}. The largest relative error is `,
    html("b", {}, withSuperscripts(powerText(relativeError, 1))),
    `, of ${signed(worst.label)}.`,
  ];
}

function paramTable({name, rows, cols, entries}: ParamReport, wrong: ReadonlySet<GradientEntry>): HTMLElement {
  const bad = entries.filter((entry) => wrong.has(entry)).length;
  const verdict = ` ${bad === 0 ? "✓" : `✗ ${bad} of ${entries.length} wrong`}`;
  const at = new Map(entries.map((entry) => [entry.row * cols + entry.col, entry]));
  return html(
    "table",
    {class: "gradient-report-param"},
    html("caption", {}, html("b", {}, name), verdict),
    html(
      "tbody",
      {},
      ...Array.from({length: rows}, (_, row) =>
        html("tr", {}, ...Array.from({length: cols}, (__, col) => entryCell(at.get(row * cols + col), wrong))),
      ),
    ),
  );
}

function paramCount({name, rows, cols, entries}: ParamReport, wrong: ReadonlySet<GradientEntry>): HTMLElement {
  const bad = entries.filter((entry) => wrong.has(entry)).length;
  return html(
    "p",
    {class: "gradient-report-count"},
    html("b", {}, name),
    `, ${rows} × ${cols}: ${entries.length} checked, `,
    bad === 0
      ? html("b", {class: "gradient-report-expected"}, "✓ none wrong")
      : html("b", {class: "gradient-report-found"}, `✗ ${bad} wrong`),
  );
}

function entryCell(entry: GradientEntry | undefined, wrong: ReadonlySet<GradientEntry>): HTMLTableCellElement {
  if (!entry) return html("td", {"data-verdict": "none"}, "·", html("span", {class: "visually-hidden"}, "not checked"));
  const isWrong = wrong.has(entry);
  return html(
    "td",
    {
      "data-verdict": isWrong ? "wrong" : "right",
      title: `${signed(entry.label)}: expected ${numberText(entry.numerical, 6)}, found ${numberText(entry.analytic, 6)}`,
    },
    ...(isWrong ? [withSuperscripts(factorText(entry))] : ["✓"]),
  );
}

function signed(label: string): string {
  return label.replaceAll("-", MINUS);
}
