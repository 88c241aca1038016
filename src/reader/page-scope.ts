import type {Module, Runtime, Variable} from "@observablehq/runtime";
import {isOwn} from "./failure/failure.ts";
import {giverOf} from "./given-names.ts";
import type {Library, LivePage} from "./live-page.ts";
import {builtinNames} from "./names.ts";
import type {SeenValue} from "./open-page.ts";
import type {RunningCell} from "./running-cell.ts";

/** How long a name that is asked for may take to get a value, in milliseconds. */
const PATIENCE = 5000;

/** Told of every name that a cell has given a value, with the element if `view` made the value. */
export type OutputObserver = (name: string, control: EventTarget | undefined) => void;

export interface ScopeOptions {
  runtime: Runtime;
  library: Library;
  page: LivePage;
  /** The page that embeds this one, and which of its names stand for names of this one. */
  parent?: {scope: PageScope; replacements: ReadonlyMap<string, string>; host: HTMLElement};
}

/** The names of one page: an Observable module, and the cells that define names in it. */
export class PageScope {
  readonly runtime: Runtime;
  readonly library: Library;
  readonly module: Module;
  readonly parent: ScopeOptions["parent"];
  /** Whose column gives `width`; an embedded page's cells take that of the cell which embeds them. */
  readonly host: HTMLElement | undefined;
  page: LivePage;
  cells: RunningCell[] = [];
  /** Set in the page itself, not in one that it embeds. */
  onOutput: OutputObserver | undefined;
  /** Told of each name that is asked for from outside the cells: one that sleeps is to wake. */
  wake: (name: string) => void = () => {};
  readonly #replacements: Variable[] = [];

  constructor({runtime, library, page, parent}: ScopeOptions) {
    this.runtime = runtime;
    this.library = library;
    this.page = page;
    this.parent = parent;
    this.host = parent?.host;
    this.module = runtime.module();
    for (const [name, by] of parent?.replacements ?? []) {
      this.#replacements.push(this.module.variable().import(by, name, parent!.scope.module));
    }
  }

  /** The paths of the pages that embed this one, outermost first, and its own. */
  get chain(): string[] {
    return [...(this.parent?.scope.chain ?? []), this.page.path];
  }

  isReplaced(name: string): boolean {
    return this.parent?.replacements.has(name) === true;
  }

  /** Whether the page gives a name a meaning of its own, which then hides that of the reader or the library. */
  defines(name: string): boolean {
    return this.isReplaced(name) || this.page.cells.some((cell) => cell.outputs.includes(name));
  }

  hasLibraryName(name: string): boolean {
    return Object.hasOwn(this.library, name) || builtinNames.includes(name);
  }

  /** Every name that a cell of this page may use. */
  names(): string[] {
    return [...this.page.cells.flatMap((cell) => cell.outputs), ...Object.keys(this.library), ...builtinNames];
  }

  find(name: string): RunningCell | undefined {
    const giver = giverOf(
      name,
      this.cells.map(({cell}) => cell),
    );
    return this.cells.find(({cell, bodyName}) => (giver ? cell === giver : bodyName === name));
  }

  /** The latest value of a name that a cell of this page defines. */
  value(name: string): unknown {
    this.wake(name);
    const running = this.find(name);
    return running?.embedded ? running.embedded.value(name) : running?.values.get(name);
  }

  /** The latest value of a name, as soon as that has one or an error. */
  async latest(name: string): Promise<unknown> {
    let end = () => {};
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE);
      end = this.watch(name, ({state}) => {
        if (state === "pending") return;
        clearTimeout(timer);
        resolve();
      });
    });
    end();
    return this.value(name);
  }

  /** Follows a name, whichever cell defines it. */
  watch(name: string, callback: (seen: SeenValue) => void): () => void {
    this.wake(name);
    let ended = false; // A variable that was deleted may still report a value that was under way.
    const tell = (seen: SeenValue) => {
      if (!ended) callback(seen);
    };
    const variable = this.module.variable({
      pending: () => tell({state: "pending"}),
      fulfilled: (boxed) => tell({state: "fulfilled", ...(boxed as {value: unknown})}),
      rejected: (error) => tell({state: "rejected", error}),
    });
    variable.define(null, [name], (value: unknown) => {
      if (!this.defines(name)) throw new Error(`No cell of this page defines \`${name}\`.`);
      return {value}; // In a box, so that the runtime does not draw a value that is itself a generator.
    });
    return () => {
      ended = true;
      variable.delete();
    };
  }

  /** The cell by whose own fault a name has no value; undefined if no cell defines the name. */
  culprit(name: string, seen: Set<RunningCell> = new Set()): RunningCell | undefined {
    if (this.isReplaced(name)) {
      const {scope, replacements} = this.parent!;
      return scope.culprit(replacements.get(name)!, seen);
    }
    const running = this.find(name);
    if (!running || seen.has(running)) return running;
    seen.add(running);
    const {failure} = running;
    if (failure) return isOwn(failure) ? running : failure.culprit;
    if (running.embedded) return running.embedded.culprit(name, seen) ?? running;
    // An unobserved cell does not know why it failed: it is itself, or the first input that failed.
    for (const input of running.cell.inputs) {
      const culprit = this.culprit(input, seen);
      if (culprit?.failure) return culprit;
    }
    return running;
  }

  /**
   * Calls back in the runtime's next pass, when every variable that a redefinition touches has been marked for its new
   * value: what the old ones were waiting for may be let go then, and not before.
   */
  afterCompute(callback: () => void): void {
    let done = false;
    const pending = () => {
      if (done) return;
      done = true;
      callback();
      queueMicrotask(() => tick.delete());
    };
    const tick = this.module.variable({pending}).define(null, [], () => {});
  }

  dispose(): void {
    for (const running of this.cells) running.dispose();
    for (const variable of this.#replacements) variable.delete();
    this.cells = [];
  }
}
