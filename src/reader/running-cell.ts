import type {Module, Observer, Variable} from "@observablehq/runtime";
import {columnWidth} from "./builtins/width.ts";
import {controlOf} from "./controls.ts";
import {EmbeddedCells} from "./embed.ts";
import {
  type Failure,
  failedInput,
  isOwn,
  missingInput,
  type OwnFailure,
  problemFailure,
  thrownFailure,
} from "./failure/failure.ts";
import {logFailure, showOwnFailure, showWaiting} from "./failure/report.ts";
import {givenNames} from "./given-names.ts";
import type {LiveCell} from "./live-page.ts";
import {CellOutput, type CellState} from "./output.ts";
import {type OwnNames, ownNameList, ownNames} from "./own-names.ts";
import type {PageScope} from "./page-scope.ts";
import {Pending} from "./pending.ts";
import type {Turn} from "./turns.ts";

/**
 * One cell of a page, defined in the page's Observable module: its variables, what it shows, and what went wrong.
 *
 * The runtime has one variable for the cell's body (its value is the cell's value, or an object of its outputs) and one
 * for each output, so that a promise or a generator in an output unwraps for whoever uses it. The runtime cannot
 * redefine a variable that never settled; a changed cell therefore gets a new RunningCell after this one's `dispose`.
 */
export class RunningCell {
  readonly scope: PageScope;
  readonly output: CellOutput;
  readonly uid: string;
  cell: LiveCell;
  failure: Failure | undefined;
  /** Set in an embedding cell. */
  embedded: EmbeddedCells | undefined;
  onstate: (() => void) | undefined;
  /** Called before the cell is in the runtime. */
  onbegin: (() => void) | undefined;
  /** Set in a cell whose first run waits for its turn. */
  turn: Turn | undefined;

  readonly #variables: Variable[] = [];
  readonly #pending = new Pending();
  /** The latest values of the cell's outputs, for an editor that names them. */
  readonly values = new Map<string, unknown>();
  readonly #failedOutputs = new Map<string, unknown>();
  #observed = false;
  #disposed = false;
  /** Counts the body's runs, and the times that one was called off: what belongs to an earlier one is stale. */
  #run = 0;
  #errorNode: HTMLElement | undefined;

  /** `uid` is the cell's id, made unique where an author has given one twice. */
  constructor(scope: PageScope, cell: LiveCell, root: HTMLElement, uid = cell.id) {
    this.scope = scope;
    this.cell = cell;
    this.uid = uid;
    this.output = new CellOutput(root, cell.mode);
  }

  get root(): HTMLElement {
    return this.output.root;
  }

  /** The name of the variable of the cell's body. No author can write it: it has a space. */
  get bodyName(): string {
    return `cell ${this.uid}`;
  }

  get isDisposed(): boolean {
    return this.#disposed;
  }

  /** Defines the cell's variables; unobserved ones run only once something needs them. */
  define(observed = true): void {
    this.#observed = observed;
    this.onbegin?.();
    this.#setState("pending");
    if (this.cell.embed) this.#defineEmbed();
    else if (this.cell.define) this.#defineCode(this.cell.define);
    else this.#defineBroken(problemFailure(this.cell));
  }

