import type {Locator, Page} from "@playwright/test";
import {barriers} from "./barriers.ts";
import {test as devTest} from "./dev-site.ts";
import {expect, test} from "./site.ts";

const question = (page: Page, id: string) => page.locator(`#quiz-${id}`);
const verdict = (asked: Locator) => asked.locator(".quiz-status");
const press = (asked: Locator, name: string) => asked.getByRole("button", {name, exact: true}).click();

const lesson = `---
title: Questions
description: For a test.
draft: true
---

<!-- quiz id=several shuffle tries=2 -->
Which are smooth?
- [x] tanh
  > Everywhere.
- [x] sigmoid
  > A tanh, stretched.
- [ ] ReLU
  > It has a corner at 0.

<details><summary>Hint</summary>Draw them.</details>
<details><summary>Hint</summary>Look for corners.</details>
<!-- /quiz -->

<!-- quiz id=name type=text answer="ReLU|rectified linear unit" -->
What is max(0, s) called?
<!-- /quiz -->

<!-- quiz id=steps type=order -->
In order?
1. forward
2. backward
3. update
<!-- /quiz -->

<!-- quiz id=why type=free -->
Why does it work?

<details><summary>Answer</summary>No one knows.</details>
<!-- /quiz -->

<!-- predict id=loss type=sketch x="step: 0..4" y="loss: 0..4" answer=run.rows -->
Draw the loss.
<!-- reveal -->

\`\`\`js id=rate
const rate = view(Inputs.range([0.1, 2], {label: "rate", value: 1}));
\`\`\`

\`\`\`js id=run
const run = {rows: [0, 1, 2, 3, 4].map((step) => ({step, loss: 3 * Math.exp(-rate * step)}))};
\`\`\`

Behind it.
<!-- /predict -->
`;

