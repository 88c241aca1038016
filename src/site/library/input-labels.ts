let count = 0;

/**
 * Names what Observable Inputs leaves without a name: the slider of a range (its label belongs to the number beside it),
 * a group of choices, the check boxes of a table, and any field for which the author gave no label.
 */
export function labelInput<T extends HTMLElement>(form: T): T {
  const label = form.querySelector<HTMLLabelElement>(":scope > label");
  for (const control of controlsOf(form)) {
    if (isNamed(control)) continue;
    if (label) control.setAttribute("aria-labelledby", idOf(label));
    else control.setAttribute("aria-label", control.getAttribute("placeholder") || nameOf(control));
  }
  if (label && !label.htmlFor && form.querySelector("input[type=radio], input[type=checkbox]")) {
    const choices = form.querySelector(":scope > div");
    choices?.setAttribute("role", "group");
    choices?.setAttribute("aria-labelledby", idOf(label));
  }
  return form;
}

/** Names a table's check boxes, which come as it is scrolled, and lets the keyboard sort it. */
export function labelTable<T extends HTMLElement>(form: T): T {
  const corner = form.querySelector("thead th:first-child:empty");
  corner?.replaceWith(document.createElement("td")); // It heads nothing.
  const update = () => {
    for (const box of form.querySelectorAll<HTMLInputElement>("input:not([aria-label])")) {
      box.setAttribute("aria-label", box.closest("thead") ? "all rows" : `row ${Number(box.value) + 1}`);
    }
    for (const head of form.querySelectorAll<HTMLElement>("thead th[title]:not([tabindex])")) makeSortable(head);
  };
  update();
  new MutationObserver(update).observe(form, {childList: true, subtree: true});
  return form;
}

function makeSortable(head: HTMLElement): void {
  head.tabIndex = 0;
  head.setAttribute("aria-sort", directionOf(head));
  head.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    head.click();
  });
  head.addEventListener("click", () => {
    for (const other of head.parentElement?.querySelectorAll<HTMLElement>("[aria-sort]") ?? []) {
      other.setAttribute("aria-sort", directionOf(other));
    }
  });
}

/** Inputs writes a triangle before the title of the column by which the table is sorted. */
function directionOf(head: HTMLElement): string {
  const mark = head.firstElementChild?.textContent;
  if (mark === "▾") return "descending";
  return mark === "▴" ? "ascending" : "none";
}

function controlsOf(form: HTMLElement): HTMLElement[] {
  const controls = "input:not([type=hidden]), select, textarea";
  return form.matches("form form *") ? [] : [...form.querySelectorAll<HTMLElement>(controls)];
}

function isNamed(control: HTMLElement): boolean {
  const {labels, id} = control as HTMLInputElement;
  if (control.hasAttribute("aria-label") || control.hasAttribute("aria-labelledby") || control.closest("label")) {
    return true;
  }
  // Outside of the document `labels` may be empty; the form knows its own.
  return (
    (labels?.length ?? 0) > 0 || (id !== "" && control.closest("form")?.querySelector(`label[for="${id}"]`) !== null)
  );
}

function nameOf(control: HTMLElement): string {
  const {type} = control as HTMLInputElement;
  return type === "range" || type === "number" ? "value" : type === "select-one" ? "choice" : type;
}

function idOf(label: HTMLElement): string {
  if (!label.id) label.id = `input-label-${++count}`;
  return label.id;
}
