import {html} from "../shared/element.ts";

/** One switch of the unit. */
export interface Toggle {
  label: string;
  checked: boolean;
  /** What is different while it is on. */
  note?: string;
  change(checked: boolean): void;
}

export function toggleRow(toggles: readonly Toggle[]): HTMLElement | undefined {
  if (toggles.length === 0) return undefined;
  return html("div", {class: "circuit-toggles", role: "group", "aria-label": "Options"}, ...toggles.map(toggleField));
}

function toggleField({label, checked, note, change}: Toggle): HTMLElement {
  const box = html("input", {
    type: "checkbox",
    checked,
    onchange: () => {
      change(box.checked);
      remark.hidden = !box.checked;
    },
  });
  const remark = html("span", {class: "unit-note", hidden: !checked || !note}, note ?? "");
  if (!note) return html("div", {class: "circuit-toggle"}, html("label", {}, box, label));
  box.addEventListener("change", () => {
    remark.hidden = !box.checked;
  });
  return html("div", {class: "circuit-toggle"}, html("label", {}, box, label), remark);
}