devTest("every type is answered, kept through a reload, and follows the author's saves", async ({page, dev, open}) => {
  dev.write("content/questions.md", lesson);
  await open("questions.html");
  await expect(question(page, "loss")).toHaveAttribute("data-live", "");

  const several = question(page, "several");
  await press(several, "Check");
  await expect(verdict(several)).toHaveText("Choose at least one option.");
  await expect(several.getByText("Hint 2")).toBeHidden();
  await several.getByText("Hint 1").click();
  await expect(several.getByText("Hint 2")).toBeVisible();
  await several.getByLabel("tanh").check();
  await press(several, "Check");
  await expect(verdict(several)).toHaveText("Not right. What you chose is right, but there is more. One try is left.");
  await expect(several.getByText("Everywhere.")).toBeVisible();
  await expect(several.getByText("It has a corner at 0.")).toBeHidden();
  await several.getByLabel("sigmoid").check();
  await press(several, "Check");
  await expect(verdict(several)).toHaveText("Right.");
  await expect(verdict(several)).toBeFocused();
  await press(several, "Why not the others?");
  await expect(several.getByText("It has a corner at 0.")).toBeVisible();

  const name = question(page, "name");
  await name.getByRole("textbox").fill("<img src=x onerror=alert(1)>");
  await name.getByRole("textbox").press("Enter");
  await expect(verdict(name)).toHaveText("Not right.");

  const steps = question(page, "steps");
  const order = () => steps.locator(".quiz-option-text").allTextContents();
  const handle = (text: string) => steps.getByRole("button", {name: `Drag, or move by arrow keys: ${text}`});
  await handle("forward").focus();
  await page.keyboard.press("Home");
  await expect(handle("forward")).toBeFocused();
  await expect(steps.getByText("forward: now 1 of 3.").or(steps.getByText("forward is first already."))).toBeAttached();
  await handle("update").focus();
  await page.keyboard.press("End");
  expect(await order()).toEqual(["forward", "backward", "update"]);
  const [from, to] = [await handle("forward").boundingBox(), await handle("update").boundingBox()];
  await page.mouse.move(from!.x + 8, from!.y + 8);
  await page.mouse.down();
  await page.mouse.move(to!.x + 8, to!.y + 30, {steps: 6});
  await page.mouse.up();
  expect(await order()).toEqual(["backward", "update", "forward"]);
  await press(steps, "Check");
  await expect(verdict(steps)).toHaveText("Not right. None of 3 are in place.");

  const why = question(page, "why");
  await why.getByRole("textbox").fill("Half a thought");

  const loss = question(page, "loss");
  const behind = loss.getByText("Behind it.");
  await expect(behind).toBeHidden();
  await press(loss, "Predict");
  await expect(verdict(loss)).toHaveText("Draw your curve first, or skip.");
  // Wholly by keyboard: each point takes its neighbour's height, and moves from there.
  await loss.getByRole("slider", {name: "step 0"}).focus();
  for (const key of ["Enter", "PageUp", "ArrowRight", "Enter", "ArrowRight", "Enter", "ArrowRight", "Enter"])
    await page.keyboard.press(key);
  await press(loss, "Predict");
  await expect(verdict(loss)).toHaveText("Your curve has a gap at step 4. Draw it from edge to edge.");
  await loss.getByRole("slider", {name: "step 4"}).focus();
  await page.keyboard.press("ArrowDown");
  await press(loss, "Predict");
  await expect(behind).toBeVisible();
  const difference = loss.locator(".sketch-difference");
  await expect(difference).toHaveText(
    "You differ most at step 4: you drew 2.32, measured is 0.0549, which is 2.27 less.",
  );
  await loss.getByText("Both curves as a table").click();
  await expect(loss.getByRole("row", {name: "4 2.32 0.0549"})).toBeVisible();
  // The truth is the cell's, as it is now.
  await loss.locator("#cell-rate input[type=range]").fill("0.1");
  await expect(difference).toHaveText("You differ most at step 0: you drew 2.4, measured is 3, which is 0.6 more.");
  expect(await barriers(page, "#quiz-several")).toEqual([]);
  expect(await barriers(page, "#quiz-steps")).toEqual([]);
  expect(await barriers(page, "#quiz-loss")).toEqual([]);

  // A save beside the questions rebuilds none; one in a question rebuilds that one, with what was typed.
  await why.getByRole("textbox").focus();
  await several.evaluate((section) => Object.assign(section.querySelector("input")!, {same: true}));
  dev.edit("content/questions.md", "Behind it.", "Far behind it.");
  await expect(loss.getByText("Far behind it.")).toBeVisible();
  await expect(why.getByRole("textbox")).toBeFocused();
  expect(await several.evaluate((section) => "same" in section.querySelector("input")!)).toBe(true);
  // A mended hint is no other question: what was answered stays answered.
  dev.edit("content/questions.md", "Look for corners.", "Look for a corner.");
  await expect(several.getByText("Look for a corner.")).toBeAttached();
  await expect(verdict(several)).toHaveText("Right.");
  await expect(several.locator(".quiz-notice")).toBeHidden();
  dev.edit("content/questions.md", "Why does it work?", "Why does it work at all?");
  await expect(why.getByText("at all?")).toBeVisible();
  await expect(why.getByRole("textbox")).toHaveValue("Half a thought");
  await expect(why.getByRole("textbox")).toBeFocused();
  dev.edit("content/questions.md", "max(0, s) called", "max(s, 0) called");
  await expect(name.locator(".quiz-notice")).toHaveText(
    "This question has changed since you answered “<img src=x onerror=alert(1)>”. Please answer it again.",
  );
  await expect(several.getByLabel("sigmoid")).toBeChecked();

  await page.reload();
  await expect(verdict(several)).toHaveText("Right.");
  await expect(several.getByLabel("sigmoid")).toBeChecked();
  await expect(verdict(steps)).toHaveText("Not right. None of 3 are in place.");
  expect(await order()).toEqual(["backward", "update", "forward"]);
  await expect(why.getByRole("textbox")).toHaveValue("Half a thought");
  await expect(name.getByRole("textbox")).toHaveValue("<img src=x onerror=alert(1)>");
  expect(await name.locator("img").count()).toBe(0);
  await expect(loss.getByText("Far behind it.")).toBeVisible();
  await expect(loss.locator(".sketch-difference")).toContainText("You differ most at step 4: you drew 2.32");
});

