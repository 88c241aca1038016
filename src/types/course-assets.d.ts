/** What the plugin makes of the whole course (src/vite/course-assets.ts): the URL of a JSON file. */
declare module "virtual:course/search" {
  const url: string;
  export default url;
}

declare module "virtual:course/glossary" {
  const url: string;
  export default url;
}
