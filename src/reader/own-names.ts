import {fileAttachments} from "./builtins/file-attachment.ts";
import {valuesOf} from "./controls.ts";
import {isA} from "./inspect/summary.ts";
import type {LiveCell} from "./live-page.ts";

/** Names whose meaning belongs to one run of one cell, and which therefore are no variables of the runtime. */
export const ownNameList = ["display", "view", "FileAttachment"] as const;

export type OwnNames = Record<(typeof ownNameList)[number], unknown>;

/** @param show shows a value in the cell, unless the run is over */
export function ownNames(cell: LiveCell, show: (value: unknown) => void): OwnNames {
  const display = <T>(value: T): T => {
    show(value);
    return value;
  };
  return {
    display,
    view: (element: EventTarget) => {
      if (!isA(element, EventTarget)) {
        throw new TypeError(
          `view() takes an input, an element whose \`value\` changes, such as Inputs.range([0, 1]); this is ${kindOf(element)}.`,
        );
      }
      return valuesOf(display(element));
    },
    FileAttachment: fileAttachments(cell.fileUrls ?? {}),
  };
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === "object" ? "another object" : `a ${typeof value}`;
}
