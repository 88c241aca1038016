import {formatPlace, type Problem} from "../../page/index.ts";

/** Shows, to who writes the course, what is wrong with the open page. For the dev server; a built page has no problems. */
export function showProblems(problems: readonly Problem[]): void {
  const old = document.querySelector(".problem-panel");
  if (problems.length === 0) {
    old?.remove();
    return;
  }
  const errors = problems.filter(({severity}) => severity === "error").length;
  const panel = document.createElement("aside");
  panel.className = "problem-panel";
  panel.ariaLabel = "Problems of this page";
  const details = document.createElement("details");
  // Errors speak up once; a panel that was folded since stays so.
  details.open = old ? old.querySelector("details")?.open === true : errors > 0;
  const summary = document.createElement("summary");
  summary.textContent = [count(errors, "error"), count(problems.length - errors, "warning")].filter(Boolean).join(", ");
  const list = document.createElement("ol");
  list.className = "problem-list";
  list.append(...problems.map(item));
  details.append(summary, list);
  panel.append(details);
  if (old) old.replaceWith(panel);
  else document.body.append(panel);
}

function item(problem: Problem): HTMLElement {
  const li = document.createElement("li");
  li.className = "problem";
  li.dataset.severity = problem.severity;
  const place = document.createElement("p");
  place.className = "problem-place";
  const severity = document.createElement("strong");
  severity.textContent = problem.severity;
  const where = document.createElement("code");
  where.textContent = formatPlace(problem);
  place.append(severity, where);
  const message = document.createElement("p");
  message.className = "problem-message";
  message.textContent = problem.message;
  li.append(place, message);
  if (problem.cell !== undefined && document.getElementById(`cell-${problem.cell}`)) {
    const link = document.createElement("a");
    link.href = `#cell-${encodeURIComponent(problem.cell)}`;
    link.textContent = `Go to cell ${problem.cell}`;
    li.append(link);
  }
  return li;
}

function count(n: number, what: string): string {
  if (n === 0) return "";
  return n === 1 ? `1 ${what}` : `${n} ${what}s`;
}
