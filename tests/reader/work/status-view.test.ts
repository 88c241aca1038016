// @vitest-environment jsdom
import {afterEach, describe, expect, it, vi} from "vitest";
import {memoryWork} from "../../../src/reader/work/memory.ts";
import {showWorkStatus} from "../../../src/reader/work/status-view.ts";
import type {DamagedRecord, Work, WorkChange, WorkStatus} from "../../../src/reader/work/types.ts";

/** A work whose status and damage the test sets. */
function show(status: WorkStatus, damaged: DamagedRecord[] = []) {
  let now = status;
  const watchers: ((change: WorkChange) => void)[] = [];
  const work: Work = {
    ...memoryWork(),
    get status() {
      return now;
    },
    damaged: async () => damaged,
    get: (lesson, item) => kept.get(lesson, item),
    put: (record) => kept.put(record),
    watch: (callback) => {
      watchers.push(callback);
      return () => {};
    },
  };
  const kept = memoryWork();
  document.body.innerHTML = "<article><div></div></article>";
  const download = vi.fn(async () => {});
  showWorkStatus(work, document.querySelector("div")!, download);
  const box = document.querySelector<HTMLElement>(".work-status")!;
  return {
    box,
    kept,
    download,
    set(next: WorkStatus) {
      now = next;
      for (const watcher of watchers) watcher({status: next});
    },
    press: (name: string) => [...box.querySelectorAll("button")].find((each) => each.textContent === name)!.click(),
    buttons: () => [...box.querySelectorAll("button")].map((each) => each.textContent),
    text: () => box.querySelector('[role="status"]')!.textContent,
    isRaised: () => box.hasAttribute("data-raised"),
  };
}

const full = {kind: "memory", why: "there is no room", todo: "Make room."} as const;

afterEach(() => document.body.replaceChildren());

describe("what is said of the work", () => {
  it("is nothing until something is kept, and then the same words once", () => {
    const view = show({kind: "saved"});
    expect(view.text()).toBe("");
    view.set({kind: "saved", at: 1});
    expect(view.text()).toBe("Your work is saved on this device.");
    const node = view.box.querySelector("p")!.firstChild;
    view.set({kind: "saved", at: 2});
    expect(view.box.querySelector("p")!.firstChild).toBe(node);
    expect(view.isRaised()).toBe(false);
  });

  it("is at the foot while nothing is lost, and where the reader looks once something may be", () => {
    const view = show(full);
    expect([view.text(), view.isRaised(), view.buttons()]).toEqual([
      "What you do here cannot be saved: there is no room.",
      false,
      [],
    ]);
    view.set({...full, unsaved: 1});
    expect(view.text()).toBe("Not saved: there is no room. Make room.");
    expect([view.isRaised(), view.buttons()]).toEqual([true, ["Download your work", "Close"]]);
    view.press("Download your work");
    expect(view.download).toHaveBeenCalledOnce();
    view.press("Close");
    expect([view.isRaised(), view.buttons()]).toEqual([false, ["Download your work"]]);
    view.set({...full, unsaved: 2});
    expect(view.isRaised()).toBe(false);
    view.set({...full, why: "it is something else", unsaved: 2});
    expect(view.isRaised()).toBe(true);
    view.set({kind: "saved", at: 1});
    expect([view.isRaised(), view.buttons()]).toEqual([false, []]);
  });

  it("is what is damaged, on each page until the reader has closed it", async () => {
    const damaged = [
      {key: 1, raw: null, why: "", time: 10},
      {key: 2, raw: null, why: "", time: 20},
    ];
    const view = show({kind: "saved"}, damaged);
    await vi.waitFor(() =>
      expect(view.text()).toMatch(/^2 things that you did could not be read and were set aside\./),
    );
    expect(view.isRaised()).toBe(true);
    view.press("Close");
    await vi.waitFor(async () => expect((await view.kept.get("~", "~told of damage"))?.value).toBe(20));
    expect(view.isRaised()).toBe(false);
  });
});