test("a prediction hides what it reveals until it is made, skipped, linked to or printed", async ({page, site}) => {
  let come = () => {};
  const coming = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route("**/live-questions*.js", async (route) => {
    await coming;
    await route.continue();
  });
  await site.open("initialization.html");
  // Coming alive, a question moves nothing.
  const first = question(page, "init-zero");
  await first.scrollIntoViewIfNeeded();
  await expect(first).not.toHaveAttribute("data-live");
  const height = async () => (await first.boundingBox())!.height;
  const before = await height();
  come();
  await expect(first).toHaveAttribute("data-live", "");
  expect(Math.abs((await height()) - before)).toBeLessThan(1);

  const small = question(page, "init-small");
  const reveal = small.locator(".reveal");
  await expect(small).toHaveAttribute("data-live", "");
  await expect(reveal).not.toHaveAttribute("open");
  await expect(reveal.locator("summary").first()).toBeHidden();

  // Print opens it, and closes it again; and this is no answer.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(reveal).toHaveAttribute("open");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(reveal).not.toHaveAttribute("open");
  await expect(verdict(small)).toHaveText("");

  // So does a link into it.
  await page.evaluate(() => {
    document.querySelector("#quiz-init-small .reveal p")!.id = "inside";
    location.hash = "#inside";
  });
  await expect(page.locator("#inside")).toBeVisible();
  await reveal.locator("summary").first().click();
  await expect(page.locator("#inside")).toBeHidden();

  await small.getByLabel("0.01").check();
  await press(small, "Predict");
  await expect(small.locator(".quiz-compare")).toHaveText(
    /You predicted\s*B\. 0\.01\s*The answer\s*C\. Less than a millionth/,
  );
  await expect(page.locator("#inside")).toBeVisible();
  await expect(small.getByLabel("0.5")).toBeDisabled();

  // A curve drawn by mouse, over which the measured one comes.
  const curve = question(page, "init-xavier-curve");
  await expect(page.locator("#cell-xavier-plots")).toBeHidden();
  const plane = curve.locator(".sketch-plane");
  await plane.scrollIntoViewIfNeeded();
  const {x, y, width} = (await plane.boundingBox())!;
  await page.mouse.move(x + 62, y + 100);
  await page.mouse.down();
  await page.mouse.move(x + width - 18, y + 100, {steps: 3});
  await page.mouse.up();
  await press(curve, "Predict");
  await expect(curve.locator(".sketch-difference")).toHaveText(
    /^You differ most at layer 10: you drew 0\.68\d, measured is 0\.2\d\d, which is 0\.4\d+ less\.$/,
  );
  await expect(page.locator("#cell-xavier-plots")).toBeVisible();
  expect(await barriers(page, "#quiz-init-small")).toEqual([]);

  await press(question(page, "init-half"), "Show the answer");
  await expect(question(page, "init-half").getByText("Right. Half of the square")).toBeVisible();
  await press(question(page, "init-half"), "Start over");
  await expect(question(page, "init-half").getByText("Right. Half of the square")).toBeHidden();

  // Another tab's answer comes over by itself.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(question(other, "init-small").locator(".quiz-compare")).toBeVisible();
  await question(other, "init-wide").getByLabel("Nothing").check();
  await press(question(other, "init-wide"), "Check");
  await expect(verdict(question(page, "init-wide"))).toHaveText("Not right.");
});

test.describe("on a phone", () => {
  test.use({viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true});

  test("a curve is drawn by finger, which scrolls nothing, and mended by keys, which say the height", async ({
    page,
    site,
  }) => {
    await site.open("initialization.html");
    const curve = question(page, "init-xavier-curve");
    await expect(curve).toHaveAttribute("data-live", "");
    const plane = curve.locator(".sketch-plane");
    await plane.evaluate((element) => element.scrollIntoView({block: "center"}));
    const {x, y, width, height} = (await plane.boundingBox())!;
    const cdp = await page.context().newCDPSession(page);
    /** Moves one finger along points of the window, and says how far the page has scrolled. */
    const swipe = async (...points: {x: number; y: number}[]) => {
      const before = await page.evaluate(() => scrollY);
      await cdp.send("Input.dispatchTouchEvent", {type: "touchStart", touchPoints: points.slice(0, 1)});
      for (const point of points.slice(1))
        await cdp.send("Input.dispatchTouchEvent", {type: "touchMove", touchPoints: [point]});
      await cdp.send("Input.dispatchTouchEvent", {type: "touchEnd", touchPoints: []});
      return (await page.evaluate(() => scrollY)) - before;
    };
    const way = Array.from({length: 21}, (_, i) => i / 20);
    const scrolled = await swipe(...way.map((t) => ({x: x + 62 + t * (width - 80), y: y + 20 + t * (height - 80)})));
    expect(scrolled).toBe(0);
    const heights = () =>
      curve.getByRole("slider").evaluateAll((all) => all.map((each) => Number(each.getAttribute("aria-valuetext"))));
    const drawn = await heights();
    expect(drawn).toHaveLength(10);
    expect(drawn.toSorted((a, b) => b - a)).toEqual(drawn);
    expect(drawn[0]! - drawn[9]!).toBeGreaterThan(0.5);

    const last = curve.getByRole("slider").last();
    await expect(last).toBeFocused();
    await page.keyboard.press("PageUp");
    await expect.poll(async () => (await heights())[9]).toBeCloseTo(drawn[9]! + 0.1, 2);
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await heights())[0]).toBeCloseTo(drawn[0]! - 0.02, 2);

    // Beside the plane the same finger scrolls: the page is not held fast.
    const prompt = (await curve.locator(".quiz-prompt").boundingBox())!;
    const from = {x: prompt.x + 100, y: prompt.y + 40};
    await swipe(...way.map((t) => ({x: from.x, y: from.y - 200 * t})));
    await expect.poll(async () => (await plane.boundingBox())!.y).toBeLessThan(y - 100);
  });
});
