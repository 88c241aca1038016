import {html} from "../markup.ts";
import {moveItem} from "../move-item.ts";
import {plainText} from "../plain-text.ts";
import type {Field, FieldOptions} from "./field.ts";

interface Step {
  /** The place, from 0, at which it belongs. */
  number: number;
  item: HTMLLIElement;
  text: HTMLElement;
  handle: HTMLButtonElement;
  up: HTMLButtonElement;
  down: HTMLButtonElement;
  place: HTMLElement;
}

/** A list whose items the reader moves by drag, by buttons or by arrow keys. Each keeps the letter that the prose gave it. */
export function orderField({section, quiz, onInput, announce}: FieldOptions): Field {
  const list = section.querySelector<HTMLOListElement>(":scope > .quiz-options")!;
  const fieldset =
    html`<fieldset class="quiz-entry quiz-order" aria-labelledby="${`quiz-${quiz.id}-prompt`}">` as HTMLFieldSetElement;
  list.replaceWith(fieldset);
  fieldset.append(list);
  let locked = false;
  let moved = false;

  const shown = [...list.children].map((child, i): Step => {
    const item = child as HTMLLIElement;
    item.value = i + 1;
    const text = html`<span class="quiz-option-text">`;
    text.append(...item.childNodes);
    const button = (sign: string, name: string) =>
      html`<button type="button" class="quiz-move" aria-label="${`${name}: ${plainText(text)}`}">${sign}</button>` as HTMLButtonElement;
    const handle = button("≡", "Drag, or move by arrow keys");
    handle.classList.add("quiz-handle");
    const step: Step = {
      number: quiz.places?.[i] ?? i,
      item,
      text,
      handle,
      up: button("↑", "Move up"),
      down: button("↓", "Move down"),
      place: html`<span class="quiz-place" hidden>`,
    };
    item.append(text, step.place, handle, html`<span class="quiz-moves">${step.up}${step.down}</span>`);
    return step;
  });
  let steps = [...shown];

  for (const step of shown) {
    step.up.addEventListener("click", () => move(step, -1, step.up));
    step.down.addEventListener("click", () => move(step, 1, step.down));
    for (const button of [step.handle, step.up, step.down])
      button.addEventListener("keydown", (event) => {
        const by = {ArrowUp: -1, ArrowDown: 1, Home: -steps.length, End: steps.length}[event.key];
        if (by === undefined || locked) return;
        event.preventDefault();
        move(step, by, button);
      });
    followDrag(step);
  }
  refresh();

  function place(next: Step[]): void {
    // Whoever stands in place already is not touched: to move an element takes the focus from it.
    next.forEach((step, i) => {
      if (list.children[i] !== step.item) list.insertBefore(step.item, list.children[i] ?? null);
    });
    steps = next;
    refresh();
  }

  function move(step: Step, by: number, from: HTMLButtonElement): void {
    const at = steps.indexOf(step);
    const next = moveItem(steps, at, at + by);
    const to = next.indexOf(step);
    if (locked || to === at) {
      announce(`${plainText(step.text)} is ${at === 0 ? "first" : "last"} already.`);
      return;
    }
    place(next);
    // A button that can do no more gives the focus to one that can.
    (from.disabled ? (from === step.up ? step.down : step.up) : from).focus();
    changed(step);
  }

  function changed(step: Step): void {
    moved = true;
    announce(`${plainText(step.text)}: now ${steps.indexOf(step) + 1} of ${steps.length}.`);
    onInput();
  }

  function followDrag(step: Step): void {
    const {handle, item} = step;
    handle.addEventListener("pointerdown", (event) => {
      if (locked || event.button !== 0) return;
      const before = steps;
      const drag = new AbortController();
      const {signal} = drag;
      // The list, as it stays where it is: an element that is moved loses the pointer.
      list.setPointerCapture(event.pointerId);
      item.dataset.dragged = "";
      const end = () => {
        drag.abort();
        delete item.dataset.dragged;
        handle.focus();
      };
      list.addEventListener("pointermove", ({clientY}) => dragTo(step, clientY), {signal});
      list.addEventListener(
        "pointerup",
        () => {
          end();
          if (before.some((other, i) => other !== steps[i])) changed(step);
        },
        {signal},
      );
      list.addEventListener(
        "pointercancel",
        () => {
          end();
          place(before);
        },
        {signal},
      );
    });
  }

  function dragTo(step: Step, y: number): void {
    const others = steps.filter((other) => other !== step);
    const below = others.findIndex(({item}) => {
      const {top, height} = item.getBoundingClientRect();
      return y < top + height / 2;
    });
    const to = below < 0 ? others.length : below;
    const at = steps.indexOf(step);
    if (to !== at) place(moveItem(steps, at, to));
  }

  function refresh(): void {
    steps.forEach(({up, down, handle}, i) => {
      up.disabled = locked || i === 0;
      down.disabled = locked || i === steps.length - 1;
      handle.disabled = locked;
    });
  }

  const order = () => steps.map(({number}) => number);
  const said = () => inWords(steps);
  return {
    read: () => ({answer: order(), said: said()}),
    draft: () => ({answer: moved ? order() : null, said: said()}),
    show(answer) {
      const numbers = Array.isArray(answer) ? answer : [];
      const next = numbers.flatMap((number) => shown.find((step) => step.number === number) ?? []);
      moved = new Set(next).size === shown.length;
      place(moved ? next : [...shown]);
    },
    lock(value) {
      locked = value;
      refresh();
    },
    mark(marks) {
      steps.forEach(({item, place: note, number}, i) => {
        const known = marks?.solved === true;
        note.hidden = !known;
        note.textContent = number === i ? "in place" : `belongs at ${number + 1}`;
        if (known) item.dataset.mark = number === i ? "right" : "wrong";
        else delete item.dataset.mark;
      });
    },
    focus() {
      steps[0]?.handle.focus();
    },
    truth() {
      return document.createTextNode(inWords([...shown].sort((a, b) => a.number - b.number)));
    },
  };
}

function inWords(steps: readonly Step[]): string {
  return steps.map(({text}) => plainText(text)).join(" → ");
}
