import type {Page as Tab} from "@playwright/test";
import {compileExercise} from "../../src/compiler/exercise-program.ts";
import * as core from "../../src/core/index.ts";
import {numericalGradient} from "../../src/reader/exercises/worker/expectations.ts";
import {Meter} from "../../src/reader/exercises/worker/meter.ts";
import {runProgram} from "../../src/reader/exercises/worker/run-program.ts";

/**
 * A tab in which exercises run here: what the real one adds is the worker, which the browser's tests hold.
 * @param live what the page's cells have for checks to read
 */
export const nodeTab = (live: Record<string, unknown> = {}) =>
  ({
    async evaluate(_in: unknown, {text, exercise}: {text: string; exercise: {check: string; starter: string}}) {
      const program = compileExercise(text, exercise.check, exercise.starter);
      if ("problem" in program) return {kind: "problem", problem: program.problem};
      const meter = new Meter(() => false);
      return runProgram(program, {
        library: {...core, numericalGradient},
        live: Object.fromEntries(Object.entries(live).map(([name, value]) => [name, {value}])),
        meter,
        makeFunction: Function,
        tell() {},
      });
    },
  }) as unknown as Tab;
