/** The site's pages as text: what surrounds the compiler's prose, and the pages that no Markdown file holds. Runs in Node. */
export {renderIndex} from "./shell/course-index.ts";
export {renderGlossary} from "./shell/glossary.ts";
export {renderPage} from "./shell/lesson.ts";
export {renderProblems} from "./shell/problems.ts";
export {themeScript} from "./shell/theme.ts";
export type {CourseView, GlossaryTerm, PageView} from "./shell/view.ts";
export {renderWork} from "./shell/work.ts";
