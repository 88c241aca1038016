import {html} from "../shared/element.ts";

/** A unit or a feature in the network: its picture, to press and to look at. */
export interface MapButton {
  readonly node: HTMLButtonElement;
  readonly canvas: HTMLCanvasElement;
  move(x: number, y: number): void;
  press(isPressed: boolean): void;
  name(text: string): void;
  onPress(act: () => void): void;
  /** Pointed at or focused, and no more. */
  onPeek(act: (on: boolean) => void): void;
}

export function mapButton(className: string, label?: string): MapButton {
  const canvas = html("canvas", {"aria-hidden": "true", width: 1, height: 1});
  const node = html(
    "button",
    {type: "button", class: `pg-map ${className}`, "aria-pressed": "false", tabindex: -1},
    label && html("span", {class: "pg-feature-name"}, label),
    canvas,
  );
  return {
    node,
    canvas,
    move(x, y) {
      node.style.left = `${x}px`;
      node.style.top = `${y}px`;
    },
    press: (isPressed) => node.setAttribute("aria-pressed", String(isPressed)),
    name(text) {
      node.setAttribute("aria-label", text);
      node.title = text;
    },
    onPress: (act) => node.addEventListener("click", act),
    onPeek(act) {
      for (const event of ["pointerenter", "focus"]) node.addEventListener(event, () => act(true));
      for (const event of ["pointerleave", "blur"]) node.addEventListener(event, () => act(false));
    },
  };
}

export function featureButton(_name: string, text: string): MapButton {
  const button = mapButton("pg-feature", text);
  button.name(`Feature ${text}`);
  return button;
}

/**
 * One stop of the Tab key for all pictures of the network: arrows walk among them, up and down in a column, left and right
 * to the nearest of the next.
 */
export function roveOverMaps(board: HTMLElement, columns: () => HTMLElement[][]): void {
  const all = () => columns().flat();
  const stop = () => {
    const maps = all();
    const held = maps.find((map) => map.tabIndex === 0) ?? maps[0];
    for (const map of maps) map.tabIndex = map === held ? 0 : -1;
  };
  board.addEventListener("focusin", ({target}) => {
    if (!(target instanceof HTMLElement) || !target.classList.contains("pg-map")) return;
    for (const map of all()) map.tabIndex = map === target ? 0 : -1;
  });
  new MutationObserver(stop).observe(board, {childList: true});
  stop();
  board.addEventListener("keydown", (event) => {
    const steps: Record<string, readonly [number, number]> = {
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
    };
    const step = steps[event.key];
    const list = columns();
    const column = list.findIndex((maps) => maps.includes(event.target as HTMLElement));
    if (!step || column < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const from = list[column]!;
    const at = from.indexOf(event.target as HTMLElement);
    const [across, down] = step;
    const to = list[column + across];
    const next = across === 0 ? from[at + down] : to?.[Math.round(((at + 0.5) / from.length) * to.length - 0.5)];
    next?.focus();
  });
}
