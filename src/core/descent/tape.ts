import type {ComputationalGraph} from "../graph/graph.ts";
import type {Gate} from "../graph/types.ts";

/** A graph made ready to be run many times: the same gates in the same order, their operands by number. */
export interface Tape {
  /** The output's value at these inputs, in the order of `names`. */
  value(...inputs: readonly number[]): number;
  /** ∂output/∂input at these inputs, 0 for an input that the output does not depend on. The array is a new one. */
  gradient(...inputs: readonly number[]): number[];
}

interface Operation {
  readonly gate: Gate;
  /** Where the operands and the result stand among the values. */
  readonly operands: readonly number[];
  readonly result: number;
}

/**
 * Records a graph for tens of thousands of passes: forward and backward run the graph's own gates, without the steps, the
 * records and the messages that a reader's graph keeps of each. The results are the same to the last bit.
 * @param names the inputs, in the order in which values are given; the graph need not use them all
 */
export function tape(graph: ComputationalGraph, names: readonly string[]): Tape {
  const own = graph.clone(); // gates remember their operands: nobody else may run these
  const nodes = own.nodesTopologicallySorted();
  const place = new Map(nodes.map((node, i) => [node, i]));
  const values = new Float64Array(nodes.length);
  const grads = new Float64Array(nodes.length);
  const inputs = names.map((name) => nodes.findIndex((node) => node.op === "input" && node.id === name));
  const output = place.get(own.output)!;
  const constants = nodes.map((node) => node.op === "constant");
  const operations = nodes.flatMap((node, result): Operation[] =>
    node.gate ? [{gate: node.gate, operands: node.inputs.map((input) => place.get(input)!), result}] : [],
  );
  for (const [i, node] of nodes.entries()) if (constants[i]) values[i] = node.value!;
  // No gate here has more than a few operands, so a list of them is made only for those of three and more.
  const run = (given: readonly number[]): number => {
    for (let i = 0; i < inputs.length; i++) if (inputs[i]! >= 0) values[inputs[i]!] = given[i]!;
    for (const {gate, operands, result} of operations) {
      values[result] =
        operands.length === 1
          ? gate.forward(values[operands[0]!]!)
          : operands.length === 2
            ? gate.forward(values[operands[0]!]!, values[operands[1]!]!)
            : gate.forward(...operands.map((operand) => values[operand]!));
    }
    return values[output]!;
  };
  return {
    value: (...given) => run(given),
    gradient(...given) {
      run(given);
      grads.fill(0);
      grads[output] = 1;
      for (let i = operations.length - 1; i >= 0; i--) {
        const {gate, operands, result} = operations[i]!;
        const upstream = grads[result]!;
        const locals = gate.localGradients();
        for (let k = 0; k < operands.length; k++) {
          if (!constants[operands[k]!]) grads[operands[k]!]! += upstream * locals[k]!;
        }
      }
      return inputs.map((i) => (i < 0 ? 0 : grads[i]!));
    },
  };
}
