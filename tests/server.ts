import {createReadStream, statSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {extname, join, normalize} from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".csv": "text/csv; charset=utf-8",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

interface Served {
  url: string;
  /** The folder that is served; another one may take its place, as with a deployment. */
  folder: string;
  close(): void;
}

/** Serves a folder under a sub-path on a free port of this machine, as any static host would. */
export async function serve(from: string, base = "/", headers: Record<string, string> = {}): Promise<Served> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    let file = path.startsWith(base) ? join(served.folder, normalize(`/${path.slice(base.length)}`)) : "";
    if (file && path.endsWith("/")) file = join(file, "index.html");
    if (!file || !statSync(file, {throwIfNoEntry: false})?.isFile()) {
      response.writeHead(404, {"content-type": "text/plain"}).end(`No such file: ${path}`);
      return;
    }
    response.writeHead(200, {"content-type": types[extname(file)] ?? "application/octet-stream", ...headers});
    createReadStream(file).pipe(response);
  });
  const served: Served = {url: "", folder: from, close: () => server.close()};
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const {port} = server.address() as AddressInfo;
  served.url = `http://127.0.0.1:${port}${base}`;
  return served;
}
