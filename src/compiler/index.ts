export {formatCitation, formatReference} from "./bibliography.ts";
export {checkCourse} from "./check-course.ts";
export {type CompileOptions, compilePage} from "./compile-page.ts";
export {type Compiled, compileCourse, compileReferences} from "./course-files.ts";
export {compileGlossary, type RenderedTerm, renderGlossary, renderMarkdown} from "./glossary.ts";
export {highlight} from "./highlight.ts";
export {plainText} from "./plain-text.ts";
export {shownOptions} from "./quiz-markup.ts";
export {sections} from "./sections.ts";
