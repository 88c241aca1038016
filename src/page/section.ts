/** What stands from one heading of level 2 to the next. */
export interface Section {
  /** The heading's id. */
  id: string;
  /** The heading without markup. */
  title: string;
  /** Changes with the section's text and not with its heading: by it a section is found again under another name. */
  hash: string;
}
