import {CourseWork} from "./course-work.ts";
import type {Work, WorkStatus} from "./types.ts";

/** Work that is kept as long as the page stands, for tests. */
export function memoryWork(
  status: WorkStatus = {kind: "memory", why: "", todo: ""},
  now: () => number = () => Date.now(),
): Work {
  return new CourseWork("course", {memory: status, now});
}
