import {parseTable} from "./csv.ts";

/** A file that stands beside a page, read only when asked. */
export interface FileAttachment {
  readonly name: string;
  url(): Promise<string>;
  text(): Promise<string>;
  json(): Promise<unknown>;
  csv(options?: {typed?: boolean}): Promise<Record<string, unknown>[]>;
  tsv(options?: {typed?: boolean}): Promise<Record<string, unknown>[]>;
  blob(): Promise<Blob>;
  arrayBuffer(): Promise<ArrayBuffer>;
  image(properties?: Partial<HTMLImageElement>): Promise<HTMLImageElement>;
}

/** `FileAttachment` of one cell. Throws if the cell names a file that was not found when the page was built. */
export function fileAttachments(urls: Record<string, string>): (name: string) => FileAttachment {
  return (name) => {
    const url = Object.hasOwn(urls, name) ? urls[name] : undefined;
    if (url === undefined) {
      const known = Object.keys(urls);
      throw new Error(
        `There is no file "${name}". FileAttachment takes the name of a file as a plain string, relative to the page${
          known.length > 0 ? `; this cell has ${known.map((n) => `"${n}"`).join(", ")}` : ""
        }.`,
      );
    }
    return attachment(name, url);
  };
}

function attachment(name: string, url: string): FileAttachment {
  const get = async () => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`The file "${name}" could not be read (${response.status}).`);
    return response;
  };
  const text = async () => (await get()).text();
  return {
    name,
    url: async () => url,
    text,
    json: async () => (await get()).json(),
    csv: async (options) => parseTable(await text(), ",", options?.typed),
    tsv: async (options) => parseTable(await text(), "\t", options?.typed),
    blob: async () => (await get()).blob(),
    arrayBuffer: async () => (await get()).arrayBuffer(),
    image: (properties) =>
      new Promise((resolve, reject) => {
        const image = Object.assign(new Image(), {alt: ""}, properties);
        image.onload = () => resolve(image);
        image.onerror = () => reject(new Error(`The picture "${name}" could not be read.`));
        image.src = url;
      }),
  };
}
