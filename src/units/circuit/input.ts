import {ComputationalGraph, ExpressionError, expressionFrame} from "../../core/graph/index.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {type InputFields, inputFields} from "./inputs.ts";

export interface CircuitInputOptions {
  /** The expression to begin with. Default "(x + y) * z". */
  expression?: string;
  /** Values to begin with, by name. Others get small numbers that differ from each other. */
  inputs?: Readonly<Record<string, number>>;
  /** Expressions to choose from, beside the field. */
  examples?: readonly string[];
  /** Whether the inputs' values can be edited here too. Default true. */
  fields?: boolean;
  /** The field's label. Default "Expression". */
  label?: string;
}

export interface CircuitInputElement extends HTMLElement {
  /** The last expression that could be read, and a number for each of its inputs. */
  readonly value: {expression: string; inputs: Record<string, number>};
}

/** Values for inputs that nobody has given one: small, different, of both signs, and no two sums or products alike. */
const DEFAULTS = [2, -1, 3, 0.5, -2, 1.5, -0.5, 4, -3, 2.5];

/** A circuit with more nodes is refused: nobody steps through it, and placing it takes seconds. */
const MOST_NODES = 400;

let count = 0;

/**
 * A text field for any expression, with a number field for each name in it. While the text cannot be read it says what is
 * wrong and where, and `value` stays the last that could be.
 *
 * @throws {Error} if the expression to begin with cannot be read
 */
export function circuitInput(options: CircuitInputOptions = {}): CircuitInputElement {
  const {expression = "(x + y) * z", inputs = {}, examples = [], fields = true, label = "Expression"} = options;
  const id = `circuit-input-${++count}`;
  /** Every value that was ever given, so that a name that comes back has its number. */
  const remembered = new Map(Object.entries(inputs));
  let valid = read(expression);
  if (!valid.graph) throw new Error(`circuitInput(): ${valid.message}\n${valid.frame}`);
  let value = {expression, inputs: valuesFor(valid.graph)};

  const text = html("input", {
    type: "text",
    id,
    class: "circuit-expression-field",
    value: expression,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    "aria-describedby": `${id}-problem`,
    oninput: () => take(text.value),
  });
  const frame = html("pre", {class: "circuit-expression-frame", "aria-hidden": "true"});
  const message = html("p", {class: "unit-problem circuit-problem"});
  const problem = html(
    "div",
    {id: `${id}-problem`, class: "circuit-expression-problem", "aria-live": "polite"},
    frame,
    message,
  );
  const numbers = html("div", {class: "circuit-fields-place"});
  let shown: InputFields | undefined;
  const root = html(
    "div",
    {class: "circuit-entry", role: "group", "aria-label": label},
    html("label", {for: id}, label),
    text,
    examples.length > 0 &&
      html(
        "div",
        {class: "circuit-examples", role: "group", "aria-label": "Examples"},
        ...examples.map((example) =>
          html("button", {type: "button", class: "unit-action unit-quiet", onclick: () => choose(example)}, example),
        ),
      ),
    problem,
    numbers,
  ) as unknown as CircuitInputElement;
  keepInputInside(root);
  Object.defineProperty(root, "value", {get: () => value, enumerable: true, configurable: true});
  showFields();
  return root;

  function choose(example: string): void {
    text.value = example;
    take(example);
  }

  function take(next: string): void {
    valid = read(next);
    text.setAttribute("aria-invalid", String(!valid.graph));
    // What is only worth knowing does not look like an error.
    problem.dataset.kind = valid.graph ? "remark" : "error";
    frame.textContent = valid.frame;
    message.textContent = valid.graph ? valid.message : `${valid.message} Shown is still ${value.expression}.`;
    frame.hidden = valid.frame === "";
    if (!valid.graph || next === value.expression) return;
    const names = Object.keys(value.inputs).join();
    value = {expression: next, inputs: valuesFor(valid.graph)};
    if (Object.keys(value.inputs).join() !== names) showFields();
    announceInput(root);
  }

  function showFields(): void {
    if (!fields) return;
    shown = inputFields(value.inputs, {
      editable: true,
      sliders: new Map(),
      id,
      change(name, number) {
        remembered.set(name, number);
        value = {...value, inputs: {...value.inputs, [name]: number}};
        announceInput(root);
      },
    });
    numbers.replaceChildren(shown.node);
  }

  function valuesFor(graph: ComputationalGraph): Record<string, number> {
    return Object.fromEntries(
      graph.inputs.map(({id: name}, i) => {
        const number = remembered.get(name) ?? DEFAULTS[i % DEFAULTS.length]!;
        remembered.set(name, number);
        return [name, number];
      }),
    );
  }
}

interface Reading {
  graph?: ComputationalGraph;
  /** What is wrong, or only worth knowing. */
  message: string;
  /** The text with carets below the place, or "". */
  frame: string;
}

function read(expression: string): Reading {
  try {
    const graph = ComputationalGraph.parse(expression);
    if (graph.nodes.length > MOST_NODES)
      return {
        message: `This circuit has ${graph.nodes.length} nodes; the stepper shows up to ${MOST_NODES}. Leave some out.`,
        frame: "",
      };
    return {graph, message: graph.warnings.map((warning) => warning.message).join(" "), frame: ""};
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return {message: error.message, frame: expression.trim() === "" ? "" : expressionFrame(expression, error)};
  }
}
