export type Shape = "bag" | "box" | "cup" | "candle" | "book"

/** What a shape looks like on a field of 200 by 200; `ink` is its darkest colour. */
const SHAPES: Record<Shape, (ink: string, light: string) => string> = {
  bag: (ink, light) =>
    `<path d="M62 58h76l8 96H54z" fill="${ink}"/><path d="M62 58l8-16h60l8 16z" fill="${light}"/>` +
    `<circle cx="100" cy="108" r="18" fill="${light}"/>`,
  box: (ink, light) =>
    `<path d="M46 84h108v66H46z" fill="${ink}"/><path d="M46 84l14-28h80l14 28z" fill="${light}"/>` +
    `<path d="M92 84h16v66H92z" fill="${light}"/>`,
  cup: (ink, light) =>
    `<path d="M58 72h84l-12 62a16 16 0 0 1-16 12H86a16 16 0 0 1-16-12z" fill="${ink}"/>` +
    `<ellipse cx="100" cy="72" rx="42" ry="10" fill="${light}"/>`,
  candle: (ink, light) =>
    `<path d="M66 92h68v58H66z" fill="${ink}"/><ellipse cx="100" cy="92" rx="34" ry="8" fill="${light}"/>` +
    `<path d="M100 40c12 16 12 30 0 40c-12-10-12-24 0-40z" fill="#f5a524"/>`,
  book: (ink, light) =>
    `<path d="M58 48h78a6 6 0 0 1 6 6v98H64a6 6 0 0 1-6-6z" fill="${ink}"/>` +
    `<path d="M64 140h78v12H64a6 6 0 0 1 0-12z" fill="#fff"/><path d="M76 66h48v10H76z" fill="${light}"/>`,
}

/**
 * A product's picture as a data URI of an SVG.
 *
 * @param hue 0 to 360, where red is 0
 */
export function drawPicture({ shape, hue }: { shape: Shape; hue: number }): string {
  const drawing = SHAPES[shape](`hsl(${hue} 45% 38%)`, `hsl(${hue} 55% 72%)`)
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="400" height="400">` +
    `<rect width="200" height="200" fill="hsl(${hue} 60% 94%)"/>${drawing}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
