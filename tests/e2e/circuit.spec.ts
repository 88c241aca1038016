import type {Locator, Page} from "@playwright/test";
import {expect, test} from "./site.ts";

/** Walks there by Tab, as a reader without a mouse does. */
async function tabInto(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 400; presses++) {
    if (await target.evaluate((node) => node.contains(document.activeElement))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("400 presses of Tab did not lead into the circuit");
}

/** The figures of a circuit's table: node → [value, gradient]. */
async function figures(circuit: Locator): Promise<Record<string, [string, string]>> {
  const rows = await circuit
    .locator("table tbody tr")
    .evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent?.trim().replaceAll("\u2212", "-") ?? "")),
    );
  return Object.fromEntries(rows.map((row) => [row[0], [row[2], row[4]]]));
}

function stepper(page: Page, cell: string): Locator {
  return page.locator(`#cell-${cell}`).getByRole("group").first();
}

test("(x + y)z is walked to the end and back by keyboard alone", async ({page, site}) => {
  await site.open("computational-graphs.html");
  const circuit = stepper(page, "stepper");
  await tabInto(page, circuit);
  const next = circuit.getByRole("button", {name: "Next step"});
  while (!(await next.evaluate((node) => node === document.activeElement))) await page.keyboard.press("Tab");
  expect((await figures(circuit)).f).toEqual(["?", "?"]);

  await page.keyboard.press("ArrowRight");
  expect((await figures(circuit)).q).toEqual(["3", "?"]);
  await page.keyboard.press("ArrowRight");
  expect((await figures(circuit)).f).toEqual(["-12", "?"]);
  await page.keyboard.press("End");
  // A prediction stands in the way of the end, once; the reader may skip it.
  const skip = circuit.getByRole("button", {name: "Skip"});
  if (await skip.isVisible()) {
    await skip.focus();
    await page.keyboard.press("Enter");
    await next.focus();
    await page.keyboard.press("End");
  }
  expect(await figures(circuit)).toEqual({
    x: ["-2", "-4"],
    y: ["5", "-4"],
    q: ["3", "-4"],
    z: ["-4", "3"],
    f: ["-12", "1"],
  });
  for (let step = 0; step < 7; step++) await page.keyboard.press("ArrowLeft");
  expect((await figures(circuit)).f).toEqual(["?", "?"]);
});

test("the sigmoid neuron is walked by keyboard, and its step speaks", async ({page, site}) => {
  await site.open("sigmoid-circuit.html");
  const circuit = stepper(page, "neuron-stepper");
  const next = circuit.getByRole("button", {name: "Next step"});
  await next.focus();
  await page.keyboard.press("Home");
  const total = Number(await circuit.getByLabel("Step", {exact: true}).getAttribute("max"));
  for (let step = 1; step <= total; step++) {
    await page.keyboard.press("ArrowRight");
    await expect(circuit.locator("[aria-live]").first()).toContainText(`Step ${step} of ${total}`);
  }
  const end = await figures(circuit);
  expect(Number(end.w0?.[1])).toBeCloseTo(-0.19661193, 3);
  expect(Number(end.x1?.[1])).toBeCloseTo(-0.5898358, 3);
  await page.keyboard.press("Home");
  expect((await figures(circuit)).w0?.[1]).toBe("?");
});

test("prose follows the step", async ({page, site}) => {
  await site.open("computational-graphs.html");
  const circuit = stepper(page, "forward-walk");
  const caption = page.locator("figure", {has: page.locator("#cell-forward-walk")}).locator("figcaption");
  await expect(caption).toContainText("step 0 of 7");
  await circuit.getByRole("button", {name: "Next step"}).click();
  await expect(caption).toContainText("step 1 of 7");
  await expect(caption).toContainText("is 3");
});
