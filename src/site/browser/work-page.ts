import type {Syllabus} from "../../reader/progress/syllabus.ts";
import type {Work} from "../../reader/work/types.ts";

export async function openWorkPage(_root: HTMLElement, _syllabus: Syllabus, _work: Work): Promise<void> {}
