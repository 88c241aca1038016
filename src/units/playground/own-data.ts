import {LARGEST_CSV, MOST_POINTS, pointsFromCsv} from "../../lab/playground/csv.ts";
import {noPoints, type Points} from "../../lab/playground/points.ts";
import {MOST_CLASSES} from "../../lab/playground/state.ts";
import {html} from "../shared/element.ts";
import {actionButton} from "./fields.ts";
import {fileButton, readTextFile} from "./file-button.ts";
import {CLASS_SIGNS} from "./marks.ts";

/** What stands behind the pen: a class, or the eraser. */
export type Pen = number | "erase";

/** The reader's own points: drawn in the picture, typed, or loaded from a file. */
export function ownData(change: (points: Points) => void, say: (sentence: string) => void) {
  let points = noPoints();
  let pen: Pen = 1;
  const before: Points[] = [];
  const name = `playground-pen-${++count}`;
  const pens = html("fieldset", {class: "unit-choice pg-pens"}, html("legend", {class: "pg-hidden"}, "Draw with"));
  const problems = html("div", {class: "pg-csv-problems", role: "alert"});
  const text = html("textarea", {
    class: "pg-csv",
    rows: 5,
    spellcheck: "false",
    "aria-label": "Points as comma-separated values",
    placeholder: "x1,x2,class\n1.5,-2,blue\n-3,0.5,orange",
  });
  const total = html("span", {class: "unit-note"});
  const node = html(
    "div",
    {class: "pg-own"},
    html(
      "p",
      {},
      "Choose “Your own” as data set, then draw in the picture: press, or move the cursor by the arrow keys and press Enter. ",
      "Or load a table: one point a row, x1, x2 and its class (or a number to predict).",
    ),
    html(
      "div",
      {class: "unit-row pg-own-row"},
      pens,
      actionButton("Undo", undo),
      actionButton("Clear", () => take(noPoints())),
      total,
    ),
    text,
    html(
      "div",
      {class: "unit-row pg-own-row"},
      actionButton("Use this table", () => readTable(text.value)),
      fileButton("Load a CSV file", ".csv,.tsv,.txt,text/csv", async (file) => {
        const read = await readTextFile(file, LARGEST_CSV);
        if ("problem" in read) showProblems([read.problem]);
        else readTable(read.text);
      }),
    ),
    problems,
  );
  showPens();
  showTotal();

  return {
    node,
    get points() {
      return points;
    },
    /** Replaces all points, as when a saved network is loaded. Undo brings the reader's own ones back. */
    load(next: Points) {
      replace(next);
    },
    /** Draws or erases at a place. */
    put(x1: number, x2: number) {
      if (pen === "erase") erase(x1, x2);
      else if (points.targets.length >= MOST_POINTS) say(`There are ${MOST_POINTS} points; there can be no more.`);
      else add(x1, x2, pen);
    },
    erase,
  };

  function add(x1: number, x2: number, label: number): void {
    const target = points.kind === "numbers" ? 2 * label - 1 : label;
    const names = [...points.names];
    while (points.kind === "classes" && names.length <= label) names.push(String(names.length));
    take({
      ...points,
      names,
      places: Float64Array.of(...points.places, x1, x2),
      targets: Float64Array.of(...points.targets, target),
    });
  }

  function erase(x1: number, x2: number): void {
    let [nearest, least] = [-1, 0.5];
    for (let i = 0; i < points.targets.length; i++) {
      const distance = Math.hypot(points.places[2 * i]! - x1, points.places[2 * i + 1]! - x2);
      if (distance < least) [nearest, least] = [i, distance];
    }
    if (nearest < 0) return;
    take({
      ...points,
      places: points.places.filter((_, k) => k >> 1 !== nearest),
      targets: points.targets.filter((_, k) => k !== nearest),
    });
  }

  function replace(next: Points): void {
    before.push(points);
    if (before.length > 200) before.shift();
    points = next;
    showPens();
    showTotal();
  }

  function take(next: Points): void {
    replace(next);
    change(points);
  }

  function undo(): void {
    const last = before.pop();
    if (!last) return;
    points = last;
    showPens();
    showTotal();
    change(points);
  }

  function readTable(csv: string): void {
    const {points: read, rows, problems: wrong, notes} = pointsFromCsv(csv);
    if (wrong.length === 0 && read) {
      showProblems([]);
      take(read);
      say([`${read.targets.length} points.`, ...notes].join(" "));
      return;
    }
    showProblems(wrong);
    if (!read) return;
    const good = read.targets.length;
    problems.append(
      html("p", {}, `Nothing has been changed. ${good} of ${rows} rows can be read.`),
      actionButton(`Use these ${good}`, () => {
        showProblems([]);
        take(read);
        say([`${good} points.`, ...notes].join(" "));
      }),
    );
  }

  function showProblems(list: readonly string[]): void {
    problems.replaceChildren(
      ...(list.length > 0 ? [html("ul", {}, ...list.map((each) => html("li", {class: "unit-problem"}, each)))] : []),
    );
  }

  function showTotal(): void {
    const n = points.targets.length;
    total.textContent = n === 1 ? "1 point" : `${n} points`;
  }

  function showPens(): void {
    const used = Math.max(2, points.names.length);
    const classes = points.kind === "numbers" ? 2 : Math.min(MOST_CLASSES, used + 1);
    const wanted: [Pen, string][] = Array.from({length: classes}, (_, k) => [k, penText(k, used)]);
    wanted.push(["erase", "erase"]);
    const signature = wanted.map(([, text]) => text).join();
    if (pens.dataset.pens === signature) return;
    pens.dataset.pens = signature;
    if (pen !== "erase" && pen >= classes) pen = 0;
    const labels = wanted.map(([value, text]) => {
      const input = html("input", {type: "radio", name, oninput: () => (pen = value)});
      input.checked = value === pen;
      return html("label", {}, input, text);
    });
    pens.replaceChildren(pens.firstChild!, ...labels);
  }

  function penText(k: number, used: number): string {
    if (points.kind === "numbers") return k === 0 ? "■ −1" : "● +1";
    return `${CLASS_SIGNS[k]} ${k < used ? (points.names[k] ?? k) : "new"}`;
  }
}

let count = 0;
