/** One line of the bench's table. */
export interface Measure {
  name: string;
  value: number;
  unit: string;
  /** What to reach, or what a peer took in the same run, in the same unit. */
  peer: number;
  /** What `peer` is. */
  peerName: string;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Prints a table, or with `--json` one JSON object a line. */
export function print(measures: Measure[]): void {
  if (process.argv.includes("--json")) {
    for (const {name, value, unit, peer} of measures) console.log(JSON.stringify({name, value, unit, peer}));
    return;
  }
  const rows = measures.map(({name, value, unit, peer, peerName}) => [
    name,
    `${number(value)} ${unit}`,
    `${number(peer)} ${unit}`,
    `×${(value / peer).toFixed(2)}`,
    peerName,
  ]);
  rows.unshift(["measure", "here", "beside", "ratio", "what it stands beside"]);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows)
    console.log(
      row
        .map((text, column) => text.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    );
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3);
}
