import type {Sketch} from "../../../page/index.ts";
import type {SeenValue} from "../../open-page.ts";
import type {Field, FieldOptions} from "../fields/field.ts";
import {html, svg} from "../markup.ts";
import {compareRows, differenceText, type Row} from "./compare.ts";
import {drawSketch, HEIGHT, MARGIN, scalesOf} from "./draw-sketch.ts";
import {drawTo, fromShare, type Heights, readHeights, toShare} from "./heights.ts";
import {numberText} from "./number-text.ts";
import {readTruth, type Truth} from "./truth.ts";

/** How far one press of an arrow and of Page Up moves a point, as a share of the axis. */
const STEP = 1 / 50;
const LEAP = 1 / 10;

/** A plane on which the reader draws a curve; when it is given, the curve that a cell measures is drawn over it. */
export function sketchField({section, quiz, live, onInput, onEnter, announce}: FieldOptions): Field {
  const sketch = quiz.sketch as Sketch;
  const {x: xAxis, y: yAxis, points} = sketch;
  const {id} = quiz;
  const clip = `quiz-${id}-clip`;
  let heights: Heights = points.map(() => undefined);
  let width = 0;
  let locked = false;
  let solved = false;
  let seen: SeenValue = {state: "pending"};
  let stop: (() => void) | undefined;
  let current = 0;

  const picture = svg`<g>` as SVGGElement;
  const clipRect = svg`<rect>` as SVGRectElement;
  const handles = points.map((_, i) => makeHandle(i));
  const plane =
    svg`<svg class="sketch-plane" height=${HEIGHT} role="group" aria-label=${`Your sketch of ${yAxis.label} over ${xAxis.label}`} aria-describedby=${`quiz-${id}-keys`}>
    <defs><clipPath id=${clip}>${clipRect}</clipPath></defs>
    ${picture}
    ${handles.map(({node}) => node)}
  </svg>` as SVGSVGElement;
  const clear = html`<button type="button" class="quiz-button">Clear</button>` as HTMLButtonElement;
  const help = html`<p class="quiz-note" id="${`quiz-${id}-keys`}">Draw with finger or mouse from edge to edge. By keyboard: ← and → choose a point, ↑ and ↓ move it (Page Up and Page Down further), Enter takes it from its neighbour.</p>`;
  const tools = html`<div class="sketch-tools">${help}${clear}</div>`;
  const result = html`<div class="sketch-result" hidden>`;
  const note = section.querySelector(":scope > .quiz-note");
  note?.remove();
  section
    .querySelector(":scope > .quiz-prompt")!
    .after(html`<div class="quiz-entry sketch"><div class="sketch-frame">${plane}</div>${tools}${result}</div>`);

  const resized = new ResizeObserver(([entry]) => {
    const next = Math.round(entry?.contentRect.width ?? 0);
    if (next === width || next === 0) return;
    width = next;
    draw();
  });
  resized.observe(plane.parentElement!);
  followPointer();
  clear.addEventListener("click", () => {
    set(points.map(() => undefined));
    handles[0]?.node.focus();
    announce("The sketch is empty.");
  });

  /** A height as assistive technology takes it: a plain decimal number, on a logarithmic axis the power of ten. */
  function position(height: number): string {
    return String(Number((yAxis.log ? Math.log10(height) : height).toFixed(6)));
  }

  function makeHandle(i: number) {
    const dot = svg`<circle r="5">` as SVGCircleElement;
    const node =
      svg`<g class="sketch-handle" role="slider" aria-orientation="vertical" tabindex=${i === 0 ? 0 : -1}><circle class="sketch-halo" r="13"></circle>${dot}</g>` as SVGGElement;
    node.setAttribute("aria-label", `${xAxis.label} ${numberText(points[i]!)}`);
    node.setAttribute("aria-valuemin", position(yAxis.from));
    node.setAttribute("aria-valuemax", position(yAxis.to));
    node.addEventListener("keydown", (event) => pressed(event, i));
    node.addEventListener("focus", () => select(i));
    return {node, dot};
  }

  function select(i: number): void {
    current = i;
    handles.forEach(({node}, j) => {
      node.tabIndex = i === j ? 0 : -1;
    });
  }

  function pressed(event: KeyboardEvent, i: number): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const by = {ArrowUp: STEP, ArrowDown: -STEP, PageUp: LEAP, PageDown: -LEAP}[event.key];
    const to = {ArrowLeft: i - 1, ArrowRight: i + 1, Home: 0, End: points.length - 1}[event.key];
    if (by !== undefined && !locked) {
      const from = heights[i] ?? nearestTo(i);
      const share = from === undefined ? 0.5 : (toShare(yAxis, from) ?? 0) + by;
      set(drawTo(heights, yAxis, {index: i, height: fromShare(yAxis, share)}));
    } else if (to !== undefined) {
      const next = handles[to];
      if (next) next.node.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      if (locked) return;
      if (heights.every((height) => height !== undefined)) onEnter();
      else if (heights[i] === undefined)
        set(drawTo(heights, yAxis, {index: i, height: nearestTo(i) ?? fromShare(yAxis, 0.5)}));
    } else return;
    event.preventDefault();
  }

  /** The height of the drawn point that is nearest to one that has none. */
  function nearestTo(i: number): number | undefined {
    for (let distance = 1; distance < points.length; distance++) {
      const found = heights[i - distance] ?? heights[i + distance];
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function followPointer(): void {
    let last: {index: number; height: number} | undefined;
    const to = (event: PointerEvent) => {
      const box = plane.getBoundingClientRect();
      const {x} = scalesOf(sketch, width);
      const left = event.clientX - box.left;
      const index = points.reduce(
        (best, at, i) => (Math.abs(x(at) - left) < Math.abs(x(points[best]!) - left) ? i : best),
        0,
      );
      const share = (HEIGHT - MARGIN.bottom - (event.clientY - box.top)) / (HEIGHT - MARGIN.bottom - MARGIN.top);
      const at = {index, height: fromShare(yAxis, share)};
      set(drawTo(heights, yAxis, at, last));
      last = at;
    };
    plane.addEventListener("pointerdown", (event) => {
      if (locked || event.button !== 0 || width === 0) return;
      event.preventDefault();
      plane.setPointerCapture(event.pointerId);
      last = undefined;
      to(event);
      handles[last!.index]?.node.focus({preventScroll: true});
    });
    plane.addEventListener("pointermove", (event) => {
      if (last && !locked) for (const one of event.getCoalescedEvents?.() ?? [event]) to(one);
    });
    for (const name of ["pointerup", "pointercancel"] as const)
      plane.addEventListener(name, () => {
        // The keys go on where the line ends.
        if (last) handles[last.index]?.node.focus({preventScroll: true});
        last = undefined;
      });
  }

  function set(next: Heights): void {
    heights = next;
    draw();
    onInput();
  }

  function truth(): Truth | undefined {
    return solved && seen.state === "fulfilled" ? readTruth(seen.value, sketch) : undefined;
  }

  function draw(): void {
    const known = truth();
    const measured = known && "points" in known ? known.points : undefined;
    handles.forEach(({node}, i) => {
      const height = heights[i];
      node.setAttribute("aria-valuenow", position(height ?? yAxis.from));
      node.setAttribute("aria-valuetext", height === undefined ? "not drawn yet" : numberText(height));
      node.setAttribute("aria-disabled", String(locked));
      node.toggleAttribute("data-empty", height === undefined);
    });
    clear.disabled = locked || heights.every((height) => height === undefined);
    if (width > 0) {
      const {x, y} = scalesOf(sketch, width);
      plane.setAttribute("width", String(width));
      for (const [name, value] of [
        ["x", MARGIN.left - 5],
        ["y", MARGIN.top - 5],
        ["width", Math.max(0, width - MARGIN.left - MARGIN.right + 10)],
        ["height", HEIGHT - MARGIN.top - MARGIN.bottom + 10],
      ] as const)
        clipRect.setAttribute(name, String(value));
      picture.replaceChildren(...drawSketch(sketch, {width, heights, measured, open: !locked}, clip));
      handles.forEach(({node}, i) => {
        const at = heights[i] ?? fromShare(yAxis, 0.5);
        node.setAttribute("transform", `translate(${x(points[i]!)},${y(at)})`);
      });
    }
    plane.classList.toggle("sketch-locked", locked);
    tools.hidden = locked;
    result.hidden = !solved;
    if (solved) result.replaceChildren(...resultOf(known));
  }

  function resultOf(known: Truth | undefined): Node[] {
    if (seen.state === "rejected")
      return [html`<p>What measures this curve, <code>${sketch.answer}</code>, has an error; see its cell below.</p>`];
    if (!known) return [html`<p>The curve is being measured…</p>`];
    if ("problem" in known) return [html`<p>The measured curve cannot be drawn: ${known.problem}</p>`];
    const rows = compareRows(sketch, heights, known.points);
    const text = differenceText(sketch, rows);
    return [
      html`<p class="sketch-legend"><span class="sketch-key-drawn">your sketch</span> <span class="sketch-key-measured">measured</span></p>`,
      html`<p class="sketch-difference">${text}</p>`,
      html`<details class="sketch-table"><summary>Both curves as a table</summary>${tableOf(rows)}</details>`,
    ];
  }

  function tableOf(rows: readonly Row[]): Node {
    const cell = (value: number | undefined) => (value === undefined ? "–" : numberText(value));
    return html`<table>
      <thead><tr><th scope="col">${xAxis.label}</th><th scope="col">you drew</th><th scope="col">measured</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr><th scope="row">${numberText(row.x)}</th><td>${cell(row.drawn)}</td><td>${cell(row.measured)}</td></tr>`)}</tbody>
    </table>`;
  }

  draw();
  return {
    read() {
      const missing = heights.indexOf(undefined);
      if (heights.every((height) => height === undefined)) return {missing: "Draw your curve first, or skip."};
      if (missing >= 0)
        return {
          missing: `Your curve has a gap at ${xAxis.label} ${numberText(points[missing]!)}. Draw it from edge to edge.`,
        };
      return this.draft();
    },
    draft: () => ({
      answer: heights.every((height) => height === undefined) ? null : heights.map((height) => height ?? null),
      said: "a sketch",
    }),
    show(answer) {
      heights = readHeights(answer, sketch);
      draw();
    },
    lock(value) {
      if (locked === value) return;
      locked = value;
      draw();
    },
    mark(marks) {
      const show = marks !== undefined;
      if (show === solved) return;
      solved = show;
      if (solved)
        stop ??= live.watch(sketch.answer.split(".")[0]!, (now) => {
          // While a newer curve is on its way, the one that is there stays.
          if (now.state === "pending" && seen.state === "fulfilled") return;
          seen = now;
          draw();
        });
      draw();
    },
    focus() {
      handles[current]?.node.focus();
    },
    dispose() {
      stop?.();
      resized.disconnect();
    },
  };
}
