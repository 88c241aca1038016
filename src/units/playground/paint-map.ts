/** A canvas's context, or nothing where nothing can be painted. */
export function context2d(canvas: HTMLCanvasElement): CanvasRenderingContext2D | undefined {
  if (typeof CanvasRenderingContext2D === "undefined") return undefined;
  return canvas.getContext("2d") ?? undefined;
}

let pixels = new Uint32Array(0);
let image: ImageData | undefined;

/** Paints cells into a square canvas of as many pixels; `pixelOf` gives the colour of each. */
export function paintCells(canvas: HTMLCanvasElement, density: number, fill: (pixels: Uint32Array) => void): void {
  const context = context2d(canvas);
  if (!context) return;
  if (canvas.width !== density || canvas.height !== density) {
    canvas.width = density;
    canvas.height = density;
  }
  // One image for all canvases: what is put into a canvas is copied.
  if (image?.width !== density) {
    image = new ImageData(density, density);
    pixels = new Uint32Array(image.data.buffer);
  }
  fill(pixels);
  context.putImageData(image, 0, 0);
}

/** Paints levels in the colours of a table. */
export function paintLevels(canvas: HTMLCanvasElement, density: number, levels: Uint8Array, table: Uint32Array): void {
  paintCells(canvas, density, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = table[levels[i]!]!;
  });
}

/** Fits a canvas's pixels to its size on the screen, and returns its context with CSS pixels as the unit. */
export function fitCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | undefined {
  const context = context2d(canvas);
  if (!context) return undefined;
  const ratio = Math.min(3, globalThis.devicePixelRatio || 1);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
