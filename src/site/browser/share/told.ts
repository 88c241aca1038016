import {type Notice, notice} from "../notice.ts";

let shown: Notice | undefined;

/** Says, over the page's lower edge, that a link has set controls, and what of it could not be. */
export function tellShared({set, problems}: {set: number; problems: string[]}): void {
  if (set === 0 && problems.length === 0) return;
  const text = set === 0 ? "The link’s values could not be set." : `The link has set ${count(set)} of this page.`;
  shown ??= notice("Values of the link");
  shown.show(problems.length > 0 && set > 0 ? `${text} Some are not as it says:` : text, problems, [
    {text: "Use the page’s own values", href: ownAddress()},
    {text: "Close"},
  ]);
}

function count(n: number): string {
  return n === 1 ? "one control" : `${n} controls`;
}

function ownAddress(): string {
  const url = new URL(location.href);
  for (const key of [...url.searchParams.keys()])
    if (key === "share" || key.startsWith("c.")) url.searchParams.delete(key);
  return url.href;
}
