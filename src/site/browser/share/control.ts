import {short} from "./link.ts";

/** A control that a link can carry: what it says now as text, and how it is set from text. */
export interface Control {
  read(): string;
  /** Returns what to tell the reader: why it was not set, or how otherwise than the link says. */
  write(text: string): string | undefined;
}

/**
 * The controls of an element that a cell shows by `view`, by the names under which a link carries them: a control has the
 * cell's name, one of a group (`Inputs.form`) has its label besides: "settings.Layers", and so has what a unit offers as
 * `linked` (src/units/shared/linked.ts): "typed.f".
 */
export function controlsIn(name: string, element: EventTarget): Map<string, Control> {
  const own = controlIn(element);
  if (own) return new Map([[name, own]]);
  const found = new Map<string, Control>();
  if ("linked" in element) {
    for (const [part, control] of Object.entries(element.linked as Record<string, Control>))
      found.set(`${name}.${part}`, control);
    return found;
  }
  if (!(element instanceof HTMLElement) || element.matches(".unit, table")) return found;
  for (const form of element.querySelectorAll<HTMLFormElement>(":scope > form")) {
    const control = controlIn(form);
    const label = form.querySelector(":scope > label")?.textContent?.trim();
    if (control && label) found.set(`${name}.${label}`, control);
  }
  return found;
}

/** Finds what an element that a cell shows by `view` can be set to; undefined for buttons, files, tables and units. */
export function controlIn(element: EventTarget): Control | undefined {
  if (!(element instanceof HTMLElement)) return undefined;
  const isForm = element instanceof HTMLFormElement && /(^|\s)inputs-/.test(element.className);
  const fields = isForm
    ? [...element.querySelectorAll<Field>("input, select, textarea")].filter(({form}) => form === element)
    : isField(element)
      ? [element]
      : [];
  if (element.querySelector("table") || fields.some(({disabled}) => disabled)) return undefined;
  const of = (type: string) => fields.filter((field) => field.type === type) as HTMLInputElement[];
  const [number] = [...of("number"), ...of("range")];
  if (number) return numberControl(element as NumberElement, number);
  const [radios, boxes] = [of("radio"), of("checkbox")];
  if (radios.length > 0) return choiceControl(radios.map(labelled), false);
  if (boxes.length === 1 && !element.className.includes("-checkbox")) return toggle(boxes[0]!);
  if (boxes.length > 0) return choiceControl(boxes.map(labelled), true);
  const [first] = fields;
  if (first instanceof HTMLSelectElement)
    return choiceControl(
      [...first.options].map((option) => fromOption(option, first)),
      first.multiple,
    );
  if (first && /^(text|textarea|color|date)$/.test(first.type)) return textControl(element, first);
  return undefined;
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type NumberElement = HTMLElement & {value: unknown; valueAsNumber?: number};

function isField(element: HTMLElement): element is Field {
  return element.matches("input, select, textarea");
}

function changed(element: Element): void {
  element.dispatchEvent(new Event("input", {bubbles: true}));
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A slider, or a field for a number: of Inputs, or of the page's own. */
function numberControl(element: NumberElement, field: HTMLInputElement): Control {
  const now = () => (element === field ? field.valueAsNumber : Number(element.value));
  return {
    read: () => String(Number(now().toPrecision(12))),
    write(text) {
      if (text.length > 40 || !NUMBER.test(text)) return `${short(text)} is not a number`;
      const asked = Number(text);
      const [min, max] = [field.min, field.max].map((end, i) => (end === "" ? [-Infinity, Infinity][i]! : Number(end)));
      const clipped = Math.min(Math.max(asked, min!), max!);
      if (element === field) field.value = String(clipped);
      else element.value = clipped;
      changed(element);
      if (asked !== clipped) return `${text} lies outside ${min} to ${max}, so it is ${now()}`;
      return Math.abs(now() - asked) > 1e-6 * Math.max(1, Math.abs(asked))
        ? `${text} cannot be set, so it is ${now()}`
        : undefined;
    },
  };
}

function toggle(box: HTMLInputElement): Control {
  return {
    read: () => (box.checked ? "on" : "off"),
    write(text) {
      if (text !== "on" && text !== "off") return `${short(text)} is neither “on” nor “off”`;
      box.checked = text === "on";
      changed(box);
      return undefined;
    },
  };
}

interface Choice {
  label: string;
  chosen: boolean;
  choose(on: boolean): void;
  element: Element;
}

const labelled = (input: HTMLInputElement): Choice => ({
  label: (input.closest("label")?.textContent ?? input.value).trim(),
  get chosen() {
    return input.checked;
  },
  choose: (on) => {
    input.checked = on;
  },
  element: input,
});

const fromOption = (option: HTMLOptionElement, select: HTMLSelectElement): Choice => ({
  label: option.text.trim(),
  get chosen() {
    return option.selected;
  },
  choose: (on) => {
    option.selected = on;
  },
  element: select,
});

/** Between the labels of several chosen things. A comma may stand in a label. */
const SEPARATOR = ";";

/** One of several, or several. A choice is named by its label, so that a link outlives a change of order. */
function choiceControl(choices: Choice[], several: boolean): Control {
  const find = (label: string) => choices.find((choice) => choice.label === label);
  return {
    read: () =>
      choices
        .filter(({chosen}) => chosen)
        .map(({label}) => label)
        .join(SEPARATOR),
    write(text) {
      const asked = several ? text.split(SEPARATOR).filter((label) => label !== "") : [text];
      const known = asked.filter(find);
      if (!several && known.length === 0) return `${short(text)} is none of its choices`;
      for (const choice of choices)
        if (several || known.includes(choice.label)) choice.choose(known.includes(choice.label));
      const at = (several ? choices[0] : find(text))?.element;
      if (at) changed(at);
      const unknown = asked.filter((label) => !find(label));
      return unknown.length > 0 ? `${unknown.map(short).join(", ")} is none of its choices` : undefined;
    },
  };
}

function textControl(element: HTMLElement, field: Field): Control {
  return {
    read: () => field.value,
    write(text) {
      const before = field.value;
      field.value = text;
      if (field.value !== text || !field.checkValidity()) {
        field.value = before;
        return `${short(text)} cannot stand there`;
      }
      changed(field);
      // A field with a button takes its text only when that is pressed.
      const holder = element as HTMLElement & {value?: unknown};
      if (element !== field && typeof holder.value === "string" && holder.value !== text) {
        holder.value = text;
        changed(element);
      }
      return undefined;
    },
  };
}
