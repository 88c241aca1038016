import {expect, test} from "./site.ts";
import {skipPrediction} from "./skip-prediction.ts";

// The other specs run under the policy too: what it refuses is an error in the console, and fails them.
test("the site works under its content security policy, an edited cell and an exercise included", async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, {violations});
    addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI, sample}) =>
      violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  const violations = () => page.evaluate(() => (window as unknown as {violations: string[]}).violations);
  for (const file of ["index.html", "glossary.html", "work.html", "notebooks/init-lab.html", "convnets.html"]) {
    await site.open(file);
    expect(await violations(), file).toEqual([]);
  }
  await site.open("softmax.html");
  await skipPrediction(page, "soft-one");
  const cell = page.locator('.cell[data-cell="score"]');
  await cell.locator("summary").click();
  await cell.getByRole("button", {name: "Edit"}).click();
  const editor = cell.locator(".cm-content");
  await editor.fill('const s = view(Inputs.range([-4, 4], {label: "Score s", step: 0.01, value: 2.5}));');
  await page.keyboard.press("Control+Enter");
  await expect(cell.locator('input[type="number"]')).toHaveValue("2.5");
  expect(await violations()).toEqual([]);

  // The policy is there: markup that brings a script runs nothing.
  await page.evaluate(() => {
    const holder = document.createElement("div");
    holder.innerHTML = '<img src="data:," onerror="document.title = 1">';
    document.body.append(holder);
  });
  await expect.poll(violations).toHaveLength(1);
  expect(await page.title()).not.toBe("1");
  expect(site.complaints.splice(0).join()).toContain("Content Security Policy");
});
