import {MOST_POINTS} from "./csv.ts";
import {REACH} from "./features.ts";
import type {Points} from "./points.ts";
import {Session, type SessionSpec} from "./session.ts";
import {brief, MOST_CLASSES, type PlaygroundState, readState} from "./state.ts";
import type {Place, Plan} from "./vector.ts";

const FORMAT = "deep-learning-live playground";
const VERSION = 1;
/** A larger file is refused unread. */
export const LARGEST_FILE = 2_000_000;

/** A network as a text: its settings, its numbers matrix by matrix, and the reader's own points if it learns these. */
export function networkToJson(
  {state, own, epochs}: {state: PlaygroundState; own: Points | undefined; epochs: number},
  plan: Plan,
  numbers: Float64Array,
): string {
  const matrices = plan.places.map(({name, rows, cols, offset}) => ({
    name,
    rows,
    cols,
    numbers: [...numbers.subarray(offset, offset + rows * cols)],
  }));
  const points = state.dataset === "own" && own ? {points: plain(own)} : {};
  return `${JSON.stringify({format: FORMAT, version: VERSION, state, epochs, matrices, ...points}, null, 1)}\n`;
}

/**
 * Reads what `networkToJson` wrote. Everything is checked: the settings, that each matrix of the network is there, has
 * its shape, and holds finite numbers.
 * @throws Error with a sentence that says what is wrong and where
 */
export function networkFromJson(text: string): SessionSpec & {epochs: number} {
  if (text.length > LARGEST_FILE)
    throw new Error(`The file has ${text.length} characters; a saved network has at most ${LARGEST_FILE}.`);
  const file = object(parse(text), "The file");
  if (file.format !== FORMAT)
    throw new Error(`This is no saved network: “format” is “${brief(file.format)}” and not “${FORMAT}”.`);
  if (file.version !== VERSION)
    throw new Error(`The file has version ${brief(file.version)}; this page reads version ${VERSION}.`);
  const {state, problems} = readState(object(file.state, "“state”"));
  if (problems.length > 0) throw new Error(problems.map(({message}) => `In “state”: ${message}`).join(" "));
  const own = file.points === undefined ? undefined : pointsOf(object(file.points, "“points”"));
  if (state.dataset === "own" && !own)
    throw new Error("The network learns points of its own, but “points” is missing.");
  // The network itself says which matrices there must be.
  const {plan} = new Session({state, ...(own && {own})});
  return {state, ...(own && {own}), numbers: numbersOf(file.matrices, plan), epochs: epochsOf(file.epochs)};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`This is no JSON: ${(error as Error).message}.`);
  }
}

function epochsOf(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`“epochs” must be a whole number, not ${told(value)}.`);
}

/** A number that is a text looks like a number; so the quotes are shown. */
function told(value: unknown): string {
  return typeof value === "string" ? `the text “${brief(value)}”` : brief(value);
}

function object(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Error(`${what} must be an object { … }, not ${brief(value)}.`);
}

function numbersOf(matrices: unknown, plan: Plan): Float64Array {
  if (!Array.isArray(matrices)) throw new Error(`“matrices” must be a list, not ${brief(matrices)}.`);
  if (matrices.length !== plan.places.length)
    throw new Error(`The network has ${plan.places.length} matrices, but the file has ${matrices.length}.`);
  const numbers = new Float64Array(plan.length);
  for (const [i, place] of plan.places.entries()) {
    const matrix = object(matrices[i], `Matrix ${i + 1}`);
    numbers.set(matrixOf(matrix, place), place.offset);
  }
  return numbers;
}

function matrixOf({name, rows, cols, numbers}: Record<string, unknown>, place: Place): number[] {
  if (name !== place.name) throw new Error(`Where “${place.name}” must stand, the file has “${brief(name)}”.`);
  if (rows !== place.rows || cols !== place.cols)
    throw new Error(`“${place.name}” must be ${place.rows} × ${place.cols}, not ${told(rows)} × ${told(cols)}.`);
  const list = finite(numbers, place.rows * place.cols, `“${place.name}”`);
  const negative = place.name.endsWith("running variance") ? list.findIndex((number) => number < 0) : -1;
  if (negative >= 0)
    throw new Error(`“${place.name}”: number ${negative + 1} is ${list[negative]}, but a variance is never negative.`);
  return list;
}

function finite(list: unknown, length: number, what: string): number[] {
  if (!Array.isArray(list)) throw new Error(`${what}: “numbers” must be a list, not ${brief(list)}.`);
  if (list.length !== length) throw new Error(`${what} needs ${length} numbers, but has ${list.length}.`);
  const wrong = list.findIndex((number) => typeof number !== "number" || !Number.isFinite(number));
  if (wrong >= 0) throw new Error(`${what}: number ${wrong + 1} is ${told(list[wrong])}, which is no finite number.`);
  return list;
}

function within(list: readonly number[], most: number, what: string): void {
  const wrong = list.findIndex((number) => Math.abs(number) > most);
  if (wrong >= 0)
    throw new Error(`${what}: number ${wrong + 1} is ${list[wrong]}, but it must be from −${most} to ${most}.`);
}

function plain({kind, places, targets, names}: Points) {
  return {kind, names, places: [...places], targets: [...targets]};
}

function pointsOf({kind, names, places, targets}: Record<string, unknown>): Points {
  if (kind !== "classes" && kind !== "numbers")
    throw new Error(`“points”: “kind” is classes or numbers, not ${brief(kind)}.`);
  if (!Array.isArray(targets) || targets.length > MOST_POINTS)
    throw new Error(`“points”: “targets” must be a list of at most ${MOST_POINTS} numbers.`);
  const count = targets.length;
  const list = finite(targets, count, "“points”: “targets”");
  const at = finite(places, 2 * count, "“points”: “places”");
  within(at, REACH, "“points”: “places”");
  if (kind === "numbers") {
    within(list, 1, "“points”: “targets”");
    return {kind, places: Float64Array.from(at), targets: Float64Array.from(list), names: []};
  }
  if (
    !Array.isArray(names) ||
    names.length < 2 ||
    names.length > MOST_CLASSES ||
    names.some((name) => typeof name !== "string")
  )
    throw new Error(`“points”: “names” must be a list of 2 to ${MOST_CLASSES} texts.`);
  if (!list.every((label) => Number.isInteger(label) && label >= 0 && label < names.length))
    throw new Error(`“points”: a class is a whole number from 0 to ${names.length - 1}.`);
  return {kind, places: Float64Array.from(at), targets: Float64Array.from(list), names: names.map(brief)};
}
