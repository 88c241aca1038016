import {openForPrint} from "./browser/print.ts";
import {reachScrollable} from "./browser/scrollable.ts";
import {followTheme} from "./browser/theme.ts";

/** What every page has. The shell links this module where no other starts the page: index, glossary, problems. */
followTheme();
openForPrint();
reachScrollable(document.body);
