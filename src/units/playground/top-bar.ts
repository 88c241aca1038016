import {html, svg} from "../shared/element.ts";
import {countText} from "../shared/number-text.ts";
import type {Actions, Moment} from "./moment.ts";

const ICONS = {
  reset: "M16 10a6 6 0 1 1-2-4.5M14.5 2v4h-4",
  play: "M6 4l10 6-10 6z",
  pause: "M5 4h3.5v12H5zM11.5 4H15v12h-3.5z",
  step: "M4 4l8 6-8 6zM14 4h2v12h-2z",
};

/** Reset, play, step, and how many epochs there were. */
export function topBar({play, pause, step, reset}: Actions) {
  const button = (name: string, keys: string, icon: keyof typeof ICONS, press: () => void) => {
    const path = svg("path", {d: ICONS[icon], class: icon === "reset" ? "transport-chevron" : null});
    const element = html(
      "button",
      {type: "button", class: "transport-button", "aria-label": name, title: `${name} (${keys})`, onclick: press},
      svg("svg", {viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true"}, path),
    );
    return {element, path};
  };
  let isPlaying = false;
  const resetButton = button("Reset", "Home", "reset", reset);
  const playButton = button("Play", "Space", "play", () => (isPlaying ? pause() : play()));
  playButton.element.classList.add("transport-main");
  const stepButton = button("One epoch", "→", "step", step);
  const epochs = html("output", {class: "pg-epochs"});
  const node = html(
    "div",
    {class: "pg-transport"},
    html(
      "div",
      {class: "transport-buttons", role: "group", "aria-label": "Training"},
      resetButton.element,
      playButton.element,
      stepButton.element,
    ),
    html("span", {class: "pg-field"}, html("span", {class: "pg-label"}, "Epoch"), epochs),
  );
  return {
    node,
    show(moment: Moment) {
      if (moment.isPlaying === isPlaying) return;
      isPlaying = moment.isPlaying;
      const name = isPlaying ? "Pause" : "Play";
      playButton.element.setAttribute("aria-label", name);
      playButton.element.title = `${name} (Space)`;
      playButton.path.setAttribute("d", isPlaying ? ICONS.pause : ICONS.play);
    },
    paint({snapshot}: Moment) {
      epochs.textContent = countText(snapshot?.epochs ?? 0);
    },
  };
}
