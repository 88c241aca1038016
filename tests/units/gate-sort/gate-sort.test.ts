// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {gateSort} from "../../../src/units/gate-sort/gate-sort.ts";
import {GATES} from "../../../src/units/gate-sort/gates.ts";
import {shuffled} from "../../../src/units/shared/seeded.ts";

afterEach(() => document.body.replaceChildren());

function mount(seed = 1) {
  const unit = gateSort({seed});
  document.body.append(unit);
  const cards = [...unit.querySelectorAll<HTMLElement>(".gate-card")];
  const gates = shuffled(GATES, seed);
  return {
    unit,
    cards,
    gates,
    choose: (card: number, behaviour: string) =>
      cards[card]!.querySelector<HTMLInputElement>(`input[value="${behaviour}"]`)!.click(),
    press: (name: string) =>
      [...unit.querySelectorAll("button")].find(({textContent}) => textContent === name)!.click(),
    status: () => unit.querySelector("[role=status]")!.textContent,
  };
}

test("the names stay hidden until all is sorted, right or wrong", () => {
  const {unit, gates, choose, press, status} = mount();
  const names = gates.map(({name}) => name);
  press("Tell the names");
  expect(unit.value.revealed).toBe(false);
  expect(status()).toContain("Sort every gate first");
  for (const name of names) expect(unit.textContent).not.toContain(`: ${name}`);
  for (const i of names.keys()) choose(i, "routes");
  press("Check");
  press("Tell the names");
  expect(unit.value.revealed).toBe(true);
  for (const name of names) expect(unit.textContent).toContain(`: ${name}`);
});

test("the value counts what is sorted, and what is right once checked", () => {
  const {unit, gates, choose, press, status} = mount(7);
  const heard: number[] = [];
  unit.addEventListener("input", () => heard.push(unit.value.assigned));
  gates.forEach(({behaviour}, i) => {
    choose(i, behaviour);
  });
  expect(heard).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(unit.value).toEqual({assigned: 7, correct: 0, total: 7, revealed: false});
  press("Check");
  expect(unit.value.correct).toBe(7);
  expect(status()).toBe("7 of 7 right. Now see their names.");
  press("Start again");
  expect(unit.value).toEqual({assigned: 0, correct: 0, total: 7, revealed: false});
});

test("a wrong card shows numbers that prove it, and only it is named", () => {
  const {cards, gates, choose, press, status} = mount();
  const max = gates.findIndex(({name}) => name === "max");
  choose(max, "distributes");
  press("Check");
  expect(cards[max]!.dataset.verdict).toBe("wrong");
  expect(cards[max]!.textContent).toContain("At x = 3, y = −2 a gradient of 2 sends 2 to x and 0 to y.");
  expect(status()).toContain(`Look again at ${"ABCDEFG"[max]}. Not sorted yet:`);
  choose(max, "routes");
  expect(cards[max]!.dataset.verdict).toBeUndefined();
});

test("sliders change what all gates show, but not the value", () => {
  const {unit, cards, gates} = mount();
  let heard = 0;
  unit.addEventListener("input", () => heard++);
  const [x] = unit.querySelectorAll<HTMLInputElement>("input[type=range]");
  x!.value = "-4";
  x!.dispatchEvent(new Event("input", {bubbles: true}));
  const max = cards[gates.findIndex(({name}) => name === "max")]!;
  expect([...max.querySelectorAll(".gate-gradient")].map(({textContent}) => textContent)).toEqual([
    "∂ 0",
    "∂ 2",
    "∂ 2",
  ]);
  expect(max.querySelectorAll(".gate-value")[2]!.textContent).toBe("?");
  expect(heard).toBe(0);
});

test("the seed decides the order, the same each time", () => {
  const order = (seed: number) =>
    mount(seed).cards.map((card) => card.querySelector("svg")!.getAttribute("aria-label"));
  expect(order(3)).toEqual(order(3));
  expect(order(3)).not.toEqual(order(4));
});
