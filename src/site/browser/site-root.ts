/** The URL of the site's root folder, as the shell says it relative to the page: the site may lie anywhere. */
export function siteRoot(): URL {
  return new URL(document.documentElement.dataset.root ?? "./", document.baseURI);
}
