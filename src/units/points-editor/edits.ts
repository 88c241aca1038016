import type {SignedSample} from "../../core/objectives/index.ts";

/** Points with their history: what every edit is a function of. */
export interface Edits {
  readonly points: readonly SignedSample[];
  /** Counted from 0. */
  readonly selected: number | undefined;
  /** What the points were before each edit, the latest last. */
  readonly past: readonly (readonly SignedSample[])[];
}

/** No more points than this: every objective is evaluated on all of them while one drags. */
export const MOST_POINTS = 200;
const MOST_UNDOS = 100;

export function startEdits(points: readonly SignedSample[]): Edits {
  return {points, selected: undefined, past: []};
}

export function select(edits: Edits, index: number | undefined): Edits {
  const there = index !== undefined && index >= 0 && index < edits.points.length;
  return {...edits, selected: there ? index : undefined};
}

/** Moves the selected point. A drag is one edit: only its first move is `fresh`. */
export function move(edits: Edits, at: readonly [number, number], fresh: boolean): Edits {
  return change(edits, (point) => ({...point, f: [...at]}), fresh);
}

export function relabel(edits: Edits): Edits {
  return change(edits, (point) => ({...point, y: point.y === 1 ? -1 : 1}));
}

export function add(edits: Edits, point: SignedSample): Edits {
  if (edits.points.length >= MOST_POINTS) return edits;
  return edit(edits, [...edits.points, point], edits.points.length);
}

/** Removes the selected point; the last one stays, since nothing can be said about no points. */
export function remove(edits: Edits): Edits {
  const {points, selected} = edits;
  if (selected === undefined || points.length <= 1) return edits;
  const rest = points.filter((_, i) => i !== selected);
  return edit(edits, rest, Math.min(selected, rest.length - 1));
}

export function undo(edits: Edits): Edits {
  const before = edits.past.at(-1);
  if (!before) return edits;
  return select({points: before, selected: edits.selected, past: edits.past.slice(0, -1)}, edits.selected);
}

/** Back to these points; that, too, can be undone. */
export function reset(edits: Edits, points: readonly SignedSample[]): Edits {
  return edits.points === points ? edits : edit(edits, points, undefined);
}

function change(edits: Edits, changed: (point: SignedSample) => SignedSample, fresh = true): Edits {
  const {points, selected} = edits;
  if (selected === undefined) return edits;
  const next = points.map((point, i) => (i === selected ? changed(point) : point));
  return fresh ? edit(edits, next, selected) : {...edits, points: next};
}

function edit(edits: Edits, points: readonly SignedSample[], selected: number | undefined): Edits {
  return {points, selected, past: [...edits.past, edits.points].slice(-MOST_UNDOS)};
}
