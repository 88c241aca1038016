import type {Idiomorph as IdiomorphType} from "idiomorph";
import {followerOf} from "./own-content.ts";

type Morph = typeof IdiomorphType;

let loaded: Morph | undefined;
let loading: Promise<Morph> | undefined;

/** Idiomorph is needed only where pages change while they are read, that is in development: loads it, if it is not there. */
export function loadMorph(): Promise<Morph> {
  return (loading ??= import("idiomorph").then((module) => (loaded = module.Idiomorph)));
}

export function isMorphLoaded(): boolean {
  return loaded !== undefined;
}

/**
 * Makes `root` say what `html` says, and touches nothing else: nodes that agree stay the same nodes, with focus,
 * selection, scroll, an opened `<details>` and what was typed into a field. A cell's root stays with what the cell
 * shows; `adopt` is told of the root that the new page has for it. To be called when `loadMorph` has resolved.
 */
export function morphProse(
  root: HTMLElement,
  html: string,
  adopt: (oldRoot: HTMLElement, newRoot: HTMLElement) => void,
): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  morphContent(root, template.content, adopt);
}

function morphContent(
  root: HTMLElement,
  content: DocumentFragment,
  adopt: (oldRoot: HTMLElement, newRoot: HTMLElement) => void,
): void {
  stripBlankText(root);
  stripBlankText(content);
  pairDetails(root, content);
  const morph = (old: HTMLElement, next: HTMLElement) => {
    const fragment = document.createDocumentFragment();
    fragment.append(...next.childNodes);
    morphContent(old, fragment, adopt);
  };
  loaded!.morph(root, content, {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed: (oldNode: Node, newNode: Node) => {
        if (isKept(oldNode)) return false;
        const follow = followerOf(oldNode);
        if (follow && newNode instanceof HTMLElement) {
          follow(newNode, morph);
          return false;
        }
        if (!isCellRoot(oldNode) || !isCellRoot(newNode)) return true;
        adopt(oldNode, newNode);
        return false;
      },
      beforeAttributeUpdated: (name: string, element: Element, change: "update" | "remove") =>
        !isReadersState(name, element, change),
    },
  });
  for (const details of root.querySelectorAll(`details[id^="${prefix}"]`)) details.removeAttribute("id");
}

/**
 * Takes out the line breaks between blocks. They show nothing, yet idiomorph would match one with another and remove
 * the block between them, together with what its reader has opened in it.
 */
function stripBlankText(tree: ParentNode & Node): void {
  const blank: Text[] = [];
  const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node instanceof Element) {
      return node.matches("pre, .cell, .cell-inline, .katex") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    }
    return /^[ \t]*\n\s*$/.test(node.nodeValue ?? "") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  while (walker.nextNode()) blank.push(walker.currentNode as Text);
  for (const text of blank) if (isBlock(text.previousSibling) && isBlock(text.nextSibling)) text.remove();
}

const blocks =
  "address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul";
const blockNames = new Set(blocks.split(" "));

function isBlock(node: Node | null): boolean {
  return node === null || (node instanceof Element && blockNames.has(node.localName));
}

const prefix = "morph-details-";

/**
 * Idiomorph knows an element again for sure only by its id. A `<details>` that has none gets one for the while, the same
 * as its old self: the one with the same summary, else the next one that is left.
 */
function pairDetails(oldTree: ParentNode, newTree: ParentNode): void {
  const owned = [...oldTree.querySelectorAll("[id]")].filter(followerOf).map(({id}) => id);
  const [old, next] = [oldTree, newTree].map((tree) =>
    [...tree.querySelectorAll("details:not([id], .cell-source, .cell details)")].filter(
      (details) => !owned.some((id) => details.closest(`#${CSS.escape(id)}`)),
    ),
  ) as [Element[], Element[]];
  const left = new Set(old);
  const pair = (mate: Element | undefined, details: Element) => {
    if (!mate) return;
    left.delete(mate);
    mate.id = details.id = `${prefix}${left.size}`;
  };
  for (const details of next) {
    pair(
      [...left].find((other) => summaryOf(other) === summaryOf(details)),
      details,
    );
  }
  for (const details of next) if (!details.id) pair(left.values().next().value, details);
}

function summaryOf(details: Element): string {
  return details.querySelector(":scope > summary")?.textContent?.trim() ?? "";
}

/** What the reader of the page has set, not its author. */
function isReadersState(name: string, element: Element, change: "update" | "remove"): boolean {
  if (name === "open") return change === "remove" && element instanceof HTMLDetailsElement;
  const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  return isField && !element.disabled && (name === "value" || name === "checked");
}

/** Stands in place of its counterpart in the prose, and says something of the reader's. */
function isKept(node: Node): boolean {
  return node instanceof HTMLElement && node.dataset.kept !== undefined;
}

function isCellRoot(node: Node): node is HTMLElement {
  return node instanceof HTMLElement && node.dataset.cell !== undefined;
}

/** Gives an old root the attributes and the source of the new one, and leaves what the cell shows. */
export function adoptRoot(oldRoot: HTMLElement, newRoot: HTMLElement): void {
  for (const {name, value} of newRoot.attributes) {
    if (name !== "data-state" && oldRoot.getAttribute(name) !== value) oldRoot.setAttribute(name, value);
  }
  if (!newRoot.hasAttribute("style")) oldRoot.removeAttribute("style");
  const oldSource = oldRoot.querySelector<HTMLDetailsElement>(":scope > .cell-source");
  const newSource = newRoot.querySelector<HTMLDetailsElement>(":scope > .cell-source");
  if (!newSource) {
    oldSource?.remove();
    return;
  }
  const fresh = newSource.cloneNode(true) as HTMLDetailsElement;
  if (!oldSource) {
    oldRoot.append(fresh);
  } else if (oldSource.dataset.show !== newSource.dataset.show) {
    fresh.open = oldSource.open;
    oldSource.replaceWith(fresh);
  } else {
    // The panel stays, with an editor that is open in it and with the reader's own text.
    const [oldCode, newCode] = [authorsCode(oldSource), authorsCode(fresh)];
    if (!oldCode || !newCode || oldCode.outerHTML === newCode.outerHTML) return;
    oldCode.className = newCode.className;
    oldCode.replaceChildren(...newCode.childNodes);
  }
}

function authorsCode(panel: HTMLDetailsElement): HTMLElement | null {
  return panel.querySelector(":scope > pre:not(.cell-own) > code");
}
