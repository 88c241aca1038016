import type {Problem} from "../../page/index.ts";
import {type Block, nameOf} from "./blocks.ts";

export type Kind = Block["kind"];

/** What can be done with a block, by its place. */
export interface BlockActions {
  edit(index: number): void;
  move(index: number, by: -1 | 1): void;
  remove(index: number): void;
  /** Begins a new block before a place. */
  add(before: number, kind: Kind): void;
  /** Names a cell ("" takes its name away); returns what is wrong with the name. */
  name(index: number, name: string): string | undefined;
}

/**
 * The toolbar of one block: one stop of the Tab key, its buttons reached by the arrow keys. Alt with an arrow moves the
 * block, Delete deletes it, and Up and Down lead to the other blocks' toolbars.
 */
export function blockTools(
  block: Block,
  index: number,
  count: number,
  problems: readonly Problem[],
  actions: BlockActions,
): HTMLElement {
  const box = document.createElement("div");
  box.className = "block-tools";
  box.dataset.block = String(index);
  const bar = toolbar(`Block ${index + 1} of ${count}: ${describe(block)}`);
  bar.append(
    button("Edit", "Edit this block", "edit", () => actions.edit(index)),
    button("↑", "Move up", "up", () => actions.move(index, -1), index === 0),
    button("↓", "Move down", "down", () => actions.move(index, 1), index === count - 1),
    addMenu(bar, index, actions),
  );
  if (block.kind === "code") bar.append(nameButton(box, block, index, actions));
  bar.append(button("Delete", "Delete this block", "delete", () => actions.remove(index)));
  bar.addEventListener("keydown", (event) => {
    const {key, altKey} = event;
    if (altKey && key === "ArrowUp") actions.move(index, -1);
    else if (altKey && key === "ArrowDown") actions.move(index, 1);
    else if (key === "Delete") actions.remove(index);
    else if (key === "ArrowUp" || key === "ArrowDown") travel(box, key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
  });
  box.append(bar);
  if (problems.length > 0) box.append(problemList(problems));
  rove(bar);
  return box;
}

/** The row at the end of a notebook, where blocks are added. */
export function endTools(count: number, actions: BlockActions): HTMLElement {
  const box = document.createElement("div");
  box.className = "block-tools block-tools-end";
  const bar = toolbar("At the end of the notebook");
  bar.append(
    button("Add text", "Add text at the end", "add-text", () => actions.add(count, "text")),
    button("Add code", "Add code at the end", "add-code", () => actions.add(count, "code")),
  );
  box.append(bar);
  rove(bar);
  return box;
}

function toolbar(label: string): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "block-buttons";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", label);
  return bar;
}

function describe(block: Block): string {
  const name = nameOf(block);
  if (block.kind === "code") return name ? `code “${name}”` : "code";
  const text = block.text.replace(/\s+/g, " ").trim();
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function addMenu(bar: HTMLElement, index: number, actions: BlockActions): HTMLElement {
  const group = document.createElement("span");
  group.className = "block-add";
  const choices = [
    button("Text above", "Add text above", "text-above", () => actions.add(index, "text")),
    button("Code above", "Add code above", "code-above", () => actions.add(index, "code")),
    button("Text below", "Add text below", "text-below", () => actions.add(index + 1, "text")),
    button("Code below", "Add code below", "code-below", () => actions.add(index + 1, "code")),
  ];
  const toggle = button("Add", "Add a block", "add", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    for (const choice of choices) choice.hidden = !open;
    if (open) focusButton(bar, choices[2]!);
  });
  toggle.setAttribute("aria-expanded", "false");
  for (const choice of choices) choice.hidden = true;
  group.append(toggle, ...choices);
  return group;
}

function nameButton(box: HTMLElement, block: Block, index: number, actions: BlockActions): HTMLElement {
  const open = button("Name", "Name this cell", "name", () => {
    box.querySelector(".block-name")?.remove();
    const form = document.createElement("div");
    form.className = "block-name";
    const label = document.createElement("label");
    const field = document.createElement("input");
    field.value = nameOf(block) ?? "";
    field.spellcheck = false;
    label.append("Name of this cell ", field);
    const wrong = document.createElement("span");
    wrong.className = "block-name-wrong";
    wrong.setAttribute("role", "status");
    const close = () => {
      form.remove();
      open.focus();
    };
    const set = () => {
      const error = actions.name(index, field.value.trim());
      wrong.textContent = error ?? "";
      field.setAttribute("aria-invalid", String(error !== undefined));
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") set();
      else if (event.key === "Escape") close();
    });
    form.append(
      label,
      button("Set", "Set the name", "set", set),
      button("Cancel", "Leave the name as it is", "cancel", close),
      wrong,
    );
    box.append(form);
    field.focus();
    field.select();
  });
  return open;
}

function problemList(problems: readonly Problem[]): HTMLElement {
  const list = document.createElement("ul");
  list.className = "block-problems";
  for (const {severity, message, path, line, column} of problems) {
    const item = list.appendChild(document.createElement("li"));
    item.dataset.severity = severity;
    const place = Object.assign(document.createElement("code"), {textContent: `${path}:${line}:${column}`});
    item.append(place, ` ${message}`);
  }
  return list;
}

function button(text: string, label: string, action: string, act: () => void, disabled = false): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), {type: "button", textContent: text, title: label});
  made.setAttribute("aria-label", label);
  made.dataset.action = action;
  if (disabled) made.setAttribute("aria-disabled", "true");
  made.addEventListener("click", () => {
    if (!disabled) act();
  });
  return made;
}

/** Makes a toolbar one stop of the Tab key. */
function rove(bar: HTMLElement): void {
  const shown = () => [...bar.querySelectorAll<HTMLButtonElement>("button")].filter(({hidden}) => !hidden);
  for (const [i, each] of [...bar.querySelectorAll("button")].entries()) each.tabIndex = i === 0 ? 0 : -1;
  bar.addEventListener("keydown", (event) => {
    const buttons = shown();
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1}[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    focusButton(bar, buttons[(to + buttons.length) % buttons.length]!);
  });
  bar.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLButtonElement) setStop(bar, event.target);
  });
}

function focusButton(bar: HTMLElement, target: HTMLButtonElement): void {
  setStop(bar, target);
  target.focus();
}

function setStop(bar: HTMLElement, target: HTMLButtonElement): void {
  for (const each of bar.querySelectorAll("button")) each.tabIndex = each === target ? 0 : -1;
}

/** Leads to the toolbar of the block before or behind. */
function travel(box: HTMLElement, by: -1 | 1): void {
  const boxes = [...(box.parentElement?.querySelectorAll<HTMLElement>(":scope > .block-tools") ?? [])];
  boxes[boxes.indexOf(box) + by]?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
}
