import {MOST_UNITS} from "../../lab/playground/state.ts";
import {html} from "../shared/element.ts";

/** What stands above a hidden layer: how many units it has, one less, one more. */
export function columnHeader(column: number, change: (by: 1 | -1) => void) {
  const text = html("span", {class: "pg-column-count"});
  const button = (sign: string, name: string, by: 1 | -1) => {
    const element: HTMLButtonElement = html(
      "button",
      {
        type: "button",
        class: "pg-small-button",
        "aria-label": `${name} hidden layer ${column + 1}`,
        onclick: () => element.getAttribute("aria-disabled") !== "true" && change(by),
      },
      sign,
    );
    return element;
  };
  const less = button("−", "One unit less in", -1);
  const more = button("+", "One unit more in", 1);
  const node = html("div", {class: "pg-column-header"}, html("div", {}, less, more), text);
  return {
    node,
    /** @param units undefined where there is no such layer */
    show(units: number | undefined) {
      if (units === undefined) {
        node.remove();
        return;
      }
      text.textContent = units === 1 ? "1 unit" : `${units} units`;
      less.setAttribute("aria-disabled", String(units === 1));
      more.setAttribute("aria-disabled", String(units === MOST_UNITS));
    },
  };
}
