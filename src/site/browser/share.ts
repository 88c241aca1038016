import type {LivePage, OutputObserver} from "../../reader/index.ts";
import type {SharedPage} from "./share/state.ts";

/** What carries the values of a page's controls from a link to the page, and from the page to a link. */
export interface Sharing {
  /** Set if the address says anything of controls: to be waited for before the first cell runs. Resolves to their names. */
  first: Promise<Iterable<string>> | undefined;
  onOutput: OutputObserver;
}

/** Reads the page's address and wires the header's "Copy a link". Who came without such a link waits for nothing. */
export function openSharing(page: LivePage): Sharing {
  const early: Parameters<OutputObserver>[] = [];
  let shared: SharedPage | undefined;
  const names = new Set(page.cells.flatMap(({outputs}) => outputs));
  const loaded = import("./share/state.ts").then(({sharePage}) => {
    shared = sharePage(names);
    for (const output of early) shared.onOutput(...output);
    return shared.asked;
  });
  document.querySelector(".share-button")?.addEventListener("click", async () => {
    const {copyLink} = await import("./share/copy.ts");
    await loaded;
    if (shared) await copyLink(shared);
  });
  return {
    first: /[?&]share=/.test(location.search) ? loaded.catch(() => []) : undefined,
    onOutput(...output) {
      if (shared) shared.onOutput(...output);
      else early.push(output);
    },
  };
}
