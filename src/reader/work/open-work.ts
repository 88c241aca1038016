import {CourseWork} from "./course-work.ts";
import type {Work} from "./types.ts";

/** The reader's work of a course, on this device where it can be kept there. Never rejects. */
export async function openWork(course: string): Promise<Work> {
  const work = new CourseWork(course);
  await work.connect();
  return work;
}
