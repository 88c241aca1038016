// @vitest-environment jsdom
import {expect, it} from "vitest";
import {html} from "../../../src/units/shared/element.ts";
import {liveRegion} from "../../../src/units/shared/live-region.ts";
import {withPartials} from "../../../src/units/shared/partials.ts";

it("sets each ∂ apart for the eye and leaves the text as it is", () => {
  const node = html("p", {}, ...withPartials("∂f/∂z = 3"));
  expect(node.textContent).toBe("∂f/∂z = 3");
  expect([...node.querySelectorAll(".unit-partial")].map((each) => each.textContent)).toEqual(["∂", "∂"]);
  expect(withPartials("nothing leans")).toEqual(["nothing leans"]);
});

it("a live region says such a sentence, and says it again", () => {
  const region = liveRegion();
  region.say("∂f/∂z = 3.");
  expect(region.node.textContent).toBe("∂f/∂z = 3.");
  region.say("∂f/∂z = 3.");
  expect(region.node.textContent).toBe("∂f/∂z = 3.\u00a0");
});
