import {thrownFailure} from "../failure/failure.ts";
import {framesOf} from "../failure/place.ts";
import type {RunningCell} from "../running-cell.ts";
import {nextTask} from "./budget.ts";
import {madeIn} from "./code-makers.ts";
import {stayOnPage} from "./stay.ts";

/** Keeps a page whole while code of the reader's runs in it, as far as code on the same page can be kept from harm. */
export interface Protection {
  /** Names the cell that runs a reader's text next: it is told of harm whose author cannot be seen otherwise. */
  expect(id: string): void;
  /** Takes the document as it is now for what it ought to be. */
  settle(): void;
  dispose(): void;
}

/**
 * Puts back what code takes out of the document around the cells, refuses `document.write`, does not let code lead away
 * from the page, and tells errors of timers, event handlers and promises that nobody awaits at the cell whose code they
 * come from.
 * @param root the element of the page's prose
 * @param cells those that run now
 */
export function protectPage(root: HTMLElement, cells: () => readonly RunningCell[]): Protection {
  let expected: string | undefined;
  let standing: HTMLElement[] = [];
  /** In development a style sheet is replaced by its next version; so it counts that there is one. */
  const isStyled = () => document.head?.querySelector("link[rel=stylesheet], style") != null;
  const wasStyled = isStyled();

  const observer = new MutationObserver((records) => {
    if (root.isConnected && standing.every((each) => each.isConnected) && (isStyled() || !wasStyled)) return;
    revert(records);
    observer.takeRecords();
    const culprit = cells().find(({cell}) => cell.id === expected);
    const message = "This code took parts of the page out of the document. They were put back.";
    // Later, for the cell is about to show what it makes.
    nextTask(() => culprit?.failBeside({message, offset: Promise.resolve({line: 0, column: 1})}));
  });
  observer.observe(document, {childList: true, subtree: true});

  function settle(): void {
    observer.takeRecords();
    standing = cells().flatMap((running) => (running.root.isConnected ? [running.root] : []));
    standing.push(document.head);
  }
  settle();

  /** The cell in whose code an error was made. */
  const authorOf = (error: unknown) => {
    const urls = new Set(framesOf(error).map(({url}) => url));
    return cells().find(
      ({cell}) => cell.evaluated && (urls.has(cell.evaluated.url) || urls.has(madeIn(cell.evaluated.url))),
    );
  };
  const stray = (event: Event, error: unknown) => {
    const running = authorOf(error);
    if (!running) return;
    event.preventDefault(); // The cell says it, and the console with it.
    running.failBeside(thrownFailure(error, running.cell, undefined));
  };
  const onError = (event: ErrorEvent) => stray(event, event.error);
  const onRejection = (event: PromiseRejectionEvent) => stray(event, event.reason);
  addEventListener("error", onError);
  addEventListener("unhandledrejection", onRejection);

  const letGo = stayOnPage(authorOf, (culprit, error) =>
    // Later, for the cell is about to show what it makes.
    nextTask(() => culprit.failBeside(thrownFailure(error, culprit.cell, undefined))),
  );

  const erasing = ["write", "writeln", "open"] as const;
  for (const name of erasing)
    Object.defineProperty(document, name, {
      configurable: true,
      value: () => {
        throw new Error(
          `document.${name} would erase this page, so it does nothing here. Show something by display(…).`,
        );
      },
    });

  return {
    expect(id) {
      expected = id;
    },
    settle,
    dispose() {
      observer.disconnect();
      removeEventListener("error", onError);
      removeEventListener("unhandledrejection", onRejection);
      letGo();
      for (const name of erasing) delete (document as Partial<Document>)[name];
    },
  };
}

/** Takes back, the last first, what has changed outside of cells' outputs. */
function revert(records: readonly MutationRecord[]): void {
  for (const {target, addedNodes, removedNodes, nextSibling} of [...records].reverse()) {
    if (target instanceof Element && target.closest(".cell-output, .cell-inline")) continue;
    for (const node of addedNodes) if (node.parentNode === target) target.removeChild(node);
    const before = nextSibling?.parentNode === target ? nextSibling : null;
    for (const node of removedNodes) target.insertBefore(node, before);
  }
}
