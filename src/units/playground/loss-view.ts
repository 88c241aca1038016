import type {Score} from "../../lab/playground/session.ts";
import {html, svg} from "../shared/element.ts";
import {fixedText, numberText} from "../shared/number-text.ts";
import type {Moment} from "./moment.ts";

const WIDTH = 260;
const HEIGHT = 72;
const PAD = 4;

/** Both losses as numbers and as curves over the epochs: training solid, test dashed. */
export function lossView() {
  const row = (kind: "train" | "test", text: string) => {
    const loss = html("output", {class: "pg-loss-number"});
    const right = html("span", {class: "unit-note"});
    const key = svg(
      "svg",
      {width: 22, height: 10, "aria-hidden": "true", class: "pg-loss-key"},
      svg("line", {x1: 1, x2: 21, y1: 5, y2: 5, class: "pg-curve", "data-kind": kind}),
    );
    return {node: html("div", {class: "pg-loss-row"}, key, html("span", {}, text), loss, right), loss, right};
  };
  const train = row("train", "Training");
  const test = row("test", "Test");
  const curve = (kind: string) => svg("path", {class: "pg-curve", "data-kind": kind});
  const [trainCurve, testCurve] = [curve("train"), curve("test")];
  const picture = svg(
    "svg",
    {
      class: "pg-curves",
      role: "img",
      "aria-label": "Losses over the epochs",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: "none",
    },
    svg("line", {class: "pg-curve-axis", x1: 0, x2: WIDTH, y1: HEIGHT - PAD, y2: HEIGHT - PAD}),
    testCurve,
    trainCurve,
  );
  const ends = html("div", {class: "pg-curve-ends", "aria-hidden": "true"}, html("span", {}), html("span", {}));
  const node = html(
    "div",
    {class: "pg-losses", role: "group", "aria-label": "Loss"},
    html("p", {class: "pg-plot-title"}, "Loss"),
    train.node,
    test.node,
    picture,
    ends,
  );
  return {
    node,
    paint({snapshot}: Moment) {
      if (!snapshot) return;
      showScore(train, snapshot.train);
      showScore(test, snapshot.test);
      const {epochs, train: trainLosses, test: testLosses} = snapshot.curve;
      const last = Math.max(1, epochs.at(-1) ?? 1);
      let top = 0;
      for (const list of [trainLosses, testLosses])
        for (const loss of list) if (loss < Infinity && loss > top) top = loss;
      const path = (losses: Float64Array) => pathOf(epochs, losses, last, top || 1);
      trainCurve.setAttribute("d", path(trainLosses));
      testCurve.setAttribute("d", path(testLosses));
      ends.children[0]!.textContent = `epoch 0 to ${last}`;
      ends.children[1]!.textContent = `0 to ${numberText(top, 3)}`;
    },
    /** What the picture tells, for those who listen: at rest only. */
    describe({snapshot}: Moment) {
      const text = snapshot
        ? `Losses over ${snapshot.epochs} epochs: training ends at ${numberText(snapshot.train.loss)}, test at ${numberText(snapshot.test.loss)}`
        : "Losses over the epochs";
      picture.setAttribute("aria-label", text);
    },
  };
}

function showScore({loss, right}: {loss: HTMLElement; right: HTMLElement}, score: Score): void {
  loss.textContent = lossText(score.loss);
  right.textContent = score.accuracy === undefined ? "" : `${(100 * score.accuracy).toFixed(1)} % right`;
}

/** Still digits, as what changes sixty times a second should not move too; but what is small is not called 0. */
function lossText(loss: number): string {
  if (Number.isNaN(loss)) return "none";
  if (loss >= 100) return numberText(loss, 2);
  return loss === 0 || loss >= 0.00005 ? fixedText(loss, 4) : numberText(loss, 4);
}

function pathOf(epochs: Float64Array, losses: Float64Array, last: number, top: number): string {
  let path = "";
  for (let i = 0; i < epochs.length; i++) {
    const loss = losses[i]!;
    if (Number.isNaN(loss)) continue;
    const x = (epochs[i]! / last) * WIDTH;
    const y = HEIGHT - PAD - Math.min(1, loss / top) * (HEIGHT - 2 * PAD);
    path += `${path === "" ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
  }
  return path;
}
