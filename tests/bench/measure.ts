/** One line of the bench's table. */
export interface Measure {
  name: string;
  value: number;
  unit: string;
  /** What to reach, or what a peer took in the same run, in the same unit. Absent where there was no peer. */
  peer?: number | undefined;
  /** What `peer` is, or why there is none. */
  peerName: string;
  /** The ratio value ÷ peer to reach. Where nothing is said, the value must not be above its peer. */
  reach?: Reach;
}

/** No ratio is asked for where it is "none": the line only tells. */
export type Reach = {atMost: number} | {atLeast: number} | "none";

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Prints a table, or with `--json` one JSON object a line, in which `peer` is null where there was none. */
export function print(measures: readonly Measure[]): void {
  if (process.argv.includes("--json")) {
    for (const {name, value, unit, peer = null} of measures) console.log(JSON.stringify({name, value, unit, peer}));
    return;
  }
  const rows = measures.map(cells);
  rows.unshift(["measure", "here", "beside", "ratio", "reach", "", "what it stands beside"]);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows)
    console.log(
      row
        .map((text, column) => text.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    );
}

function cells({name, value, unit, peer, peerName, reach = {atMost: 1}}: Measure): string[] {
  if (peer === undefined) return [name, `${number(value)} ${unit}`, "–", "–", wanted(reach), "", peerName];
  const ratio = value / peer;
  return [
    name,
    `${number(value)} ${unit}`,
    `${number(peer)} ${unit}`,
    `×${ratio.toFixed(2)}`,
    wanted(reach),
    reached(ratio, reach),
    peerName,
  ];
}

function wanted(reach: Reach): string {
  if (reach === "none") return "";
  return "atMost" in reach ? `≤ ${reach.atMost}` : `≥ ${reach.atLeast}`;
}

function reached(ratio: number, reach: Reach): string {
  if (reach === "none") return "";
  const is = "atMost" in reach ? ratio <= reach.atMost : ratio >= reach.atLeast;
  return is ? "yes" : "NO";
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3);
}
