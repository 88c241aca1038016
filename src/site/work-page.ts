import "./furniture.ts";
import {readSyllabus} from "../reader/progress/syllabus.ts";
import {openWork} from "../reader/work/open-work.ts";
import {openWorkPage} from "./browser/work-page.ts";

/** The page of the reader's own work. */
const root = document.getElementById("work");
if (root)
  await openWorkPage(root, readSyllabus(document), await openWork(document.documentElement.dataset.course ?? "course"));
