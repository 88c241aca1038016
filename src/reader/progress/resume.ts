import type {Section} from "../../page/index.ts";

/**
 * Offers to go on where the reader was. It lies over the page's lower edge, so that nothing moves, and stands in the header,
 * so that the keyboard meets it before the text. Returns a function that takes the offer back.
 */
export function offerToGoOn(section: Section): () => void {
  const box = document.createElement("div");
  box.className = "go-on";
  box.setAttribute("role", "region");
  box.ariaLabel = "Where you were";
  const text = document.createElement("p");
  text.append("You were at “", title(section), "”.");
  const link = document.createElement("a");
  link.className = "button";
  link.href = `#${encodeURIComponent(section.id)}`;
  link.textContent = "Go on there";
  const stay = document.createElement("button");
  stay.type = "button";
  stay.className = "go-on-stay";
  stay.textContent = "Stay here";
  const remove = () => box.remove();
  link.addEventListener("click", remove);
  stay.addEventListener("click", remove);
  box.append(text, link, stay);
  (document.querySelector(".site-header") ?? document.body).append(box);
  return remove;
}

function title({title}: Section): HTMLElement {
  const name = document.createElement("span");
  name.textContent = title;
  return name;
}

/** Whether the reader has come here by no link to a part or a state of the page, and the browser has no place to give back. */
export function mayOffer(): boolean {
  const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const shared = new URLSearchParams(location.search).has("share");
  return (
    location.hash === "" && !shared && (load === undefined || load.type === "navigate") && scrollY < innerHeight / 2
  );
}
