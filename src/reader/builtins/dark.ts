import {observe} from "./generators.ts";

/** Whether the page is dark, now and after each change of the reader's choice (`data-theme`) or of the system's. */
export function darkness(): Generator<Promise<boolean>, void> {
  return observe<boolean>((change) => {
    const system = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : undefined;
    const isDark = () => {
      const {theme} = document.documentElement.dataset;
      return theme === "dark" || (theme !== "light" && system?.matches === true);
    };
    let dark = isDark();
    change(dark);
    const check = () => {
      if (isDark() !== dark) change((dark = !dark));
    };
    const observer = new MutationObserver(check);
    observer.observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
    system?.addEventListener("change", check);
    return () => {
      observer.disconnect();
      system?.removeEventListener("change", check);
    };
  });
}
