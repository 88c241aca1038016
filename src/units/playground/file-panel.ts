import {LARGEST_FILE, networkFromJson} from "../../lab/playground/network-file.ts";
import type {SessionSpec} from "../../lab/playground/session.ts";
import {html} from "../shared/element.ts";
import {actionButton} from "./fields.ts";
import {fileButton, readTextFile} from "./file-button.ts";

export interface FileActions {
  /** The network as a text; undefined while there is none. */
  save(): string | undefined;
  load(spec: SessionSpec & {epochs: number}): void;
  say(sentence: string): void;
}

/** Saving and loading a network, and, where the address holds the state, copying the link. */
export function filePanel({save, load, say}: FileActions, hasLink: boolean) {
  const problem = html("p", {class: "unit-problem", role: "alert"});
  const saveFile = () => {
    const text = save();
    if (text === undefined) return;
    const url = URL.createObjectURL(new Blob([text], {type: "application/json"}));
    html("a", {href: url, download: "network.json"}).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    say("The network was saved as network.json.");
  };
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say("The link was copied. It holds the settings, not the weights.");
    } catch {
      say("The browser did not allow copying: the address bar holds the link.");
    }
  };
  const loadFile = async (file: File) => {
    problem.textContent = "";
    const read = await readTextFile(file, LARGEST_FILE);
    if ("problem" in read) {
      problem.textContent = read.problem;
      return;
    }
    try {
      const spec = networkFromJson(read.text);
      load(spec);
      say(`${file.name} was loaded, with the weights of its epoch ${spec.epochs}. Epochs are counted anew.`);
    } catch (error) {
      problem.textContent = `${file.name}: ${(error as Error).message} Nothing has been changed.`;
    }
  };
  return html(
    "div",
    {class: "unit-row pg-file-panel"},
    actionButton("Save the network", saveFile),
    fileButton("Load a network", ".json,application/json", loadFile),
    hasLink && actionButton("Copy the link", copyLink),
    problem,
  );
}
