export type Shape = "bag" | "box" | "cup" | "candle" | "book" | "pot"

/** The colours of one picture, from dark to light. */
interface Tones {
  ink: string
  body: string
  light: string
  pale: string
}

/** What a shape looks like on a field of 200 by 200; it stands on the line at 156. */
const SHAPES: Record<Shape, (tones: Tones) => string> = {
  bag: ({ ink, body, light, pale }) =>
    `<path d="M64 62h72l8 90a4 4 0 0 1-4 4H60a4 4 0 0 1-4-4z" fill="${body}"/>` +
    `<path d="M122 62h14l8 90a4 4 0 0 1-4 4h-18z" fill="${ink}" opacity=".35"/>` +
    `<path d="M62 44h76l-2 18H64z" fill="${ink}"/><path d="M62 44h76v6H62z" fill="${light}"/>` +
    `<rect x="74" y="84" width="50" height="52" rx="4" fill="${pale}"/>` +
    `<ellipse cx="99" cy="106" rx="11" ry="15" transform="rotate(28 99 106)" fill="${ink}"/>` +
    `<path d="M92 119c8-6 4-14 13-25" fill="none" stroke="${pale}" stroke-width="2.5"/>` +
    `<path d="M82 129h34" stroke="${body}" stroke-width="3"/>`,
  box: ({ ink, body, light, pale }) => {
    const dates = [
      [66, 96],
      [92, 90],
      [118, 94],
      [138, 102],
      [80, 106],
      [106, 106],
      [128, 112],
    ]
    const fruits = dates.map(
      ([x, y], index) =>
        `<g transform="translate(${x} ${y}) rotate(${index % 2 ? 24 : -18})"><ellipse rx="17" ry="10" fill="${index % 2 ? ink : body}"/>` +
        `<path d="M-9-4c6-4 12-4 17-1" fill="none" stroke="${light}" stroke-width="2" stroke-linecap="round"/></g>`
    )
    return (
      `<path d="M48 112l10-26h84l10 26z" fill="${pale}"/>${fruits.join("")}` +
      `<path d="M44 110h112l-7 46H51z" fill="${light}"/>` +
      `<path d="M44 110h112l-1 8H45z" fill="${body}" opacity=".5"/>` +
      `<path d="M100 124c-10 4-12 14-12 22 10-2 13-12 12-22zm0 0c10 4 12 14 12 22-10-2-13-12-12-22z" fill="${ink}"/>`
    )
  },
  cup: ({ ink, body, light, pale }) =>
    `<ellipse cx="100" cy="150" rx="58" ry="9" fill="${light}"/><ellipse cx="100" cy="147" rx="58" ry="8" fill="${pale}"/>` +
    `<path d="M62 76h76c0 34-12 68-26 70H88c-14-2-26-36-26-70z" fill="#fffdf8"/>` +
    `<path d="M118 76h20c0 34-12 68-26 70h-8c10-14 15-40 14-70z" fill="${light}" opacity=".45"/>` +
    `<path d="M63 92h74l-2 14H65z" fill="${body}"/>` +
    [72, 86, 100, 114, 128]
      .map((x) => `<path d="M${x - 5} 99l5-6 5 6-5 6z" fill="${pale}"/>`)
      .join("") +
    `<ellipse cx="100" cy="76" rx="38" ry="9" fill="#fffdf8"/><ellipse cx="100" cy="77" rx="32" ry="6.5" fill="${ink}"/>` +
    `<path d="M90 62c-6-8 6-12 0-22m20 22c-6-8 6-12 0-22" fill="none" stroke="${body}" stroke-width="3" stroke-linecap="round" opacity=".5"/>`,
  candle: ({ ink, body, light, pale }) =>
    `<circle cx="100" cy="62" r="34" fill="#f8c95c" opacity=".25"/><circle cx="100" cy="62" r="22" fill="#f8c95c" opacity=".35"/>` +
    `<path d="M100 38c13 16 13 32 0 40c-13-8-13-24 0-40z" fill="#f2a13a"/><path d="M100 56c6 8 6 16 0 21c-6-5-6-13 0-21z" fill="#fff3cf"/>` +
    `<path d="M100 76v12" stroke="${ink}" stroke-width="3"/>` +
    `<rect x="64" y="84" width="72" height="72" rx="8" fill="${body}"/><rect x="118" y="84" width="18" height="72" rx="8" fill="${ink}" opacity=".35"/>` +
    `<ellipse cx="100" cy="88" rx="34" ry="6" fill="${pale}"/>` +
    `<rect x="78" y="108" width="44" height="30" rx="3" fill="${pale}"/><path d="M86 118h28m-22 10h16" stroke="${ink}" stroke-width="3"/>` +
    `<path d="M70 94v52" stroke="${light}" stroke-width="3" opacity=".7" stroke-linecap="round"/>`,
  book: ({ ink, body, light, pale }) =>
    `<path d="M66 56h76v100H66z" fill="${pale}"/><path d="M68 150h76M68 146h76" stroke="${light}" stroke-width="1.5"/>` +
    `<rect x="56" y="44" width="82" height="106" rx="5" fill="${body}"/><path d="M56 49a5 5 0 0 1 5-5h9v106h-9a5 5 0 0 1-5-5z" fill="${ink}"/>` +
    `<path d="M124 44v106" stroke="${ink}" stroke-width="4"/>` +
    `<path d="M84 92c10-14 14 3 20-8s9-10 12 2" fill="none" stroke="${pale}" stroke-width="3" stroke-linecap="round"/><circle cx="106" cy="72" r="4.5" fill="${pale}"/>`,
  pot: ({ ink, body, light, pale }) =>
    `<path d="M74 84c-18-6-34-18-46-14 10 2 16 14 24 26s14 16 22 16z" fill="${body}"/>` +
    `<path d="M126 78c26-8 38 10 32 30-5 18-18 24-30 24" fill="none" stroke="${ink}" stroke-width="7" stroke-linecap="round"/>` +
    `<path d="M80 72h42c2 18 20 30 20 56 0 16-8 28-14 28H74c-6 0-14-12-14-28 0-26 18-38 20-56z" fill="${body}"/>` +
    `<path d="M112 72h10c2 18 20 30 20 56 0 16-8 28-14 28h-12c10-20 4-60-4-84z" fill="${ink}" opacity=".3"/>` +
    `<path d="M76 66h50v8H76z" fill="${light}"/><path d="M80 66c2-16 12-20 21-20s19 4 21 20z" fill="${ink}"/><path d="M97 46c0-10 2-14 4-18 2 4 4 8 4 18z" fill="${light}"/>` +
    `<path d="M64 118c24 8 50 8 74 0" fill="none" stroke="${pale}" stroke-width="3"/><path d="M70 130c20 6 42 6 62 0" fill="none" stroke="${light}" stroke-width="2"/>`,
}

/**
 * A product's picture as a data URI of an SVG.
 *
 * @param hue 0 to 360, where red is 0
 */
export function drawPicture({ shape, hue }: { shape: Shape; hue: number }): string {
  const drawing = SHAPES[shape]({
    ink: `hsl(${hue} 46% 26%)`,
    body: `hsl(${hue} 45% 42%)`,
    light: `hsl(${hue} 52% 70%)`,
    pale: `hsl(${hue} 60% 92%)`,
  })
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="400" height="400">` +
    `<rect width="200" height="200" fill="hsl(${hue} 48% 90%)"/>` +
    `<path d="M34 156V98a66 66 0 0 1 132 0v58z" fill="hsl(${hue} 56% 96%)"/>` +
    `<rect y="156" width="200" height="44" fill="hsl(${hue} 34% 82%)"/>` +
    `<ellipse cx="102" cy="158" rx="62" ry="6" fill="hsl(${hue} 30% 62%)" opacity=".55"/>${drawing}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
