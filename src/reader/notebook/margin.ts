import type {Problem} from "../../page/index.ts";
import {type BlockActions, blockTools, endTools} from "./block-tools.ts";
import {blockLines, type Notebook} from "./blocks.ts";
import type {OpenBlock, Target} from "./open-block.ts";
import {blockElements} from "./show-text.ts";

/** A button of a block's tools. */
export interface Focus {
  index: number;
  action: string;
}

const TOOLS = ":scope > .block-tools";

/** Takes the tools out of the prose, which is compared with its next version. */
export function stripTools(root: HTMLElement): void {
  for (const box of root.querySelectorAll(`${TOOLS}, :scope > .block-editor`)) box.remove();
}

/** Sets each block's tools before its elements. */
export function setTools(
  root: HTMLElement,
  notebook: Notebook,
  problems: readonly Problem[],
  actions: BlockActions,
): void {
  const {blocks} = notebook;
  const elements = blockElements(root);
  const told = problemsByBlock(notebook, problems);
  let last: Element | undefined;
  blocks.forEach((block, i) => {
    const tools = blockTools(block, i, blocks.length, told[i] ?? [], actions);
    const [first] = elements[i] ?? [];
    const mark = commentOf(root, i);
    if (first) first.before(tools);
    else if (mark) mark.after(tools);
    else if (last) last.after(tools);
    else root.prepend(tools);
    last = elements[i]?.at(-1) ?? tools;
  });
  const end = endTools(blocks.length, actions);
  if (last) last.after(end);
  else root.prepend(end);
}

function problemsByBlock(notebook: Notebook, problems: readonly Problem[]): Problem[][] {
  const lines = blockLines(notebook);
  const result: Problem[][] = notebook.blocks.map(() => []);
  for (const problem of problems) {
    const at = lines.findLastIndex((line) => line <= problem.line);
    // A cell says its errors itself.
    if (problem.cell === undefined || problem.severity === "warning") (result[at] ?? result[0])?.push(problem);
  }
  return result;
}

function commentOf(root: Node, index: number): ChildNode | undefined {
  return ([...root.childNodes] as ChildNode[]).find(
    (node) => node.nodeType === Node.COMMENT_NODE && node.nodeValue === ` block ${index} `,
  );
}

/** The place of a block, or the one where a new block will stand. */
export const placeOf = (target: Target): number => ("index" in target ? target.index : target.before);

/** Puts an open block's field where the block is, or where it will be. */
export function placeField(root: HTMLElement, open: OpenBlock): void {
  const box = root.querySelectorAll<HTMLElement>(TOOLS)[placeOf(open.target)];
  if ("index" in open.target) box?.after(open.element);
  else box?.before(open.element);
  open.restore();
}

export function focusTool(root: HTMLElement, {index, action}: Focus): void {
  const box = root.querySelectorAll(TOOLS)[Math.max(index, 0)];
  const wanted = box?.querySelector<HTMLElement>(`[data-action="${action}"]:not([aria-disabled])`);
  (wanted ?? box?.querySelector<HTMLElement>("button"))?.focus({preventScroll: false});
}

/** Shows the tools of the block at a node, and hides all others that the keyboard is not in. */
export function showToolsNear(root: HTMLElement, target: Node): void {
  let child: Node | null = target;
  while (child && child.parentNode !== root) child = child.parentNode;
  let box: Node | null = child;
  while (box && !(box instanceof HTMLElement && box.matches(".block-tools"))) box = box.previousSibling;
  for (const near of root.querySelectorAll<HTMLElement>(`${TOOLS}[data-near]`))
    if (near !== box) delete near.dataset.near;
  if (box instanceof HTMLElement) box.dataset.near = "";
}
