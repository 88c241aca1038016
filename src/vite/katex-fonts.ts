/** As much of PostCSS's declaration as is used here. */
interface Declaration {
  prop: string;
  value: string;
  parent?: {type: string; name?: string};
}

/**
 * A PostCSS plugin that keeps only the WOFF2 source of a font that has one. KaTeX offers each of its 20 fonts in three
 * formats, and every browser that can run this site reads WOFF2.
 */
export const woff2Only = {
  postcssPlugin: "woff2-only",
  Declaration(declaration: Declaration): void {
    const {parent} = declaration;
    if (declaration.prop !== "src" || parent?.type !== "atrule" || parent.name !== "font-face") return;
    const kept = keepWoff2(declaration.value);
    // Assigning marks the node as changed, and PostCSS would visit it again.
    if (kept !== declaration.value) declaration.value = kept;
  },
};

/** `src` of an @font-face rule without its other formats, or as it was if it has no WOFF2 or a local font. */
export function keepWoff2(src: string): string {
  const sources = src.split(/,(?=\s*(?:url|local)\()/).map((source) => source.trim());
  const woff2 = sources.filter((source) => /format\((["']?)woff2/.test(source) || /\.woff2["']?\)/.test(source));
  if (woff2.length === 0) return src;
  return sources.filter((source) => woff2.includes(source) || source.startsWith("local(")).join(", ");
}
