import "./furniture.ts";
import {readSyllabus} from "../reader/progress/syllabus.ts";
import {openWork} from "../reader/work/open-work.ts";
import {showProgress} from "./browser/course-progress.ts";

/** The course's front page: with how far its reader has come. */
showProgress(readSyllabus(document), await openWork(document.documentElement.dataset.course ?? "course"));
