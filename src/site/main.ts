import {type LivePage, openPage} from "../reader/index.ts";
import {followSections} from "./browser/contents.ts";
import {furnish} from "./browser/every-page.ts";
import {firstTouch} from "./browser/first-touch.ts";
import {whenIdle} from "./browser/idle.ts";
import {removeMarginNotes, setMarginNotes} from "./browser/margin.ts";
import {reachScrollable} from "./browser/scrollable.ts";
import {openSharing} from "./browser/share.ts";
import type {Study} from "./browser/study.ts";
import {library} from "./library.ts";

/**
 * Brings a lesson or notebook to life. The text is on the screen before anything here runs. `update` takes the page as an
 * author has just saved it; what did not change stays as the reader left it.
 */
export function start(page: LivePage): {update(page: LivePage): void} {
  const touched = firstTouch();
  document.documentElement.dataset.script = "";
  if (import.meta.env.DEV) document.documentElement.dataset.dev = "";
  furnish();

  const root = document.querySelector<HTMLElement>("main .prose");
  if (!root)
    throw new Error(`${page.path}: the page has no element ".prose" to live in. Does its shell come from renderPage?`);
  let latest = page;
  let refresh: (() => Promise<void>) | undefined;
  afterPaint(async () => {
    const sharing = openSharing(latest);
    const shared = await sharing.first;
    const sections = followSections(root); // Reads places, hence before anything changes.
    let study: Promise<Study> | undefined;
    const live = openPage(latest, {
      root,
      library,
      turns: {nextPaint, now: () => performance.now(), sleep: {touched, whenIdle}},
      onEdit: async (id, text, ran) => (await study?.catch(() => undefined))?.keepEdit(id, text, ran),
      onDraft: (id, text) => void study?.then((opened) => opened.keepDraft(id, text)),
      onOutput: sharing.onOutput,
    });
    // What a link says of a control is told at once, however far that is.
    for (const name of shared ?? []) live.value(name);
    // What else the page has comes after the cells in view, in pieces between which it is drawn.
    study = nextPaint()
      .then(() => import("./browser/study.ts"))
      .then(({openStudy}) => openStudy({root, page: latest, live, show: showVersion, touched}));
    let scrollables = () => {};
    afterPaint(() => {
      scrollables = reachScrollable(root, touched);
      setMarginNotes(root);
    });
    const show = async (shown: LivePage) => {
      removeMarginNotes(root);
      await live.update(shown);
      setMarginNotes(root);
      sections();
      scrollables();
    };
    const showVersion = async (version: LivePage) => {
      await show(version);
      (await import("./browser/rebuild-contents.ts")).rebuildContents(root);
    };
    refresh = async () => {
      await show(latest);
      (await study)?.update(latest);
    };
  });
  if (import.meta.env.DEV) tellAuthor(page, root);

  return {
    update(next) {
      latest = next;
      const shown = refresh?.();
      if (import.meta.env.DEV) tellAuthor(next, root, shown);
    },
  };
}

/** What only the author of a page needs, and the built site does not hold. */
async function tellAuthor(page: LivePage, root: HTMLElement, shown?: Promise<void>): Promise<void> {
  const [{showProblems}, {rebuildContents}] = await Promise.all([
    import("./browser/problem-panel.ts"),
    import("./browser/rebuild-contents.ts"),
  ]);
  showProblems(page.problems);
  if (!shown) return;
  await shown;
  rebuildContents(root);
}

function nextPaint(): Promise<void> {
  return new Promise(afterPaint);
}

/** Waits for the next frame to be on the screen. A tab in the background paints nothing and waits for nothing. */
function afterPaint(work: () => void): void {
  if (document.hidden) work();
  else requestAnimationFrame(() => setTimeout(work));
}
