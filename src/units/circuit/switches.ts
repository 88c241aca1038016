import type {Setup} from "../shared/circuit/build.ts";
import type {CircuitOptions} from "./options.ts";
import type {RunSetup} from "./setup.ts";
import type {Toggle} from "./toggles.ts";

/** The switches that a lesson asks for: some change what the circuit is, others how it is run. */
export function switches(
  options: Omit<CircuitOptions, "sliders">,
  {rebuild, rerun}: {rebuild(changed: Partial<Setup>): void; rerun(changed: Partial<RunSetup>): void},
): Toggle[] {
  const all: (Toggle & {wanted: boolean})[] = [
    {
      wanted: Boolean(options.collapse),
      label: "Collapse σ",
      checked: options.collapse === "collapsed",
      change: (on) => rebuild({sigmoid: on ? "collapsed" : "expanded"}),
    },
    {
      wanted: Boolean(options.round),
      label: "Round at each gate",
      checked: false,
      note: "Every value, local derivative and product to two decimals, as on paper.",
      change: (on) => rerun({roundEachGate: on ? 2 : undefined}),
    },
    {
      wanted: Boolean(options.tieToggle),
      label: "Split ties",
      checked: options.ties === "split",
      note: "Equal operands of max share the gradient. Otherwise the first takes it all.",
      change: (on) => rebuild({ties: on ? "split" : "first"}),
    },
    {
      wanted: Boolean(options.branchToggle),
      label: "Show copy gates",
      checked: options.branches === "copies",
      note: "A copy gate hands out one value and adds up what comes back.",
      change: (on) => rebuild({branches: on ? "copies" : "shared"}),
    },
    {
      wanted: Boolean(options.overwriteToggle),
      label: "Bug: = instead of +=",
      checked: false,
      note: "Where gradients meet, the last to arrive overwrites the others. Watch the finite differences.",
      change: (on) => rerun({accumulation: on ? "overwrite" : "add"}),
    },
  ];
  return all.filter(({wanted}) => wanted);
}
