import type {Variable} from "@observablehq/runtime";
import type {OwnFailure} from "./failure/failure.ts";
import {similarName} from "./failure/similar.ts";
import type {LiveCell, LiveEmbed, LivePage} from "./live-page.ts";
import {PageScope} from "./page-scope.ts";
import {RunningCell} from "./running-cell.ts";

/**
 * The cells that `import {histograms} from "../notebooks/init-lab.md" with {scale: "myScale"}` takes from another page.
 *
 * The other page's cells are defined in a module of their own (one for each set of replacements, shared by the
 * embedding cells of a page), in which each replaced name is an import from here. They run only as far as they are
 * needed. A name is an output of that page or the id of a cell there; the cell shows here what it shows there.
 */
export class EmbeddedCells {
  readonly #cell: RunningCell;
  readonly #variables: Variable[];
  #instance: EmbeddedPage | undefined;
  #shown: RunningCell[] = [];

  constructor(cell: RunningCell, variables: Variable[]) {
    this.#cell = cell;
    this.#variables = variables;
  }

  get #embed(): LiveEmbed {
    return this.#cell.cell.embed!;
  }

  /** Defines the local names, first as what is being loaded. An unobserved cell loads when a name is needed. */
  define(observed: boolean): void {
    const {module} = this.#cell.scope;
    let loading: Promise<void> | undefined;
    const load = () => (loading ??= this.#load(observed).then(() => this.#passed()));
    for (const {local} of this.#embed.names) {
      const variable = module.variable(observed || null);
      this.#variables.push(variable.define(local, [], load));
    }
    if (observed) void load();
  }

  /** The cell of the other page by whose fault a local name has no value. */
  culprit(local: string, seen: Set<RunningCell>): RunningCell | undefined {
    const name = this.#embed.names.find((n) => n.local === local);
    const target = name && this.#instance?.lookUp(name.imported);
    return target && this.#instance?.scope.culprit(target.variable, seen);
  }

  /** The latest value of a local name. */
  value(local: string): unknown {
    const name = this.#embed.names.find((n) => n.local === local);
    const target = name && this.#instance?.lookUp(name.imported);
    return target && this.#instance?.scope.value(target.variable);
  }

  dispose(): void {
    this.#instance?.release(this.#cell);
    this.#instance = undefined;
  }

  async #load(observed: boolean): Promise<void> {
    const cell = this.#cell;
    try {
      const page = await this.#loadPage();
      if (cell.isDisposed) return;
      this.#instance = EmbeddedPage.of(cell.scope, page, this.#embed, cell);
      const targets = this.#resolve(this.#instance);
      this.#undefine();
      for (const {local, variable} of targets) {
        const imported = cell.scope.module.variable(observed || null);
        this.#variables.push(imported.import(variable, local, this.#instance.scope.module));
      }
      if (observed) this.#show([...new Set(targets.map((target) => target.running))]);
    } catch (error) {
      if (!cell.isDisposed) this.#fail(error);
    }
  }

  /** Resolves when the names have passed from what was being loaded to what they are: only then may the old ones settle. */
  #passed(): Promise<void> {
    return new Promise((resolve) => this.#cell.scope.afterCompute(resolve));
  }

  async #loadPage(): Promise<LivePage> {
    const {from, load} = this.#embed;
    const {page} = await load().catch((error: unknown) => {
      throw new Error(`The page "${from}" could not be loaded: ${error instanceof Error ? error.message : error}`);
    });
    const {chain} = this.#cell.scope;
    if (chain.includes(page.path)) {
      const circle = [...chain.slice(chain.indexOf(page.path)), page.path].join(" → ");
      throw new Error(
        `Pages embed each other in a circle: ${circle}. Move the cell that both need to a page of its own.`,
      );
    }
    return page;
  }

  /** What each imported name stands for. Throws if there is one that the page does not have. */
  #resolve(instance: EmbeddedPage) {
    const {names, from, replacements} = this.#embed;
    for (const {name} of replacements) {
      if (!instance.scope.page.cells.some((cell) => cell.outputs.includes(name))) {
        throw new Error(`${missing(name, from, instance.outputs())} So \`with\` has nothing to replace.`);
      }
    }
    return names.map(({imported, local}) => {
      const target = instance.lookUp(imported);
      if (!target) throw new Error(missing(imported, from, instance.names()));
      return {local, ...target};
    });
  }

  #show(cells: RunningCell[]): void {
    this.#shown = cells;
    const {output} = this.#cell;
    output.clear();
    const update = () => this.#cell.setEmbeddedState(this.#state());
    for (const running of cells) {
      running.onstate = update;
      running.observe();
      // A cell that another embedding cell shows already is not taken away from there.
      if (!running.root.parentNode) output.element.append(running.root);
    }
    update();
  }

  #state() {
    const states = this.#shown.map((running) => running.output.state);
    if (states.includes("rejected")) return "rejected";
    return states.includes("pending") ? "pending" : "fulfilled";
  }

  #fail(error: unknown): void {
    const {module} = this.#cell.scope;
    const throws = () => {
      throw error;
    };
    this.#undefine();
    for (const {local} of this.#embed.names) this.#variables.push(module.define(local, [], throws));
    const message = error instanceof Error ? error.message : String(error);
    const failure: OwnFailure = {
      message,
      offset: Promise.resolve({line: 0, column: this.#cell.cell.position.column}),
    };
    this.#cell.fail(failure);
  }

  #undefine(): void {
    for (const variable of this.#variables.splice(0)) variable.delete();
  }
}

function missing(name: string, from: string, known: string[]): string {
  const meant = similarName(name, known);
  if (meant) return `"${from}" has no cell or name \`${name}\`. Did you mean \`${meant}\`?`;
  const list = known.length > 0 ? `It has ${known.map((n) => `\`${n}\``).join(", ")}.` : "It has none.";
  return `"${from}" has no cell or name \`${name}\`. ${list}`;
}

