// @vitest-environment jsdom
import {expect, it, vi} from "vitest";
import {Inputs} from "../../src/site/library/inputs.ts";
import {Plot} from "../../src/site/library/plot.ts";

// jsdom knows no layout of text.
Object.assign(SVGElement.prototype, {getBBox: () => ({x: 0, y: 0, width: 10, height: 10})});
Element.prototype.scrollTo = () => {};

it("a range's slider has the label's name, and its value works as before", () => {
  const form = Inputs.range([0, 10], {label: "Scale", value: 3, step: 1}) as HTMLFormElement & {value: number};
  const slider = form.querySelector("input[type=range]")!;
  const label = form.querySelector("label")!;
  expect(label.id).not.toBe("");
  expect(slider.getAttribute("aria-labelledby")).toBe(label.id);
  expect(form.querySelector("input[type=number]")?.hasAttribute("aria-labelledby")).toBe(false);
  expect(form.value).toBe(3);
});

it("fields without a label get a name", () => {
  for (const form of [Inputs.range(), Inputs.number(), Inputs.text({placeholder: "Your name"}), Inputs.select(["a"])]) {
    for (const control of form.querySelectorAll("input, select"))
      expect(control.getAttribute("aria-label")).toBeTruthy();
  }
  expect(Inputs.text({placeholder: "Your name"}).querySelector("input")?.getAttribute("aria-label")).toBe("Your name");
});

it("choices are a group with the label's name, and a single toggle is not", () => {
  const radio = Inputs.radio(["a", "b"], {label: "Which"});
  const group = radio.querySelector("[role=group]")!;
  expect(group.querySelectorAll("input")).toHaveLength(2);
  expect(radio.querySelector(`#${group.getAttribute("aria-labelledby")}`)?.textContent).toBe("Which");
  expect(Inputs.toggle({label: "On"}).querySelector("[role=group]")).toBeNull();
});

it("a table has no check boxes unless it is asked for them, and is sorted by the keyboard", () => {
  const data = [{a: 2}, {a: 1}];
  expect(Inputs.table(data).querySelector("input")).toBeNull();
  const table = Inputs.table(data, {select: true});
  expect([...table.querySelectorAll("input")].map((box) => box.getAttribute("aria-label"))).toEqual([
    "all rows",
    "row 1",
    "row 2",
  ]);
  const head = table.querySelector<HTMLElement>("th[title=a]")!;
  expect(head.tabIndex).toBe(0);
  head.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter"}));
  expect(head.getAttribute("aria-sort")).toBe("ascending");
  expect([...table.querySelectorAll("tbody tr")].map((row) => row.textContent)).toEqual(["1", "2"]);
  head.dispatchEvent(new KeyboardEvent("keydown", {key: " "}));
  expect(head.getAttribute("aria-sort")).toBe("descending");
});

it("a plot is one picture with a name, however it is made", () => {
  const warned = vi.spyOn(console, "warn");
  const marks = [Plot.lineY([1, 2, 3]), Plot.ruleY([0])];
  for (const [picture, name] of [
    [Plot.plot({marks}), "Plot"],
    [Plot.plot({marks, ariaLabel: "A line that rises"}), "A line that rises"],
    [Plot.plot({marks, title: "Rising", caption: "Try it"}), "Rising"],
    [Plot.lineY([1, 2, 3]).plot({caption: "Try it"}), "Try it"],
  ] as const) {
    const svg = picture.localName === "svg" ? picture : picture.querySelector(":scope > svg")!;
    expect(svg.getAttribute("role")).toBe("img");
    expect(svg.getAttribute("aria-label")).toBe(name);
    expect(svg.querySelectorAll("[aria-label]")).toHaveLength(0);
    expect(svg.querySelector('[data-mark="line"]')).not.toBeNull();
  }
  expect(warned).not.toHaveBeenCalled();
});
