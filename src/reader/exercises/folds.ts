import {button, element} from "./elements.ts";

/** Gives the hints one after the other: each is offered when the one before it was opened. */
export function stepHints(section: HTMLElement): void {
  const hints = [...section.querySelectorAll<HTMLDetailsElement>(":scope > details.hint")];
  const offer = () => {
    hints.forEach((hint, i) => {
      hint.dataset.held = String(i > 0 && !hints[i - 1]!.open && !hint.open && hint.dataset.held !== "false");
    });
  };
  for (const hint of hints) hint.addEventListener("toggle", offer);
  offer();
}

/** Asks once before the solution is shown to a reader who has not passed the check. */
export function guardSolution(section: HTMLElement, hasPassed: () => boolean): void {
  const solution = section.querySelector<HTMLDetailsElement>(":scope > details.solution");
  const summary = solution?.querySelector<HTMLElement>(":scope > summary");
  if (!solution || !summary || solution.dataset.guarded !== undefined) return;
  solution.dataset.guarded = "";
  let agreed = false;
  let question: HTMLElement | undefined;
  const close = () => {
    question?.remove();
    question = undefined;
  };
  summary.addEventListener("click", (event) => {
    if (solution.open || agreed || hasPassed()) return;
    event.preventDefault();
    if (question) return;
    question = element("div", "solution-question");
    question.setAttribute("role", "group");
    question.setAttribute("aria-label", "Show the solution?");
    const show = button("Show it", () => {
      agreed = true;
      solution.open = true;
      close();
      summary.focus();
    });
    const stay = button("Keep trying", () => {
      close();
      summary.focus();
    });
    question.append(element("p", "", "You have not passed the check yet. Show the solution all the same?"), show, stay);
    solution.after(question);
    stay.focus();
  });
}
