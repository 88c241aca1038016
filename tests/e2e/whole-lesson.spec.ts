import {readFileSync} from "node:fs";
import type {Locator, Page} from "@playwright/test";
import {compilePage, shownOptions} from "../../src/compiler/index.ts";
import type {Quiz} from "../../src/page/index.ts";
import {barriers} from "./barriers.ts";
import {expect, test} from "./site.ts";

const lesson = compilePage(readFileSync("content/perceptron.md", "utf8"), {path: "content/perceptron.md"});

/** Gives the right answer to a question, by keys alone. */
async function answer(page: Page, asked: Locator, quiz: Quiz): Promise<void> {
  if (quiz.options.length > 0)
    for (const [i, {correct}] of shownOptions(quiz).entries()) {
      if (!correct) continue;
      await asked.locator("input").nth(i).focus();
      await page.keyboard.press("Space");
    }
  else {
    await asked.getByRole("textbox").focus();
    await page.keyboard.type(String(quiz.answer));
  }
  await asked.getByRole("button", {name: quiz.kind === "predict" ? "Predict" : "Check", exact: true}).focus();
  await page.keyboard.press("Enter");
}

test("a lesson is done from its first prediction to its exercise by keys alone, and all of it is there tomorrow", async ({
  page,
  site,
}) => {
  const question = ({id}: Quiz) => page.locator(`#quiz-${id}`);
  const exercise = page.locator(`#exercise-${lesson.exercises[0]!.id}`);
  const code = exercise.getByRole("textbox", {name: /^Your code for the exercise/});
  await site.open("perceptron.html");
  for (const quiz of lesson.quizzes) {
    await expect(question(quiz)).toHaveAttribute("data-live", "");
    await answer(page, question(quiz), quiz);
    await expect(question(quiz).locator(".quiz-status")).toHaveText(/^(As you predicted|Right)\./);
  }

  const panel = page.locator("[data-cell] > .cell-source").first();
  const changed = await panel.evaluate((element) => element.parentElement!.id);
  await panel.locator("summary").focus();
  await page.keyboard.press("Enter");
  await panel.getByRole("button", {name: "Edit"}).focus();
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("// mine\n");
  await page.keyboard.press("Control+Enter");
  await expect(panel.locator("summary")).toHaveText("show code (edited by you)");

  await exercise.getByRole("button", {name: "Try it"}).focus();
  await page.keyboard.press("Enter");
  await expect(code).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(lesson.exercises[0]!.solution!);
  await page.keyboard.press("Control+Enter");
  await expect(exercise.locator(".exercise-verdict")).toContainText(/Right: all \d+ expectations hold\./);

  await page.waitForLoadState("networkidle");
  await page.reload();
  await page.keyboard.press("Shift");
  for (const quiz of lesson.quizzes)
    await expect(question(quiz).locator(".quiz-status")).toHaveText(/^(As you predicted|Right)\./);
  for (const quiz of lesson.quizzes.filter(({kind}) => kind === "predict"))
    await expect(question(quiz).locator("details.reveal:not([open])")).toHaveCount(0);
  await expect(page.locator(`#${changed} > .cell-source > summary`)).toHaveText("show code (edited by you)");
  await expect(exercise.locator(".exercise-passed")).toHaveText("✓ Passed earlier");
  await expect(exercise.locator(".exercise-starter pre")).toContainText("Math.sign(score) === y");
  expect(await barriers(page, `#quiz-${lesson.quizzes[0]!.id}`)).toEqual([]);

  await page.waitForLoadState("networkidle");
  await site.open("index.html");
  const all = lesson.quizzes.length;
  await expect(page.locator('[data-lesson="perceptron"] .lesson-progress')).toContainText(
    `${all} of ${all} questions, 1 of 1 exercise`,
  );
});
