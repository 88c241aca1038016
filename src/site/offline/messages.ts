/** From the service worker to a page: which files does it run from? The answer comes through the port that is sent along. */
export interface Ask {
  type: "which-files";
}

export interface Answer {
  /** The URLs of the page's module and style sheet, whose names stand for all that they load. */
  files: string[];
}

/** From a page to a service worker that waits: the reader wants the new version. */
export interface UseNewVersion {
  type: "use-new-version";
}

export function isMessage(data: unknown, type: (Ask | UseNewVersion)["type"]): boolean {
  return typeof data === "object" && data !== null && (data as {type?: unknown}).type === type;
}
