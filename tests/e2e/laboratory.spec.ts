import type {Page} from "@playwright/test";
import {expect, test} from "./site.ts";

const lab = "notebooks/init-lab.html";

/** The std of each layer's outputs, once all samples are in. */
async function stds(page: Page): Promise<number[]> {
  await expect(page.locator("#cell-histograms .run-status")).toContainText(/^1,000 samples/);
  const titles = await page.locator("#cell-histograms title").allTextContents();
  return titles.map((title) => Number(title.match(/std ([\d.]+)/)?.[1]));
}

test("a slider moved by keys runs the experiment anew, and another seed changes its noise", async ({page, site}) => {
  await site.open(lab);
  const before = await stds(page);
  expect(before).toHaveLength(10);
  expect(before[0]).toBeGreaterThan(0.2);
  expect(before[4]).toBeLessThan(0.001);
  const slider = page.locator("#cell-scale input[type=range]");
  await slider.focus();
  await page.keyboard.press("End");
  await expect(page.locator("#cell-histograms title").last()).toContainText(/std 0\.99/);
  expect((await stds(page))[4]).toBeGreaterThan(0.9);
  await page.keyboard.press("Home");
  await expect(page.locator("#cell-histograms title").first()).toContainText(/std 0\.02/);
  expect(site.complaints).toEqual([]);
});

test("the buttons set the scale by rule", async ({page, site}) => {
  await site.open(lab);
  await page.getByRole("button", {name: "1/√n"}).click();
  await expect(page.locator("#cell-scale input[type=number]")).toHaveValue("0.0447");
  await expect(page.locator("#cell-histograms title").first()).toContainText(/std 0\.62/);
});

// The workers' code comes from a Blob: there the lack has to be put in front of it.
const withoutSimd = `
  WebAssembly.validate = () => false;
  window.Blob = class extends Blob {
    constructor(parts, options) {
      super(/javascript/.test(options?.type) ? ["WebAssembly.validate = () => false;", ...parts] : parts, options);
    }
  };
`;

for (const [what, script] of [
  ["workers", "delete window.Worker"],
  ["WebAssembly with SIMD", withoutSimd],
] as const) {
  test(`without ${what} it runs all the same, and says so`, async ({page, site}) => {
    test.slow();
    await site.open(lab);
    const usual = await stds(page);
    await page.addInitScript(script);
    await site.open(lab);
    const status = page.locator("#cell-histograms .run-status");
    await expect(status).toContainText(/^1,000 samples/, {timeout: 60_000});
    await expect(status.locator(".run-note")).not.toBeEmpty();
    for (const [i, std] of (await stds(page)).entries()) expect(std).toBeCloseTo(usual[i] ?? Number.NaN, 4);
    expect(site.complaints).toEqual([]);
  });
}

test("the least experiment is drawn, and every value has a name", async ({page, site}) => {
  await site.open(lab);
  const set = async (label: string, value: string) => {
    const field = page.locator("#cell-settings form").filter({hasText: label}).locator("input[type=number]").last();
    await field.fill(value);
    await field.press("Enter");
  };
  await set("Samples", "10");
  await expect(page.locator("#cell-histograms .run-status")).toContainText(/^10 samples/);
  for (const picture of await page.locator("main svg[role=img]").all())
    expect(await picture.getAttribute("aria-label")).toMatch(/\w/);
  expect(await page.locator("main .prose").textContent()).not.toMatch(/undefined|\[object/);
  expect(site.complaints).toEqual([]);
});
