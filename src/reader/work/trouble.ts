/** Why work cannot be kept on the device, and what the reader can do. */
export interface Trouble {
  why: string;
  todo: string;
}

/** The database is held by a page of an older version, or does not answer. */
export class NotOpenError extends Error {
  override name = "NotOpenError";
}

/** Says of a storage's error what it means for the reader. */
export function explainTrouble(error: unknown): Trouble {
  const {name = "Error", message = String(error)} = (error ?? {}) as Partial<Error>;
  const exported = "Export your work before you close this page.";
  switch (name) {
    case "QuotaExceededError":
      return {
        why: "this device has no more room for this site",
        todo: `Make room (other sites' data, files), then go on: what you do next is tried again. ${exported}`,
      };
    case "VersionError":
      return {
        why: "a newer version of this course is open in another tab",
        todo: "Export your work if you did anything since, and reload this page.",
      };
    case "NotOpenError":
      return {why: message, todo: `Close the other tabs of this course, or reload them. ${exported}`};
    case "SecurityError":
    case "InvalidStateError":
    case "NotSupportedError":
    case "TypeError":
    case "ReferenceError":
      return {
        why: "this browser lets the page keep nothing (a private window, or storage is switched off)",
        todo: exported,
      };
    default:
      return {why: `this browser's storage failed (${name}: ${message.replace(/\.$/, "")})`, todo: exported};
  }
}
