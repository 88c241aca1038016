/**
 * The names that the reader itself gives to a cell, beside those of the site's library. Plain data, so that Node can
 * read it when it checks a page.
 */
export const builtinNames: readonly string[] = [
  "display",
  "view",
  "invalidation",
  "visibility",
  "Mutable",
  "Generators",
  "width",
  "dark",
  "FileAttachment",
];
