import {furnish} from "./browser/every-page.ts";
import {firstTouch} from "./browser/first-touch.ts";
import {reachScrollable} from "./browser/scrollable.ts";

/** The shell links this module where no other starts the page: index, glossary, problems. */
furnish();
reachScrollable(document.body, firstTouch());
