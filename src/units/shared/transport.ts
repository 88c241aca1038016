import {html, svg} from "./element.ts";

/** First, previous, play, next, last, and a slider for the step. */
export interface Transport {
  node: HTMLElement;
  /** `count` is said beside the slider in place of “Step 3 of 12”, where a step means something else. */
  update(view: {step: number; steps: number; playing: boolean; sentence: string; count?: string}): void;
}

const ICONS = {
  first: "M5 4h2v12H5zM17 4v12l-9-6z",
  previous: "M12.5 4.5L7 10l5.5 5.5",
  play: "M6 4l10 6-10 6z",
  pause: "M5 4h3.5v12H5zM11.5 4H15v12h-3.5z",
  next: "M7.5 4.5L13 10l-5.5 5.5",
  last: "M13 4h2v12h-2zM3 4l9 6-9 6z",
};

export function transport(act: {
  goTo(step: number | "first" | "previous" | "next" | "last"): void;
  togglePlay(): void;
}): Transport {
  const button = (name: string, icon: keyof typeof ICONS, press: () => void, keys: string) => {
    const drawn = /previous|next/.test(icon) ? "transport-chevron" : null;
    const path = svg("path", {d: ICONS[icon], class: drawn});
    const element = html(
      "button",
      {
        type: "button",
        class: "transport-button",
        "aria-label": name,
        title: `${name} (${keys})`,
        onclick: () => {
          // Disabled in name only: a button that vanishes under the finger takes the focus with it.
          if (element.getAttribute("aria-disabled") !== "true") press();
        },
      },
      svg("svg", {viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true"}, path),
    );
    return {element, path};
  };
  const first = button("First step", "first", () => act.goTo("first"), "Home");
  const previous = button("Previous step", "previous", () => act.goTo("previous"), "←");
  const play = button("Play", "play", act.togglePlay, "Space");
  const next = button("Next step", "next", () => act.goTo("next"), "→");
  const last = button("Last step", "last", () => act.goTo("last"), "End");
  next.element.classList.add("transport-main");
  const slider = html("input", {
    type: "range",
    class: "transport-slider",
    min: 0,
    max: 1,
    step: 1,
    value: 0,
    "aria-label": "Step",
    oninput: () => act.goTo(slider.valueAsNumber),
  });
  const count = html("span", {class: "transport-count"});
  const node = html(
    "div",
    {class: "transport"},
    html(
      "div",
      {class: "transport-buttons", role: "group", "aria-label": "Steps"},
      first.element,
      previous.element,
      play.element,
      next.element,
      last.element,
    ),
    slider,
    count,
  );
  return {
    node,
    update({step, steps, playing, sentence, count: text = `Step ${step} of ${steps}`}) {
      slider.max = String(steps);
      slider.value = String(step);
      slider.setAttribute("aria-valuetext", sentence);
      count.textContent = text;
      disable(first.element, step === 0);
      disable(previous.element, step === 0);
      disable(next.element, step === steps);
      disable(last.element, step === steps);
      const name = playing ? "Pause" : "Play";
      if (play.element.getAttribute("aria-label") !== name) {
        play.element.setAttribute("aria-label", name);
        play.element.title = `${name} (Space)`;
        play.path.setAttribute("d", playing ? ICONS.pause : ICONS.play);
      }
    },
  };
}

function disable(button: HTMLElement, disabled: boolean): void {
  if ((button.getAttribute("aria-disabled") === "true") === disabled) return;
  if (disabled) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}
