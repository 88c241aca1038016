import {html} from "../../../units/shared/element.ts";

/** Asks before work is cleared away, and offers to take it along first. Resolves to whether to go on. */
export function confirmReset({title, text, save}: {title: string; text: string; save: () => void}): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = html(
      "dialog",
      {class: "work-dialog", "aria-labelledby": "work-dialog-title", "aria-describedby": "work-dialog-text"},
      html(
        "form",
        {method: "dialog"},
        html("h2", {id: "work-dialog-title"}, title),
        html("p", {id: "work-dialog-text"}, text),
        html(
          "p",
          {class: "work-buttons"},
          html("button", {class: "work-button", value: "cancel", autofocus: true}, "Cancel"),
          html("button", {class: "work-button", type: "button", onclick: save}, "Export everything first"),
          html("button", {class: "work-button work-danger", value: "reset"}, "Reset"),
        ),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "reset");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
