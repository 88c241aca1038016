import {themeKey} from "../shell/theme.ts";

type Choice = "system" | "light" | "dark";

/**
 * Wires the header's three buttons. The choice is kept in this browser and followed by other tabs; where storage is
 * refused, it holds for this page. Everything that draws by the theme watches `data-theme` of the root element.
 */
export function followTheme(): void {
  const buttons = document.querySelectorAll<HTMLInputElement>('.theme-switch input[name="theme"]');
  const show = (choice: Choice) => {
    if (choice === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
    for (const button of buttons) button.checked = button.value === choice;
  };
  for (const button of buttons)
    button.addEventListener("change", () => {
      const choice = toChoice(button.value);
      show(choice);
      keep(choice);
    });
  addEventListener("storage", ({key, newValue}) => {
    if (key === themeKey || key === null) show(toChoice(newValue));
  });
  show(toChoice(document.documentElement.dataset.theme));
}

function toChoice(value: string | null | undefined): Choice {
  return value === "light" || value === "dark" ? value : "system";
}

function keep(choice: Choice): void {
  try {
    if (choice === "system") localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, choice);
  } catch {
    // Storage is full or refused: the choice holds until the page is left.
  }
}
