import type {Page} from "@playwright/test";

/** Opens what a prediction hides, as a reader who does not want to predict. */
export async function skipPrediction(page: Page, id: string): Promise<void> {
  await page.locator(`#quiz-${id}`).getByRole("button", {name: "Skip, and open it"}).click();
}
