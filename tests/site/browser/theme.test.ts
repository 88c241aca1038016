// @vitest-environment jsdom
import {beforeEach, expect, it, vi} from "vitest";
import {followTheme} from "../../../src/site/browser/theme.ts";
import {themeKey, themeSwitch} from "../../../src/site/shell/theme.ts";

const button = (value: string) => document.querySelector<HTMLInputElement>(`input[value="${value}"]`)!;
const theme = () => document.documentElement.dataset.theme;

beforeEach(() => {
  localStorage.clear();
  delete document.documentElement.dataset.theme;
  document.body.innerHTML = themeSwitch().markup;
});

it("has three named radio buttons in a named group", () => {
  expect(document.querySelector("fieldset > legend")?.textContent).toBe("Theme");
  const names = [...document.querySelectorAll("label")].map((label) => label.textContent?.trim());
  expect(names).toEqual(["Theme of the system", "Light theme", "Dark theme"]);
  expect(button("system").checked).toBe(true);
});

it("shows what was chosen before, and keeps what is chosen now", () => {
  document.documentElement.dataset.theme = "dark";
  followTheme();
  expect(button("dark").checked).toBe(true);
  button("light").click();
  expect(theme()).toBe("light");
  expect(localStorage.getItem(themeKey)).toBe("light");
  button("system").click();
  expect(theme()).toBeUndefined();
  expect(localStorage.getItem(themeKey)).toBeNull();
});

it("follows a choice made in another tab", () => {
  followTheme();
  dispatchEvent(new StorageEvent("storage", {key: themeKey, newValue: "dark"}));
  expect(theme()).toBe("dark");
  expect(button("dark").checked).toBe(true);
  dispatchEvent(new StorageEvent("storage", {key: "something else", newValue: "light"}));
  expect(theme()).toBe("dark");
  dispatchEvent(new StorageEvent("storage", {key: null}));
  expect(theme()).toBeUndefined();
});

it("holds for the page where storage is refused", () => {
  const refuse = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("refused", "SecurityError");
  });
  followTheme();
  button("dark").click();
  expect(theme()).toBe("dark");
  refuse.mockRestore();
});
