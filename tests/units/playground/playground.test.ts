// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {pointsFromCsv} from "../../../src/lab/playground/csv.ts";
import {networkToJson} from "../../../src/lab/playground/network-file.ts";
import {Session} from "../../../src/lab/playground/session.ts";
import {defaultState} from "../../../src/lab/playground/state.ts";
import {type PlaygroundElement, type PlaygroundOptions, playground} from "../../../src/units/playground/index.ts";

// Without workers: the same trainer, on this thread.
beforeEach(() => {
  vi.stubGlobal("Worker", undefined);
  // jsdom can paint nothing, and says so at each try.
  vi.stubGlobal("CanvasRenderingContext2D", undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
  history.replaceState(null, "", "/");
});

/** A playground on the page, once its first picture is there. */
async function shown(options: PlaygroundOptions = {}): Promise<PlaygroundElement> {
  const unit = playground({samples: 60, ...options});
  document.body.append(unit);
  await vi.waitFor(() => expect(unit.querySelector(".pg-count")?.textContent).toMatch(/weights/), {timeout: 5000});
  return unit;
}

const button = (unit: Element, name: string): HTMLButtonElement => {
  const found = [...unit.querySelectorAll("button")].find(
    (each) => (each.getAttribute("aria-label") ?? each.textContent) === name,
  );
  if (!found) throw new Error(`no button ${name}`);
  return found;
};
const field = <T extends HTMLElement>(unit: Element, name: string): T => {
  const label = [...unit.querySelectorAll("label")].find(
    (each) => each.querySelector(".pg-label")?.textContent === name,
  );
  const control = label?.querySelector<T>("input, select");
  if (!control) throw new Error(`no field ${name}`);
  return control;
};
const input = (control: HTMLElement, event = "input") => control.dispatchEvent(new Event(event, {bubbles: true}));
const units = (unit: Element) => unit.querySelectorAll(".pg-unit").length;

describe("playground", () => {
  it("begins as the options say, and tells its state as its value", async () => {
    const unit = await shown({dataset: "xor", hidden: [3, 2], activation: "relu"});
    expect(unit.value).toMatchObject({dataset: "xor", hidden: [3, 2], activation: "relu", epochs: 0, playing: false});
    await vi.waitFor(() => expect(unit.value.trainLoss).toBeGreaterThan(0));
    expect(units(unit)).toBe(6);
  });

  it("has names for its pictures before the first of them is there", () => {
    const unit = playground();
    for (const picture of unit.querySelectorAll("[role=img]")) expect(picture.getAttribute("aria-label")).toMatch(/\w/);
    for (const map of unit.querySelectorAll(".pg-map")) expect(map.getAttribute("aria-label")).toMatch(/\w/);
  });

  it.each([
    [{hidden: [9]}, "playground(): hidden cannot be “[9]”"],
    [{speeed: 3}, "playground(): There is no setting “speeed”"],
    [{controls: ["date"]}, "playground(): there is no part “date”; there are data, settings"],
  ])("refuses %o", (options, message) => {
    expect(() => playground(options as unknown as PlaygroundOptions)).toThrow(message);
  });

  it("trains an epoch at a step, plays, pauses and resets to the same run", async () => {
    const unit = await shown();
    button(unit, "One epoch").click();
    await vi.waitFor(() => expect(unit.value.epochs).toBe(1));
    const {trainLoss} = unit.value;
    button(unit, "Play").click();
    expect(unit.value.playing).toBe(true);
    await vi.waitFor(() => expect(unit.value.epochs).toBeGreaterThan(3));
    button(unit, "Pause").click();
    expect(unit.value.playing).toBe(false);
    button(unit, "Reset").click();
    await vi.waitFor(() => expect(unit.value.epochs).toBe(0));
    button(unit, "One epoch").click();
    await vi.waitFor(() => expect(unit.value.epochs).toBe(1));
    expect(unit.value.trainLoss).toBe(trainLoss);
  });

  it("fires input once for a change, with the value already new", async () => {
    const unit = await shown();
    const heard: number[][] = [];
    unit.addEventListener("input", () => heard.push([...unit.value.hidden]));
    button(unit, "One unit more in hidden layer 1").click();
    expect(heard).toEqual([[5, 2]]);
  });

  it("adds and removes layers and units in place, within bounds", async () => {
    const unit = await shown({hidden: [1]});
    const more = button(unit, "Add a hidden layer");
    for (let i = 0; i < 8; i++) more.click();
    expect(unit.value.hidden).toEqual([1, 1, 1, 1, 1, 1]);
    expect(more.getAttribute("aria-disabled")).toBe("true");
    expect(button(unit, "Add a hidden layer")).toBe(more);
    for (let i = 0; i < 9; i++) button(unit, "One unit more in hidden layer 2").click();
    expect(unit.value.hidden).toEqual([1, 8, 1, 1, 1, 1]);
    expect(units(unit)).toBe(14);
    for (let i = 0; i < 9; i++) button(unit, "Remove the last hidden layer").click();
    expect(unit.value.hidden).toEqual([]);
    expect(units(unit)).toBe(1);
  });

  it("keeps at least one feature", async () => {
    const unit = await shown();
    button(unit, "Feature x₁").click();
    button(unit, "Feature sin x₂").click();
    expect(unit.value.features).toEqual(["x2", "sinx2"]);
    button(unit, "Feature x₂").click();
    button(unit, "Feature sin x₂").click();
    expect(unit.value.features).toEqual(["sinx2"]);
    expect(unit.querySelector(".pg-says")?.textContent).toMatch(/at least one feature/);
  });

  it("changes every setting by its control", async () => {
    const unit = await shown();
    const choose = (name: string, text: string) => {
      const select = field<HTMLSelectElement>(unit, name);
      select.selectedIndex = [...select.options].findIndex((option) => option.text === text);
      input(select);
    };
    choose("Activation", "ELU");
    choose("Optimizer", "Adam");
    choose("Learning rate", "0.1");
    choose("Regularization", "L1");
    choose("Loss", "softmax, cross-entropy");
    choose("First weights", "std 0.01");
    choose("Speed", "as fast as it can");
    const noise = field<HTMLInputElement>(unit, "Noise");
    noise.value = "30";
    input(noise);
    expect(unit.value).toMatchObject({
      ...{activation: "elu", optimizer: "adam", rate: 0.1, regularization: "l1", loss: "softmax"},
      ...{initialization: 0.01, speed: 0, noise: 30},
    });
  });

  it("shows a value that is none of the menu's", async () => {
    const unit = await shown({rate: 0.017});
    const select = field<HTMLSelectElement>(unit, "Learning rate");
    expect(select.selectedOptions[0]?.text).toBe("0.017");
  });

  it("opens a unit's weights, takes new ones, refuses what is no number", async () => {
    const unit = await shown();
    button(unit, "Output").click();
    const bias = field<HTMLInputElement>(unit, "bias");
    await vi.waitFor(() => expect(bias.value).toBe("0"));
    bias.value = "two";
    input(bias, "change");
    expect(bias.getAttribute("aria-invalid")).toBe("true");
    expect(unit.querySelector(".pg-editor .unit-problem")?.textContent).toMatch(/“two” is no number .+ stays as it is/);
    const before = unit.value.trainLoss;
    bias.value = "−2,5".replace(",", ".");
    input(bias, "change");
    await vi.waitFor(() => expect(unit.value.trainLoss).not.toBe(before));
    expect(bias.getAttribute("aria-invalid")).toBe("false");
  });

  it("opens a unit in the graph stepper", async () => {
    const unit = await shown();
    button(unit, "Hidden layer 2, unit 1").click();
    button(unit, "Open in the graph stepper").click();
    await vi.waitFor(() => expect(unit.querySelector(".pg-stepper .circuit")).not.toBeNull(), {timeout: 5000});
    expect(unit.querySelector(".pg-stepper .circuit")?.getAttribute("aria-label")).toBe(
      "Hidden layer 2, unit 1 as a circuit",
    );
  });

  it("says why it stopped, and keeps the weights", async () => {
    const unit = await shown({dataset: "plane", activation: "linear", rate: 10, features: ["x1x1", "x2x2"], speed: 0});
    button(unit, "Play").click();
    await vi.waitFor(() => expect(unit.value.stopped).toMatch(/^At step \d+, .+ became/), {timeout: 5000});
    expect(unit.value.playing).toBe(false);
    expect(unit.querySelector(".pg-stopped")?.textContent).toMatch(
      /The last valid weights were kept; Reset begins anew\./,
    );
    // And no sentence about the epoch takes its place for those who listen.
    expect(unit.querySelector(".pg-says")?.textContent).toMatch(/became .+ The last valid weights were kept\./);
    button(unit, "Reset").click();
    await vi.waitFor(() => expect(unit.value.stopped).toBeUndefined());
    await vi.waitFor(() => expect(unit.querySelector(".pg-stopped")?.textContent).toBe(""));
  });

  it("tells at a pause of the moment at which it has come to rest", async () => {
    const unit = await shown({speed: 0});
    button(unit, "Play").click();
    await vi.waitFor(() => expect(unit.value.epochs).toBeGreaterThan(20), {timeout: 5000});
    button(unit, "Pause").click();
    const says = unit.querySelector(".pg-says");
    await vi.waitFor(() => expect(says?.textContent).toMatch(/^Epoch \d/));
    expect(says?.textContent).toContain(`Epoch ${unit.value.epochs}:`);
    expect(unit.querySelector(".pg-epochs")?.textContent).toBe(unit.value.epochs.toLocaleString("en"));
    button(unit, "Reset").click();
    await vi.waitFor(() => expect(unit.value.epochs).toBe(0));
    expect(says?.textContent).toBe("Back at epoch 0, with the weights of the seed.");
  });

  it("reads a table, and keeps what it had where rows are bad", async () => {
    const unit = await shown();
    const text = unit.querySelector<HTMLTextAreaElement>(".pg-csv")!;
    text.value = "1,2,a\n3,x,b";
    button(unit, "Use this table").click();
    expect(unit.querySelector(".pg-csv-problems li")?.textContent).toBe(
      "Line 2: x2 is “x”, which is no finite number.",
    );
    expect(unit.value.dataset).toBe("circle");
    text.value = "1,2,a\n3,4,b\n1,1,a\n-3,-4,b";
    button(unit, "Use this table").click();
    expect(unit.value.dataset).toBe("own");
    expect(unit.querySelector(".pg-csv-problems")?.textContent).toBe("");
    button(unit, "One epoch").click();
    await vi.waitFor(() => expect(unit.value).toMatchObject({epochs: 1, steps: 1}));
  });

  it("loads a network with points of its own, and brings the reader's own points back by Undo", async () => {
    const {points} = pointsFromCsv("1,1,red\n-1,-1,green\n2,2,red");
    const state = {...defaultState(), dataset: "own", hidden: [2]} as const;
    const session = new Session({state, own: points!});
    const text = networkToJson({state, own: points, epochs: 4}, session.plan, session.snapshot(3).numbers);
    const unit = await shown();
    const area = unit.querySelector<HTMLTextAreaElement>(".pg-csv")!;
    area.value = "1,2,a\n3,4,b\n1,1,a\n-3,-4,b";
    button(unit, "Use this table").click();
    const load = unit.querySelector<HTMLInputElement>("input[aria-label='Load a network']")!;
    const choose = (name: string, content: string) => {
      Object.defineProperty(load, "files", {configurable: true, value: [new File([content], name)]});
      Object.defineProperty(load, "value", {configurable: true, writable: true, value: ""});
      input(load, "change");
    };
    const total = () => unit.querySelector(".pg-own .unit-note")?.textContent;
    choose("broken.json", text.replace('"epochs": 4', '"epochs": "<img src=x>"'));
    const problem = unit.querySelector(".pg-file-panel .unit-problem")!;
    await vi.waitFor(() => expect(problem.textContent).toContain("broken.json: “epochs” must be a whole number"));
    expect(problem.querySelector("img")).toBeNull();
    expect(total()).toBe("4 points");
    choose("network.json", text);
    await vi.waitFor(() => expect(total()).toBe("3 points"));
    expect(problem.textContent).toBe("");
    expect(unit.value.hidden).toEqual([2]);
    button(unit, "Undo").click();
    expect(total()).toBe("4 points");
  });

  it("says what is missing where there is nothing to learn from", async () => {
    const unit = await shown({dataset: "own"});
    button(unit, "Play").click();
    expect(unit.value.playing).toBe(false);
    expect(unit.querySelector(".pg-says")?.textContent).toBe(
      "There are no points to learn from: draw some, or load a table.",
    );
  });

  it("draws by keyboard", async () => {
    const unit = await shown({dataset: "own"});
    const plot = unit.querySelector<HTMLElement>(".pg-plot")!;
    expect(plot.tabIndex).toBe(0);
    const press = (key: string) =>
      plot.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
    const total = () => unit.querySelector(".pg-own .unit-note")?.textContent;
    press("ArrowRight");
    press("Enter");
    press("ArrowUp");
    press("Enter");
    expect(total()).toBe("2 points");
    press("Delete");
    expect(total()).toBe("1 point");
    button(unit, "Undo").click();
    expect(total()).toBe("2 points");
    expect(unit.value.playing).toBe(false);
  });

  it("has the unit's keys: Space plays, → steps, Home resets", async () => {
    const unit = await shown();
    const press = (key: string) =>
      unit.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
    press("ArrowRight");
    await vi.waitFor(() => expect(unit.value.epochs).toBe(1));
    press("Home");
    await vi.waitFor(() => expect(unit.value.epochs).toBe(0));
    press(" ");
    expect(unit.value.playing).toBe(true);
    press(" ");
    expect(unit.value.playing).toBe(false);
    const square = unit.querySelector<HTMLElement>(".pg-unit")!;
    const down = new KeyboardEvent("keydown", {key: " ", bubbles: true, cancelable: true});
    square.dispatchEvent(down);
    expect(unit.value.playing).toBe(true);
    const up = new KeyboardEvent("keyup", {key: " ", bubbles: true, cancelable: true});
    square.dispatchEvent(up);
    expect([down.defaultPrevented, up.defaultPrevented]).toEqual([true, true]);
  });

  it("walks from picture to picture by arrows, one stop of the Tab key for all", async () => {
    const unit = await shown({hidden: [3]});
    const maps = [...unit.querySelectorAll<HTMLElement>(".pg-map")];
    await vi.waitFor(() => expect(maps.filter(({tabIndex}) => tabIndex === 0)).toHaveLength(1));
    maps[0]!.focus();
    const press = (key: string) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
    const at = () => document.activeElement?.getAttribute("aria-label");
    press("ArrowDown");
    expect(at()).toBe("Feature x₂");
    press("ArrowRight");
    expect(at()).toMatch(/^Hidden layer 1, unit \d$/);
    press("ArrowRight");
    expect(at()).toBe("Output");
    expect(unit.value.epochs).toBe(0);
    press("ArrowRight");
    expect(at()).toBe("Output");
  });

  it("shows only the parts that are asked for", async () => {
    const unit = await shown({controls: ["settings"]});
    expect(unit.querySelector(".pg-data")).toBeNull();
    expect(unit.querySelector("details")).toBeNull();
    expect(unit.querySelector(".pg-settings")).not.toBeNull();
  });

  it("is set from outside as by the reader", async () => {
    const unit = await shown();
    unit.set({noise: 20, hidden: [2]});
    expect(unit.value).toMatchObject({noise: 20, hidden: [2]});
    expect(() => unit.set({noise: 99})).toThrow("set(): noise cannot be “99”");
    expect(unit.value.noise).toBe(20);
  });

  it("keeps its state in the address, and names what a link sets wrongly", async () => {
    history.replaceState(null, "", "/?hidden=3&noise=lots#part");
    const unit = await shown({url: true});
    expect(unit.value).toMatchObject({hidden: [3], noise: 0});
    expect(unit.querySelector(".pg-notices")?.textContent).toContain("In the link: noise cannot be “lots”");
    unit.set({dataset: "spiral"});
    await vi.waitFor(() => expect(location.search).toContain("dataset=spiral"));
    expect(location.search).toContain("hidden=3");
    expect(location.hash).toBe("#part");
  });

  it("says that it trains on the page, where no worker runs", async () => {
    const unit = await shown();
    expect(unit.querySelector(".pg-fallback")?.textContent).toMatch(/no worker runs/);
  });
});
