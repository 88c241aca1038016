export type Phase = "start" | "shift" | "exponentiate" | "normalise" | "judge";

/** One step of the way. `k` is its class, from 0, where it has one. */
export type Stage =
  | {readonly id: "shift"; readonly phase: "shift"}
  | {readonly id: "exp"; readonly phase: "exponentiate"; readonly k: number}
  | {readonly id: "sum"; readonly phase: "normalise"}
  | {readonly id: "probability"; readonly phase: "normalise"; readonly k: number}
  | {readonly id: "loss"; readonly phase: "judge"}
  | {readonly id: "gradient"; readonly phase: "judge"; readonly k: number};

/** The steps for so many classes, in their order. */
export function stagesOf(classes: number, {stable, judged}: {stable: boolean; judged: boolean}): Stage[] {
  const each = Array.from({length: classes}, (_, k) => k);
  return [
    ...(stable ? [{id: "shift", phase: "shift"} as const] : []),
    ...each.map((k) => ({id: "exp", phase: "exponentiate", k}) as const),
    {id: "sum", phase: "normalise"},
    ...each.map((k) => ({id: "probability", phase: "normalise", k}) as const),
    ...(judged ? [{id: "loss", phase: "judge"} as const] : []),
    ...(judged ? each.map((k) => ({id: "gradient", phase: "judge", k}) as const) : []),
  ];
}

/** The end of the present phase, or of the one before, from a step. */
export function nextStop(stages: readonly Stage[], step: number, way: 1 | -1): number {
  const stops = [0, ...stages.flatMap(({phase}, i) => (stages[i + 1]?.phase === phase ? [] : [i + 1]))];
  return way > 0 ? (stops.find((stop) => stop > step) ?? stages.length) : (stops.findLast((stop) => stop < step) ?? 0);
}

/** How many classes have had their turn at something, after so many steps. */
export function done(stages: readonly Stage[], step: number, id: Stage["id"]): number {
  return stages.slice(0, step).filter((stage) => stage.id === id).length;
}
