import katex from "katex";

/** Marks for the colours of the look: `\val{x}`, `\grad{x}`, `\param{w}`, `\local{y}` wear what they mean. */
const MACROS: Record<string, string> = {
  "\\val": "\\htmlClass{m-value}{#1}",
  "\\grad": "\\htmlClass{m-gradient}{#1}",
  "\\param": "\\htmlClass{m-parameter}{#1}",
  "\\local": "\\htmlClass{m-local}{#1}",
};

export type RenderedMath =
  | {html: string}
  | {message: string /** Offset in the TeX, if KaTeX knows it. */; offset: number};

const cache = new Map<string, RenderedMath>();
const MOST_CACHED = 20_000;

/** TeX as HTML for the eye and MathML for the ear, or what KaTeX finds wrong. A formula is rendered once a process. */
export function renderMath(tex: string, display: boolean): RenderedMath {
  const key = `${display ? "D" : "I"}${tex}`;
  const known = cache.get(key);
  if (known) return known;
  const rendered = render(tex, display);
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(key, rendered);
  return rendered;
}

function render(tex: string, display: boolean): RenderedMath {
  try {
    return {
      html: katex.renderToString(tex, {
        displayMode: display,
        output: "htmlAndMathml",
        throwOnError: true,
        strict: "ignore",
        // A copy, for \gdef writes into it and would change the formulas that follow.
        macros: {...MACROS},
        maxSize: 50,
        trust: ({command}) => command === "\\htmlClass",
      }),
    };
  } catch (error) {
    const {rawMessage, position, message} = error as {rawMessage?: string; position?: number; message?: string};
    if (rawMessage === undefined)
      return {message: error instanceof RangeError ? "it is nested too deeply" : String(message), offset: 0};
    const offset = typeof position === "number" ? Math.min(Math.max(position, 0), tex.length) : tex.length;
    return {message: rawMessage.replace(/^Expected 'EOF', got (.*?)(?: at .*)?$/, "$1 does not belong here"), offset};
  }
}
