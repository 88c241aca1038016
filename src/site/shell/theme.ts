import {html, type Markup, raw} from "./markup.ts";
import {toolIcon} from "./tool-icon.ts";

/** Where the reader's choice of theme is kept, in the browser's local storage. No value means "as the system has it". */
export const themeKey = "deep-learning-live/theme";

/**
 * Sets the theme before the first paint and tells the style sheet that scripts run. It is the only inline script of the
 * site and never changes, so that a content security policy can name its hash.
 */
export const themeScript = `(e=>{e.dataset.script="";try{const t=localStorage.getItem("${themeKey}");if(t==="light"||t==="dark")e.dataset.theme=t}catch{}})(document.documentElement)`;

const choices = [
  {
    value: "system",
    label: "Theme of the system",
    icon: `<path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor" stroke="none"/><circle cx="12" cy="12" r="8"/>`,
  },
  {
    value: "light",
    label: "Light theme",
    icon: `<circle cx="12" cy="12" r="4"/><path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4"/>`,
  },
  {value: "dark", label: "Dark theme", icon: `<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>`},
];

/** Three radio buttons; the style sheet hides them where no script runs, as the system's theme holds then. */
export function themeSwitch(): Markup {
  return html`<fieldset class="theme-switch">
<legend class="visually-hidden">Theme</legend>
${choices.map(
  ({value, label, icon}) => html`<label title="${label}"><input type="radio" name="theme" value="${value}"${
    value === "system" && raw(" checked")
  }>${toolIcon(icon)}<span class="visually-hidden">${label}</span></label>
`,
)}</fieldset>`;
}
