import {GraphError} from "./errors.ts";
import {buildExpression, type ParseOptions} from "./expression/build.ts";
import type {ExpressionWarning} from "./expression/error.ts";
import {nameProblem} from "./expression/names.ts";
import {constantLabel, gateLabel} from "./formula/label.ts";
import {asGate, type GateLike} from "./gates/custom.ts";
import {type BackwardOptions, backwardPass, type ForwardOptions, forwardPass} from "./passes.ts";
import {topologicalSort} from "./topological-sort.ts";
import type {BackwardStep, ForwardStep, Gate, GraphNode, SeedStep} from "./types.ts";

/** One wire: `to` reads `from` as its operand number `argument`. */
export interface Edge {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly argument: number;
}

/**
 * A computational graph on scalars: inputs, constants and gates, one of which is the output. It is made from text,
 *
 *     const graph = ComputationalGraph.parse("(x + y) * z");
 *     graph.forward({x: -2, y: 5, z: -4});  // −12
 *     graph.backward();                     // {x: −4, y: −4, z: 3}
 *
 * or piece by piece,
 *
 *     const graph = new ComputationalGraph();
 *     const [x, y, z] = [graph.input("x"), graph.input("y"), graph.input("z")];
 *     const q = graph.define("q", new AddGate(), x, y);
 *     graph.apply(new MultiplyGate(), q, z);
 *
 * A gate can only read nodes that exist, so a graph has no cycles.
 */
export class ComputationalGraph {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #counts = new Map<string, number>();
  #output: GraphNode | undefined;
  #sorted: readonly GraphNode[] | undefined;
  #digits: number | undefined;
  /** What the expression's author may want to know: definitions that nothing uses. */
  readonly warnings: ExpressionWarning[] = [];

  /**
   * Reads an expression: + − × ÷ ^, parentheses, numbers, names, functions, and definitions `q = x + y; f = q * z`.
   * @throws {ExpressionError} with the place in the text and what to do
   */
  static parse(expression: string, options: ParseOptions = {}): ComputationalGraph {
    return buildExpression(expression, () => new ComputationalGraph(), options);
  }

  /** The rounding of the last forward pass, if it rounded. */
  get roundEachGate(): number | undefined {
    return this.#digits;
  }

  /** All nodes, in the order in which they were made. */
  get nodes(): readonly GraphNode[] {
    return [...this.#nodes.values()];
  }

  /** The inputs, in the order in which they were made: in a parsed expression, of first appearance. */
  get inputs(): readonly GraphNode[] {
    return this.nodes.filter((node) => node.op === "input");
  }

  /** The node that gradients are taken of: the gate last made, unless another node was set. */
  get output(): GraphNode {
    const output = this.#output ?? this.nodes.findLast((node) => node.gate) ?? this.nodes.at(-1);
    if (!output) throw new GraphError("The graph is empty: give it inputs and gates first.");
    return output;
  }
  set output(node: GraphNode) {
    this.#own(node);
    this.#output = node;
    this.#sorted = undefined;
  }

  /** Every wire, gate by gate in topological order and in the order of the arguments. */
  get edges(): readonly Edge[] {
    return this.nodesTopologicallySorted().flatMap((to) => to.inputs.map((from, argument) => ({from, to, argument})));
  }

  /** The node with an id. @throws {GraphError} if there is none */
  node(id: string): GraphNode {
    const node = this.#nodes.get(id);
    if (!node) throw new GraphError(`The graph has no node "${id}". It has ${[...this.#nodes.keys()].join(", ")}.`);
    return node;
  }

  has(id: string): boolean {
    return this.#nodes.has(id);
  }

  /** Adds an input, or returns the one of that name. Its value may also be given to `forward`. */
  input(name: string, value?: number): GraphNode {
    const old = this.#nodes.get(name);
    if (old && old.op !== "input") throw new GraphError(`"${name}" is already the name of a ${old.op} node.`);
    const node = old ?? this.#add({id: checkName(name), label: name, op: "input", inputs: []});
    if (value !== undefined) this.#assign({[name]: value});
    return node;
  }

  constant(value: number, name?: string): GraphNode {
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new GraphError(`A constant must be a finite number, not ${String(value)}.`);
    }
    const id = name === undefined ? this.freeId("constant") : this.#freeName(name);
    return this.#add({id, label: name ?? constantLabel(value), op: "constant", inputs: [], value});
  }

  /** Adds a gate that reads the operands; numbers among them become constants. @returns the gate's output */
  apply(gate: Gate | GateLike, ...operands: readonly (GraphNode | number)[]): GraphNode {
    return this.#addGate(undefined, gate, operands);
  }

  /** `apply` with a name, as in `q = x + y`. */
  define(name: string, gate: Gate | GateLike, ...operands: readonly (GraphNode | number)[]): GraphNode {
    return this.#addGate(name, gate, operands);
  }

