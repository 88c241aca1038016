/** Each class has a shape of its own: square, circle, triangle, diamond, cross. */
const SHAPES = [square, circle, triangle, diamond, cross] as const;

/** The same shapes as text. */
export const CLASS_SIGNS = ["■", "●", "▲", "◆", "✚"];

/** Adds the mark of a class to the context's path. */
export function markPath(context: CanvasRenderingContext2D, label: number, x: number, y: number, r: number): void {
  (SHAPES[label] ?? circle)(context, x, y, r);
}

function square(c: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  const side = 0.88 * r;
  c.rect(x - side, y - side, 2 * side, 2 * side);
}

function circle(c: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  c.moveTo(x + r, y);
  c.arc(x, y, r, 0, 2 * Math.PI);
}

function triangle(c: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  polygon(c, [x, y - 1.2 * r, x + 1.1 * r, y + 0.8 * r, x - 1.1 * r, y + 0.8 * r]);
}

function diamond(c: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  polygon(c, [x, y - 1.3 * r, x + 1.3 * r, y, x, y + 1.3 * r, x - 1.3 * r, y]);
}

function cross(c: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  const [a, b] = [1.2 * r, 0.42 * r];
  polygon(c, [
    ...[x - b, y - a, x + b, y - a, x + b, y - b, x + a, y - b, x + a, y + b, x + b, y + b],
    ...[x + b, y + a, x - b, y + a, x - b, y + b, x - a, y + b, x - a, y - b, x - b, y - b],
  ]);
}

function polygon(c: CanvasRenderingContext2D, corners: readonly number[]): void {
  c.moveTo(corners[0]!, corners[1]!);
  for (let i = 2; i < corners.length; i += 2) c.lineTo(corners[i]!, corners[i + 1]!);
  c.closePath();
}
