import {
  type Activation,
  type LossName,
  type OptimizerName,
  type PlaygroundState,
  SPEEDS,
} from "../../lab/playground/state.ts";
import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {checkField, type Field, rangeField, selectField, wholeField} from "./fields.ts";
import type {Actions, Moment} from "./moment.ts";

const RATES = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const PENALTIES = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const ACTIVATION_TEXT: Record<Activation, string> = {
  tanh: "tanh",
  sigmoid: "sigmoid",
  relu: "ReLU",
  "leaky-relu": "leaky ReLU",
  elu: "ELU",
  maxout: "maxout, 2 pieces",
  linear: "linear",
};
const OPTIMIZER_TEXT: Record<OptimizerName, string> = {
  sgd: "gradient descent",
  momentum: "momentum",
  nesterov: "Nesterov",
  adagrad: "AdaGrad",
  rmsprop: "RMSProp",
  adam: "Adam",
};
const LOSS_TEXT: Record<LossName, string> = {
  squared: "squared error",
  softmax: "softmax, cross-entropy",
  hinge: "hinge",
};

const numbers = (list: readonly number[]) => list.map((value) => [value, numberText(value, 5)] as const);
const texts = <T extends string>(record: Record<T, string>) => Object.entries(record) as [T, string][];

/** The settings of network and training: the few that one changes often, and the others. */
export function settings({set}: Actions) {
  const bound: ((moment: Moment) => void)[] = [];
  let shownLoss: {value?: LossName; disabled?: boolean} = {};
  const bind = <K extends keyof PlaygroundState>(
    key: K,
    field: Field<PlaygroundState[K]>,
    look: (moment: Moment) => {value?: PlaygroundState[K]; disabled?: boolean} = () => ({}),
  ): HTMLElement => {
    bound.push((moment) => {
      const {value = moment.state[key], disabled} = look(moment);
      field.show(value, {disabled});
    });
    return field.node;
  };
  const select = <K extends keyof PlaygroundState>(
    key: K,
    label: string,
    options: readonly (readonly [PlaygroundState[K] & (string | number), string])[],
    look?: (moment: Moment) => {value?: PlaygroundState[K]; disabled?: boolean},
  ) =>
    bind(
      key,
      selectField({
        label,
        options,
        change: (value) => set({[key]: value}),
        other: (value) => (typeof value === "number" ? numberText(value, 6) : value),
      }) as unknown as Field<PlaygroundState[K]>,
      look,
    );

  const main = html(
    "div",
    {class: "pg-settings", role: "group", "aria-label": "Training settings"},
    select("rate", "Learning rate", numbers(RATES)),
    select("activation", "Activation", texts(ACTIVATION_TEXT)),
    select("regularization", "Regularization", [
      ["none", "none"],
      ["l1", "L1"],
      ["l2", "L2"],
    ]),
    select("regularizationRate", "Its rate", numbers(PENALTIES), ({state}) => ({
      disabled: state.regularization === "none",
    })),
    select("optimizer", "Optimizer", texts(OPTIMIZER_TEXT)),
  );
  const more = html(
    "div",
    {class: "pg-more", role: "group", "aria-label": "More settings"},
    // What cannot be chosen for these data is shown as it is.
    select("loss", "Loss", texts(LOSS_TEXT), ({run}) => {
      if (run) shownLoss = {value: run.head.loss, disabled: run.points.kind === "numbers"};
      return shownLoss;
    }),
    select("initialization", "First weights", [
      ["xavier", "Xavier, 1/√n"],
      ["glorot", "Glorot"],
      ["he", "He, √(2/n)"],
      ["zeros", "zeros"],
      [0.01, "std 0.01"],
      [1, "std 1"],
    ]),
    bind("batchNorm", checkField({label: "Batch normalization", change: (batchNorm) => set({batchNorm})})),
    bind("dropout", rangeField({label: "Dropout", min: 0, max: 0.9, step: 0.1, change: (dropout) => set({dropout})})),
    bind(
      "momentum",
      rangeField({label: "Momentum μ", min: 0, max: 0.99, step: 0.01, change: (momentum) => set({momentum})}),
      ({state}) => ({disabled: state.optimizer !== "momentum" && state.optimizer !== "nesterov"}),
    ),
    bind("seed", wholeField({label: "Seed", min: 1, max: 999_999, change: (seed) => set({seed})})),
    select(
      "speed",
      "Speed",
      SPEEDS.map((speed) => [speed, speed === 0 ? "as fast as it can" : `${speed} epochs a second`] as const),
    ),
  );
  return {
    main,
    more,
    show(moment: Moment) {
      for (const show of bound) show(moment);
    },
  };
}