  /** Adds a node as it is, for functions that turn one graph into another and keep its ids. */
  insert(node: GraphNode): GraphNode {
    if (this.#nodes.has(node.id)) throw new GraphError(`The graph already has a node "${node.id}".`);
    for (const input of node.inputs) this.#own(input);
    return this.#add(node);
  }

  /** An id that is not taken yet: "×:1", "×:2", … */
  freeId(op: string): string {
    let count = this.#counts.get(op) ?? 0;
    let id: string;
    do id = `${op}:${++count}`;
    while (this.#nodes.has(id));
    this.#counts.set(op, count);
    return id;
  }

  /** A graph of the same nodes, ids and values that shares nothing with this one. */
  clone(): ComputationalGraph {
    const copy = new ComputationalGraph();
    for (const node of this.#nodes.values()) {
      const inputs = node.inputs.map((input) => copy.node(input.id));
      copy.insert({...node, inputs, ...(node.gate && {gate: node.gate.clone?.() ?? node.gate})});
    }
    if (this.#output) copy.output = copy.node(this.#output.id);
    copy.warnings.push(...this.warnings);
    copy.#digits = this.#digits;
    return copy;
  }

  /** All nodes, each after those it reads; the output's before any that it does not need. */
  nodesTopologicallySorted(): GraphNode[] {
    this.#sorted ??= this.#nodes.size === 0 ? [] : topologicalSort([this.output, ...this.#nodes.values()]);
    return [...this.#sorted];
  }

  /**
   * Computes every gate. Inputs that are not given keep the value they have.
   * @returns the output's value
   * @throws {GraphError} naming all inputs that have no value, and any that are unknown or not a finite number
   */
  forward(inputs: Readonly<Record<string, number>> = {}, options: ForwardOptions = {}): number {
    drain(this.forwardSteps(inputs, options));
    return this.output.value!;
  }

  /**
   * The chain rule from the output back to the inputs. Call `forward` first; its rounding also holds here.
   * @returns ∂output/∂input by input name, 0 for an input that the output does not depend on
   */
  backward(options: BackwardOptions = {}): Record<string, number> {
    drain(this.backwardSteps(options));
    return Object.fromEntries(this.inputs.map((input) => [input.id, input.grad ?? 0]));
  }

  /** The forward pass, gate by gate. Values and gradients of an earlier pass are gone before the first step. */
  forwardSteps(
    inputs: Readonly<Record<string, number>> = {},
    options: ForwardOptions = {},
  ): Generator<ForwardStep, void, undefined> {
    this.#digits = checkDigits(options.roundEachGate);
    this.#assign(inputs);
    const missing = this.inputs.filter((input) => input.value === undefined).map((input) => input.id);
    if (missing.length > 0) throw new GraphError(missingValues(missing));
    for (const node of this.#nodes.values()) {
      delete node.grad;
      if (!node.gate) continue;
      delete node.value;
      delete node.localGradients;
    }
    return forwardPass(this.nodesTopologicallySorted(), options);
  }

  /** The backward pass: the seed, then edge by edge. Gradients of an earlier pass are gone before the first step. */
  backwardSteps(options: BackwardOptions = {}): Generator<SeedStep | BackwardStep, void, undefined> {
    const unknown = this.nodesTopologicallySorted().find((node) => node.value === undefined);
    if (unknown || this.#nodes.size === 0) {
      throw new GraphError("Gradients are taken at the values of the forward pass: call forward(…) before backward().");
    }
    for (const node of this.#nodes.values()) delete node.grad;
    const roundEachGate = checkDigits(options.roundEachGate) ?? this.#digits;
    return backwardPass(this.nodesTopologicallySorted(), this.output, {...options, roundEachGate});
  }

  #addGate(name: string | undefined, written: Gate | GateLike, operands: readonly (GraphNode | number)[]): GraphNode {
    const gate = asGate(written, operands.length);
    if (operands.length !== gate.arity) {
      throw new GraphError(
        `The ${gate.op} gate takes ${gate.arity} operand${gate.arity === 1 ? "" : "s"}, not ${operands.length}.`,
      );
    }
    // All checks come before the first constant is made, so that a call that fails leaves the graph as it was.
    for (const operand of operands) if (typeof operand !== "number") this.#own(operand);
    const id = name === undefined ? this.freeId(gate.op) : this.#freeName(name);
    const inputs = operands.map((operand) => (typeof operand === "number" ? this.constant(operand) : operand));
    return this.#add({id, label: name ?? gateLabel(gate, inputs), op: gate.op, gate, inputs});
  }

  #add(node: GraphNode): GraphNode {
    this.#nodes.set(node.id, node);
    this.#sorted = undefined;
    return node;
  }

  #own(node: GraphNode): void {
    if (this.#nodes.get(node.id) !== node) throw new GraphError(`"${node.label}" is not a node of this graph.`);
  }

  #freeName(name: string): string {
    if (this.#nodes.has(name)) throw new GraphError(`The graph already has a node "${name}": choose another name.`);
    return checkName(name);
  }

  #assign(values: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(values)) {
      if (this.#nodes.get(name)?.op !== "input") {
        const names = this.inputs.map((input) => input.id);
        const known = names.length > 0 ? `The inputs are ${names.join(", ")}.` : "The graph has no inputs.";
        throw new GraphError(`The graph has no input "${name}". ${known}`);
      }
      if (typeof value !== "number" || !Number.isFinite(value)) {
        const shown = typeof value === "string" ? `the text "${value}"` : String(value);
        throw new GraphError(`The input ${name} must be a finite number, not ${shown}.`);
      }
    }
    for (const [name, value] of Object.entries(values)) this.node(name).value = value;
  }
}

function drain(steps: Iterable<unknown>): void {
  for (const _ of steps);
}

function checkName(name: string): string {
  const problem = nameProblem(name);
  if (problem) throw new GraphError(`${problem.what} ${problem.hint}`);
  return name;
}

function checkDigits(digits: number | undefined): number | undefined {
  if (digits !== undefined && !(Number.isInteger(digits) && digits >= 0 && digits <= 100)) {
    throw new GraphError(`roundEachGate is a number of decimals from 0 to 100, not ${String(digits)}.`);
  }
  return digits;
}

function missingValues(names: readonly string[]): string {
  const example = names.map((name) => `${name}: 1`).join(", ");
  const [subject, verb] = names.length === 1 ? ["input", "has"] : ["inputs", "have"];
  return `The ${subject} ${names.join(", ")} ${verb} no value. Give every input a number: forward({${example}}).`;
}
