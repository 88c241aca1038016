import AxeBuilder from "@axe-core/playwright";
import type {Page} from "@playwright/test";
import {settled} from "./site.ts";

/**
 * What axe finds in light and in dark, a line for each element: on the whole page, or within a selector. The themes differ
 * in their colours alone (`light-dark()` in the style sheets), so in dark the rules about colours run again and no others.
 */
export async function barriers(page: Page, within?: string): Promise<string[]> {
  await page.emulateMedia({colorScheme: "light"});
  const inLight = await scan(page, within);
  await page.emulateMedia({colorScheme: "dark"});
  await settled(page);
  return [...inLight, ...(await scan(page, within, ["color-contrast", "link-in-text-block"]))];
}

async function scan(page: Page, within: string | undefined, rules?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({page}).options({
    // Else each of the thousands of nodes that pass gets a selector and is carried over here: two thirds of the time.
    resultTypes: ["violations"],
    ...(rules && {runOnly: {type: "rule", values: rules}}),
  });
  if (within) builder.include(within);
  // One run in the page. The other mode is for frames of other origins, which no page of ours has.
  const {violations} = await builder.setLegacyMode().analyze();
  const theme = rules ? "dark" : "light";
  return violations.flatMap(({id, impact, nodes}) =>
    nodes.map(
      ({html, failureSummary}) => `${theme} ${impact} ${id}: ${html.slice(0, 120)} ${failureSummary?.slice(0, 200)}`,
    ),
  );
}
