import type {Work, WorkStatus} from "./types.ts";

/**
 * Says at the page's foot whether the reader's work is kept, once there is some. What could not be kept is said where
 * the reader looks, until they close it; it stays at the foot.
 * @param prose the element of the page's text, behind which it stands
 * @param download gives the reader all work as a file: the only way out for what is in this page alone
 */
export function showWorkStatus(work: Work, prose: HTMLElement, download: () => Promise<void>): void {
  const box = document.createElement("div");
  box.className = "work-status";
  const text = box.appendChild(document.createElement("p"));
  text.setAttribute("role", "status");
  const save = button("Download your work", () => void download());
  const close = button("Close", () => {
    closed = text.textContent;
    if (damaged > 0) void work.put({...told, value: latest, hash: ""});
    show();
  });
  let closed: string | null = null;
  /** How much is damaged of which the reader has not been told, and when the last of it was found. */
  let damaged = 0;
  let latest = 0;
  (prose.closest("article") ?? prose).after(box);

  function show(): void {
    const {status} = work;
    const isUnsaved = status.kind === "memory" && (status.unsaved ?? 0) > 0;
    const said = [statusText(status), damagedText(damaged)].filter((each) => each !== "").join(" ");
    // A live region speaks when its text changes, so it changes only if there is something new to say.
    if (text.textContent !== said) text.textContent = said;
    box.dataset.kind = status.kind;
    box.toggleAttribute("data-raised", (isUnsaved || damaged > 0) && closed !== said);
    const buttons = [...(isUnsaved ? [save] : []), ...(box.hasAttribute("data-raised") ? [close] : [])];
    for (const each of [save, close]) if (!buttons.includes(each)) each.remove();
    box.append(...buttons.filter((each) => !each.isConnected));
  }

  /** Another page may have found it, and have been closed before anybody read what it said. */
  async function lookForDamage(): Promise<void> {
    const [found, before] = await Promise.all([work.damaged(), work.get(told.lesson, told.item)]);
    const since = typeof before?.value === "number" ? before.value : 0;
    const untold = found.filter(({time}) => time > since);
    damaged = untold.length;
    latest = Math.max(0, ...untold.map(({time}) => time));
    show();
  }

  work.watch((change) => {
    if ("damaged" in change) void lookForDamage();
    else if ("status" in change) show();
  });
  show();
  void lookForDamage();
}

/** The place of the site's own mark that holds up to which time the reader was told of what is damaged. */
const told = {lesson: "~", item: "~told of damage"};

function statusText(status: WorkStatus): string {
  if (status.kind === "saved") return status.at === undefined ? "" : "Your work is saved on this device.";
  if (!status.unsaved) return `What you do here cannot be saved: ${status.why}.`;
  return `Not saved: ${status.why}. ${status.todo}`;
}

function damagedText(count: number): string {
  if (count === 0) return "";
  const what =
    count === 1 ? "One thing that you did could not be read" : `${count} things that you did could not be read`;
  return `${what} and ${count === 1 ? "was" : "were"} set aside. “Your work” shows what is left, and an export holds it.`;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), {type: "button", textContent: label});
  made.addEventListener("click", act);
  return made;
}