/** Another page's cells in this page's runtime. */
class EmbeddedPage {
  static readonly #instances = new WeakMap<PageScope, EmbeddedPage[]>();

  readonly scope: PageScope;
  readonly #replacements: string;
  readonly #users = new Set<RunningCell>();
  readonly #host: PageScope;

  /** The one that other embedding cells of this page use already, if page and replacements are the same. */
  static of(host: PageScope, page: LivePage, {replacements}: LiveEmbed, user: RunningCell): EmbeddedPage {
    const instances = EmbeddedPage.#instances.get(host) ?? [];
    EmbeddedPage.#instances.set(host, instances);
    const key = JSON.stringify(replacements.map(({name, by}) => [name, by]).sort());
    let instance = instances.find((i) => i.scope.page === page && i.#replacements === key);
    if (!instance) {
      const map = new Map(replacements.map(({name, by}) => [name, by]));
      instance = new EmbeddedPage(host, page, map, key, user.root);
      instances.push(instance);
    }
    instance.#users.add(user);
    return instance;
  }

  private constructor(
    host: PageScope,
    page: LivePage,
    replacements: ReadonlyMap<string, string>,
    key: string,
    column: HTMLElement,
  ) {
    this.#host = host;
    this.#replacements = key;
    const {runtime, library} = host;
    this.scope = new PageScope({runtime, library, page, parent: {scope: host, replacements, host: column}});
    this.scope.cells = page.cells
      .filter((cell) => cell.mode === "block")
      .map((cell) => new RunningCell(this.scope, cell, detachedRoot(cell)));
    for (const running of this.scope.cells) running.define(false);
  }

  release(user: RunningCell): void {
    this.#users.delete(user);
    if (this.#users.size > 0) return;
    this.scope.dispose();
    const instances = EmbeddedPage.#instances.get(this.#host);
    instances?.splice(instances.indexOf(this), 1);
  }

  /** The cell and the variable that a name stands for: an output's, else the cell's of that id. */
  lookUp(name: string): {running: RunningCell; variable: string} | undefined {
    const {cells} = this.scope;
    const definer = cells.find(({cell}) => cell.outputs.includes(name));
    if (definer) return {running: definer, variable: name};
    const named = cells.find(({cell}) => cell.id === name);
    return named && {running: named, variable: named.bodyName};
  }

  outputs(): string[] {
    return this.scope.page.cells.flatMap((cell) => cell.outputs);
  }

  /** What can be imported: outputs, and ids that an author gave. */
  names(): string[] {
    const ids = this.scope.cells.map(({cell}) => cell.id).filter((id) => !/^cell-/.test(id));
    return [...new Set([...this.outputs(), ...ids])];
  }
}

function detachedRoot(cell: LiveCell): HTMLElement {
  const root = document.createElement("div");
  root.className = "cell cell-embedded";
  root.dataset.state = "pending";
  if (cell.height !== undefined) root.style.setProperty("--reserved", `${cell.height}px`);
  root.append(Object.assign(document.createElement("div"), {className: "cell-output"}));
  return root;
}
