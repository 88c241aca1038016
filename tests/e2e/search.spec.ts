import AxeBuilder from "@axe-core/playwright";
import {expect, test} from "./site.ts";

test("search: from the keyboard to a section behind a closed prediction", async ({page, site}) => {
  await site.open("notebooks/circuits.html");
  await page.keyboard.press("/");
  const field = page.getByRole("combobox", {name: "Search the course"});
  await expect(field).toBeFocused();
  await field.fill("qqzzqq");
  await expect(page.getByRole("status").filter({hasText: "Nothing is found"})).toBeVisible();
  // What is typed is text, here and in the results.
  await field.fill('<img src=x onerror="document.title=1"> gradint of sigmoid');
  const options = page.locator("dialog").getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  expect(await page.locator("dialog img").count()).toBe(0);
  await field.fill("gradint of sigmoid");
  await expect(options.first().locator("mark").first()).toHaveText(/sigmoid|gradient/i);
  const found = await new AxeBuilder({page}).include("dialog.search").analyze();
  expect(found.violations).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(field).toHaveAttribute("aria-activedescendant", "search-result-1");
  await page.keyboard.press("Enter");
  await page.waitForURL(/sub-path\/[a-z-]+\.html#./);

  // The same dialog on the page that was reached, by the other keys; what it finds lies in something closed.
  const closed = await page.evaluate(() => {
    const fold = [...document.querySelectorAll("main details:not([open])")].find((each) => each.querySelector("[id]"))!;
    location.hash = fold.querySelector("[id]")!.id;
    return [...document.querySelectorAll("main details")].indexOf(fold);
  });
  await expect(page.locator("main details").nth(closed)).toHaveAttribute("open");
  await page.keyboard.press("Control+k");
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog.search")).toBeHidden();
});

test("hovercards: for pointer, keyboard and finger, and gone by Escape", async ({page, site, browser}) => {
  await site.open("activations.html");
  const term = page.locator('.prose > p a.term[data-term="saturation"]').first();
  const card = page.locator(".hovercard");
  // What is still being laid out may carry the term away from under the pointer.
  await expect(async () => {
    await page.mouse.move(4, 4);
    await term.hover();
    await expect(card).toBeVisible({timeout: 2000});
  }).toPass();
  await expect(card).toContainText("The state of a unit whose activation function is nearly flat");
  await expect(card.locator(".katex").first()).toBeVisible();
  await expect(term).toHaveAttribute("aria-describedby", "hovercard");
  await card.hover(); // One can go into it without losing it,
  await expect(card).toBeVisible();
  const found = await new AxeBuilder({page}).include(".hovercard").analyze();
  expect(found.violations).toEqual([]);
  await page.keyboard.press("Escape"); // and be rid of it without moving.
  await expect(card).toHaveCount(0);
  await page.mouse.move(4, 4);
  await page.keyboard.press("Tab");
  await term.focus();
  await expect(card).toBeVisible();
  await page.keyboard.press("Shift+Tab");
  await expect(card).toHaveCount(0);

  const phone = await browser.newContext({viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true});
  const touched = await phone.newPage();
  await touched.goto(page.url());
  await touched.locator("main.glossary, [data-cell]").first().waitFor();
  const tapped = touched.locator('.prose > p a.term[data-term="saturation"]').first();
  await expect(async () => {
    await tapped.tap();
    await expect(touched.locator(".hovercard")).toBeVisible({timeout: 2000});
  }).toPass();
  expect(touched.url()).toBe(page.url());
  const {left, right} = await touched.locator(".hovercard").evaluate((each) => each.getBoundingClientRect());
  expect(left).toBeGreaterThanOrEqual(0);
  expect(right).toBeLessThanOrEqual(390);
  await touched.getByRole("link", {name: "To the glossary"}).tap();
  await touched.waitForURL(/glossary\.html#saturation$/);
  await phone.close();
});
