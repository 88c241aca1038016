export {buildCourse, createCourseServer} from "./api.ts";
export type {CourseOptions} from "./options.ts";
export {type CourseApi, course} from "./plugin.ts";
export {CourseError} from "./report.ts";
