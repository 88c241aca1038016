import type {OutputObserver} from "../../../reader/index.ts";
import {type Control, controlsIn} from "./control.ts";
import {readQuery, short} from "./link.ts";
import {tellShared} from "./told.ts";

/** The page's controls by the names that its cells give them, and what a link has said of them. */
export interface SharedPage {
  /** For the reader: called before a cell reads the name. */
  onOutput: OutputObserver;
  /** The names of the page that its address sets a control of. */
  asked: Set<string>;
  /** What differs from the page as its author wrote it. */
  changed(): Map<string, string>;
}

/**
 * Sets the controls that the page's address names, each when it first comes to be and before any cell reads it, and
 * remembers all controls for a link of the reader's own. A control that comes anew gets its value again, until the reader
 * has begun to use the page.
 * @param names those that the page's cells define: what else a link names is told at once
 */
export function sharePage(names: ReadonlySet<string>): SharedPage {
  const controls = new Map<string, {control: Control; usual: string; element: EventTarget}>();
  const asked = new URLSearchParams(location.search).has("share") ? readQuery(location.search) : undefined;
  let used = false;
  for (const type of ["pointerdown", "keydown"])
    addEventListener(type, () => (used = true), {once: true, capture: true});

  const told = new Map<string, string>();
  const set = new Set<string>();
  /** Names that had a value. */
  const come = new Set<string>();
  const tell = () => {
    if (asked) tellShared({set: set.size, problems: [...asked.problems, ...told.values()]});
  };
  for (const name of asked?.values.keys() ?? [])
    if (!names.has(ownerOf(name))) told.set(name, `${short(name)} is no name of this page.`);
  tell();

  return {
    asked: new Set([...(asked?.values.keys() ?? [])].map(ownerOf).filter((name) => names.has(name))),
    onOutput(name, element) {
      const found = element ? controlsIn(name, element) : new Map<string, Control>();
      for (const [key, control] of found) controls.set(key, {control, usual: control.read(), element: element!});
      if (!asked || (used && come.has(name))) return;
      come.add(name);
      for (const [key, text] of asked.values) {
        if (ownerOf(key) !== name) continue;
        const control = found.get(key);
        const problem = control ? control.write(text) : "it is no control that a link can set";
        if (problem) told.set(key, `${key}: ${problem}.`);
        else told.delete(key);
        if (control && control.read() !== controls.get(key)?.usual) set.add(key);
        tell();
      }
    },
    changed() {
      const values = new Map<string, string>();
      for (const [key, {control, usual, element}] of controls) {
        const now = control.read();
        if (now !== usual && (element as Node).isConnected) values.set(key, now);
      }
      return values;
    },
  };
}

/** The name of a cell's that a link's key begins with: no such name has a dot. */
function ownerOf(key: string): string {
  return key.split(".", 1)[0]!;
}