  /** Makes an unobserved cell run and show itself. */
  observe(): void {
    if (this.#observed || this.#disposed) return;
    this.#undefine();
    this.define(true);
  }

  /** Takes the cell out of the runtime. What it shows stays, for a successor to replace. */
  dispose(): void {
    this.#disposed = true;
    this.#run++;
    this.#undefine();
    this.embedded?.dispose();
    this.scope.afterCompute(() => this.#pending.letGo());
  }

  #undefine(): void {
    for (const variable of this.#variables.splice(0)) variable.delete();
  }

  /** The same cell at another place of the file: a message that stands here tells the new one. */
  moveTo(cell: LiveCell): void {
    const moved = cell.position.line !== this.cell.position.line || cell.position.column !== this.cell.position.column;
    this.cell = cell;
    if (moved && this.failure && isOwn(this.failure)) void showOwnFailure(this, this.failure, {log: false});
  }

  /** Says again for which cell this one waits, if that one's place has changed. */
  refreshWaiting(): void {
    if (this.failure && !isOwn(this.failure)) void showWaiting(this, this.failure);
  }

  /** The cell fails by its own fault, before or beside its code. */
  fail(failure: OwnFailure): void {
    if (!this.#disposed) void showOwnFailure(this, failure);
  }

  /** What the cell has left behind, a timer or a promise that nobody awaits, has failed: told below what the cell shows. */
  failBeside(failure: OwnFailure): void {
    const told = this.#errorNode?.isConnected && this.failure && isOwn(this.failure) ? this.failure.message : undefined;
    if (!this.#disposed && told !== failure.message) void showOwnFailure(this, failure, {beside: true});
  }

  #defineBroken(failure: OwnFailure): void {
    const {module} = this.scope;
    const throws = () => {
      throw new Error(failure.message);
    };
    for (const name of this.#ownOutputs()) this.#variables.push(module.define(name, [], throws));
    this.failure = failure;
    if (this.#observed) this.fail(failure);
  }

  #defineEmbed(): void {
    this.embedded = new EmbeddedCells(this, this.#variables);
    this.embedded.define(this.#observed);
  }

  /** Called by the embedded cells: their states together are this cell's. */
  setEmbeddedState(state: CellState): void {
    if (!this.#disposed) this.#setState(state);
  }

  #defineCode(code: (...inputs: never[]) => unknown): void {
    const {module} = this.scope;
    const inputs = this.cell.inputs;
    const own = new Set<string>(ownNameList.filter((name) => !this.scope.defines(name)));
    const needed = inputs.filter((name) => !own.has(name));
    if (needed.includes("width") && !this.scope.defines("width")) this.#defineWidth(module);
    const variables = needed.map((name) => (name === "width" && !this.scope.defines(name) ? this.#widthName : name));
    const reader = this;
    function run(this: unknown, ...values: unknown[]): unknown {
      const given = reader.#begin();
      const byName = new Map(needed.map((name, i) => [name, values[i]]));
      const args = inputs.map((name) => (own.has(name) ? given[name as keyof typeof given] : byName.get(name)));
      const start = () => reader.#watch(() => (code as (...args: unknown[]) => unknown).apply(this, args));
      return reader.turn ? reader.#inTurn(reader.turn, start) : start();
    }
    const body = module.variable(this.#observed ? this.#bodyObserver() : null);
    this.#variables.push(body.define(this.bodyName, variables, run));
    for (const name of this.#ownOutputs()) {
      const variable = module.variable(this.#observed ? this.#outputObserver(name) : null);
      this.#variables.push(
        variable.define(name, [this.bodyName], (outputs: Record<string, unknown>) =>
          this.#pending.run(() => {
            // Before anyone reads it: what is set on a control now is the first value that the page sees.
            this.scope.onOutput?.(name, controlOf(outputs[name]));
            return outputs[name];
          }),
        ),
      );
    }
  }

  get #widthName(): string {
    return `width of ${this.bodyName}`;
  }

  #defineWidth(module: Module): void {
    this.#variables.push(module.define(this.#widthName, [], () => columnWidth(this.scope.host ?? this.root)));
  }

  /** Outputs that this cell gives to its page: not those that an embedding page has replaced. */
  #ownOutputs(): string[] {
    return givenNames(this.cell, this.scope.page.cells).filter((name) => !this.scope.isReplaced(name));
  }

  /** Starts a run: makes the names that belong to it alone. */
  #begin(): OwnNames {
    const run = ++this.#run;
    this.failure = undefined;
    this.output.begin();
    return ownNames(this.cell, (value) => {
      if (run === this.#run && !this.#disposed) this.output.append(value);
    });
  }

  /** Starts the code when its turn comes; a run that has been called off meanwhile does not start. */
  #inTurn(turn: Turn, start: () => unknown): unknown {
    const run = this.#run;
    this.turn = undefined;
    return this.#pending.run(() => turn().then(() => (run === this.#run && !this.#disposed ? start() : undefined)));
  }

  /** Remembers what the code throws, now or later: a dependent may have to name it though nobody observes this cell. */
  #watch(code: () => unknown): unknown {
    const run = this.#run;
    const note = (error: unknown) => {
      if (run === this.#run && failedInput(error) === undefined && !this.#observed) {
        const failure = thrownFailure(error, this.cell, this.scope.page.moduleUrl);
        this.failure = failure;
        void logFailure(this, failure);
      }
    };
    return this.#pending.run(code, note);
  }

  #bodyObserver(): Observer {
    return {
      // The runtime looks here for the element whose visibility `visibility` waits for.
      ...{_node: this.root},
      pending: () => {
        if (this.#disposed) return;
        this.#run++;
        this.#failedOutputs.clear();
        this.failure = undefined;
        this.#setState("pending");
      },
      fulfilled: (value) => {
        if (!this.#disposed) this.#fulfilled(value);
      },
      rejected: (error) => {
        if (!this.#disposed) this.#rejected(error);
      },
    };
  }

  #outputObserver(name: string): Observer {
    return {
      fulfilled: (value) => {
        this.values.set(name, value);
        if (this.#disposed || !this.#failedOutputs.delete(name) || this.#failedOutputs.size > 0) return;
        this.failure = undefined;
        this.#errorNode?.remove();
        this.#setState("fulfilled");
      },
      rejected: (error) => {
        if (this.#disposed || failedInput(error) === this.bodyName) return; // The body's observer has said it.
        this.#failedOutputs.set(name, error);
        this.#rejected(error);
      },
    };
  }

  #fulfilled(value: unknown): void {
    if (this.#failedOutputs.size > 0) return;
    this.failure = undefined;
    try {
      if (this.cell.autodisplay) {
        if (value === undefined) this.output.clear();
        else this.output.replace(value);
      } else if (this.output.isStale) {
        this.output.clear();
      }
      this.#setState("fulfilled");
    } catch (error) {
      this.#rejected(error); // The value cannot be shown: an iterable that throws, say.
    }
  }

  #rejected(error: unknown): void {
    const name = failedInput(error);
    if (name === undefined) {
      void showOwnFailure(this, thrownFailure(error, this.cell, this.scope.page.moduleUrl));
      return;
    }
    const culprit = this.scope.culprit(name);
    if (culprit) {
      void showWaiting(this, {culprit, name});
    } else {
      void showOwnFailure(this, missingInput(name, this.cell, this.scope, error));
    }
  }

  /** In place of an old or failed output; below what this run has displayed itself, or (`beside`) below whatever stands. */
  showError(node: HTMLElement, {beside = false} = {}): void {
    if (this.#errorNode?.parentNode === this.output.element) {
      this.#errorNode.replaceWith(node);
    } else {
      if (!beside && (this.output.isStale || this.cell.autodisplay)) this.output.clear();
      this.output.element.append(node);
    }
    this.#errorNode = node;
    if (!beside) this.#setState("rejected");
  }

  #setState(state: CellState): void {
    this.output.state = state;
    this.onstate?.();
  }
}
