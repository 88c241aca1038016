import fc from "fast-check";
import {expect, it} from "vitest";
import {Versions} from "../../../src/reader/notebook/versions.ts";

const text = (markdown: string, runs = true) => ({markdown, runs});

it("goes back and forth, and forgets what was taken back when something new is made", () => {
  const versions = new Versions(text("a"));
  expect(versions.undo()).toBe(false);
  expect(versions.set(text("a"))).toBe(false);
  expect(versions.set(text("b"))).toBe(true);
  expect(versions.set(text("b", false))).toBe(true);
  versions.undo();
  versions.undo();
  expect([versions.now, versions.canUndo, versions.canRedo]).toEqual([text("a"), false, true]);
  versions.redo();
  expect(versions.now).toEqual(text("b"));
  versions.set(text("c"));
  expect([versions.canUndo, versions.canRedo, versions.redo()]).toEqual([true, false, false]);
});

it("comes back to where it was, however many steps, up to two hundred", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), {maxLength: 250}), fc.nat(250), (texts, back) => {
      const versions = new Versions(text("first"));
      const made = texts.filter((each) => versions.set(text(each))).length;
      const steps = Math.min(back, made, 200);
      const now = versions.now;
      let undone = 0;
      for (let i = 0; i < back; i++) if (versions.undo()) undone++;
      expect(undone).toBe(steps);
      for (let i = 0; i < undone; i++) versions.redo();
      expect(versions.now).toBe(now);
      expect(versions.canRedo).toBe(false);
    }),
  );
});
