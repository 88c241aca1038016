/** What the pictures read of one training run. */
export interface Run {
  readonly rate: number;
  readonly initialization: number | string;
  readonly batchNorm: boolean;
  readonly seed: number;
  /** At the end; NaN where training broke off. */
  readonly loss: number;
  readonly diverged: boolean;
  readonly reason?: string;
}

/** The runs of one setting at one learning rate, a seed each. */
export interface Point {
  readonly rate: number;
  readonly runs: readonly Run[];
  /** The geometric mean of the losses, as on a logarithmic axis the middle; undefined unless every run ended well. */
  readonly middle?: number;
  readonly diverged: number;
}

/** The runs with or without batch normalization from one initialization, by learning rate. */
export interface Series {
  readonly batchNorm: boolean;
  readonly points: readonly Point[];
}

export interface Panel {
  readonly initialization: number | string;
  readonly series: readonly Series[];
}

/** Sorts runs into panels by initialization, series without and with batch normalization, and points by rate. */
export function panels(runs: readonly Run[]): Panel[] {
  return [...groupBy(runs, (run) => run.initialization)].map(([initialization, own]) => ({
    initialization,
    series: [false, true].flatMap((batchNorm) => {
      const mine = own.filter((run) => run.batchNorm === batchNorm);
      if (mine.length === 0) return [];
      const byRate = [...groupBy(mine, (run) => run.rate)].sort(([a], [b]) => a - b);
      return [{batchNorm, points: byRate.map(([rate, at]) => point(rate, at))}];
    }),
  }));
}

function point(rate: number, runs: readonly Run[]): Point {
  const ended = runs.filter((run) => !run.diverged);
  const diverged = runs.length - ended.length;
  if (diverged > 0) return {rate, runs, diverged};
  return {
    rate,
    runs,
    diverged,
    middle: Math.exp(ended.reduce((sum, {loss}) => sum + Math.log(loss), 0) / ended.length),
  };
}

/** "He: √(2/n)" for "he", "all weights N(0, 0.01²)" for a number. */
export function initializationName(initialization: number | string): string {
  if (typeof initialization === "number") return `std ${initialization}`;
  const names: Record<string, string> = {he: "He, √(2/n)", xavier: "Xavier, 1/√n", glorot: "Glorot", zeros: "zeros"};
  return names[initialization] ?? initialization;
}

export function settingName(batchNorm: boolean): string {
  return batchNorm ? "with batch norm" : "without";
}

/** In the order in which the keys first come. */
function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
