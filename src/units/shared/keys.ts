export type KeyAction = "next" | "previous" | "nextPhase" | "previousPhase" | "first" | "last" | "play";

/**
 * What a key means to the stepper, given where the focus is. A field in which one types keeps all its keys, a slider its
 * arrows, a group of choices its arrows, and whatever is pressed by Space keeps Space.
 */
export function keyAction(event: KeyboardEvent): KeyAction | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return undefined;
  const target = event.target instanceof HTMLElement || event.target instanceof SVGElement ? event.target : undefined;
  const field = target instanceof HTMLInputElement ? target.type : undefined;
  if (target instanceof HTMLElement && (target.isContentEditable || /^(textarea|select)$/i.test(target.tagName)))
    return undefined;
  if (field && !/^(checkbox|radio|range|button)$/.test(field)) return undefined;
  const phase = event.shiftKey;
  switch (event.key) {
    case "ArrowRight":
    case "ArrowLeft": {
      // Without Shift the step's own slider moves by itself, and other sliders and radio buttons are not ours.
      if (field === "radio" || (field === "range" && !(phase && isStepSlider(target)))) return undefined;
      return event.key === "ArrowRight" ? (phase ? "nextPhase" : "next") : phase ? "previousPhase" : "previous";
    }
    case "Home":
    case "End":
      if (field === "range" || phase) return undefined;
      return event.key === "Home" ? "first" : "last";
    case " ":
      if (phase || field === "checkbox" || field === "radio" || target?.closest("button, summary, a")) return undefined;
      return "play";
    default:
      return undefined;
  }
}

function isStepSlider(target: Element | undefined): boolean {
  return target?.classList.contains("transport-slider") ?? false;
}
