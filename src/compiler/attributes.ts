/** One `name`, `name=value` or `name="a value"` of a fence's info string or a question's comment. */
export interface Attribute {
  name: string;
  /** Absent for a bare name. */
  value?: string;
  /** Where it starts in the text that was parsed. */
  start: number;
  end: number;
}

const ATTRIBUTE = /([^\s="']+)(?:=(?:"([^"]*)"|'([^']*)'|(\S*)))?|\S+/g;

/** Splits attributes. What is no attribute comes back as a name, so that it can be reported as an unknown one. */
export function parseAttributes(text: string): Attribute[] {
  return Array.from(text.matchAll(ATTRIBUTE), (match) => {
    const attribute: Attribute = {name: match[1] ?? match[0], start: match.index, end: match.index + match[0].length};
    const value = match[2] ?? match[3] ?? match[4];
    if (value !== undefined) attribute.value = value;
    return attribute;
  });
}
