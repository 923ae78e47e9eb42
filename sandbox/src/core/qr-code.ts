/** Data codewords and error correction of versions 1 to 6 at level M (ISO/IEC 18004, table 9). */
const VERSIONS = [
  { blocks: 1, dataPerBlock: 16, checkPerBlock: 10 },
  { blocks: 1, dataPerBlock: 28, checkPerBlock: 16 },
  { blocks: 1, dataPerBlock: 44, checkPerBlock: 26 },
  { blocks: 2, dataPerBlock: 32, checkPerBlock: 18 },
  { blocks: 2, dataPerBlock: 43, checkPerBlock: 24 },
  { blocks: 4, dataPerBlock: 27, checkPerBlock: 16 },
] as const

/** Format information for level M and mask 0: any mask is valid, so there is but one. */
const FORMAT_BITS = 0b101010000010010
const QUIET_ZONE = 4

/** A QR code as SVG, dark on light with its quiet zone. @throws Error beyond 106 bytes of text */
export function qrCodeSvg(text: string): string {
  const modules = qrCodeModules(text)
  const size = modules.length + 2 * QUIET_ZONE
  const path = modules
    .flatMap((row, y) =>
      row.map((dark, x) => (dark ? `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z` : ""))
    )
    .join("")
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 6}" ` +
    `height="${size * 6}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" ` +
    `fill="#fff"/><path d="${path}" fill="#000"/></svg>`
  )
}

/** The modules of a QR code (byte mode, level M), true for dark ones. */
export function qrCodeModules(text: string): boolean[][] {
  const bytes = [...Buffer.from(text, "utf8")]
  const index = VERSIONS.findIndex(
    ({ blocks, dataPerBlock }) => bytes.length + 2 <= blocks * dataPerBlock
  )
  const version = VERSIONS[index]
  if (!version) {
    throw new Error(`${bytes.length} bytes are too many for this QR code`)
  }
  const grid = new Grid(17 + 4 * (index + 1))
  grid.place(interleave(dataCodewords(bytes, version.blocks * version.dataPerBlock), version))
  return grid.modules()
}

/** Mode 0100, length, bytes, terminator, padding; all shifted by the four bits of the mode. */
function dataCodewords(bytes: number[], capacity: number): number[] {
  const nibbles = [4, bytes.length >> 4, bytes.length & 15]
  bytes.forEach((byte) => nibbles.push(byte >> 4, byte & 15))
  nibbles.push(0)
  const words = Array.from(
    { length: nibbles.length / 2 },
    (_, at) => ((nibbles[at * 2] ?? 0) << 4) | (nibbles[at * 2 + 1] ?? 0)
  )
  for (let pad = 0xec; words.length < capacity; pad ^= 0xec ^ 0x11) {
    words.push(pad)
  }
  return words
}

function interleave(words: number[], version: (typeof VERSIONS)[number]): number[] {
  const { blocks, dataPerBlock, checkPerBlock } = version
  const data = Array.from({ length: blocks }, (_, at) =>
    words.slice(at * dataPerBlock, (at + 1) * dataPerBlock)
  )
  const check = data.map((block) => remainder(block, generator(checkPerBlock)))
  return [...columns(data, dataPerBlock), ...columns(check, checkPerBlock)]
}

function columns(rows: number[][], width: number): number[] {
  return Array.from({ length: width }, (_, at) => rows.map((row) => row[at] ?? 0)).flat()
}

/** Multiplies in GF(256) with the polynomial 0x11d. */
function multiply(left: number, right: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    product ^= ((right >> bit) & 1) * left
  }
  return product
}

/** Coefficients after the leading one of the Reed-Solomon generator of this degree. */
function generator(degree: number): number[] {
  const coefficients = [...Array.from({ length: degree - 1 }, () => 0), 1]
  let root = 1
  for (let step = 0; step < degree; step += 1) {
    for (let at = 0; at < degree; at += 1) {
      coefficients[at] = multiply(coefficients[at] ?? 0, root) ^ (coefficients[at + 1] ?? 0)
    }
    root = multiply(root, 2)
  }
  return coefficients
}

function remainder(data: number[], divisor: number[]): number[] {
  const rest = divisor.map(() => 0)
  for (const word of data) {
    const factor = word ^ (rest.shift() ?? 0)
    rest.push(0)
    divisor.forEach((coefficient, at) => {
      rest[at] = (rest[at] ?? 0) ^ multiply(coefficient, factor)
    })
  }
  return rest
}

/** The square with its fixed patterns; data goes where they are not. */
class Grid {
  private readonly cells: (boolean | undefined)[][]

  constructor(private readonly size: number) {
    this.cells = Array.from({ length: size }, () => Array.from({ length: size }, () => undefined))
    this.finder(3, 3)
    this.finder(size - 4, 3)
    this.finder(3, size - 4)
    if (size > 21) {
      this.rings(size - 7, size - 7, 2, [0, 2])
    }
    for (let at = 8; at < size - 8; at += 1) {
      this.set(at, 6, at % 2 === 0)
      this.set(6, at, at % 2 === 0)
    }
    this.format()
  }

  modules(): boolean[][] {
    return this.cells.map((row) => row.map((cell) => cell === true))
  }

  /** In columns of two from the right, up and down in turn, with mask 0. */
  place(words: number[]): void {
    let bit = 0
    let upward = true
    for (let right = this.size - 1; right >= 1; right -= 2) {
      const pair = right <= 6 ? right - 1 : right
      for (let step = 0; step < this.size; step += 1) {
        const y = upward ? this.size - 1 - step : step
        for (const x of [pair, pair - 1]) {
          if (this.cells[y]?.[x] === undefined) {
            const dark = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
            this.set(x, y, dark !== ((x + y) % 2 === 0))
            bit += 1
          }
        }
      }
      upward = !upward
    }
  }

  private finder(x: number, y: number): void {
    this.rings(x, y, 4, [0, 1, 3])
  }

  private rings(x: number, y: number, reach: number, dark: number[]): void {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) {
        this.set(x + dx, y + dy, dark.includes(Math.max(Math.abs(dx), Math.abs(dy))))
      }
    }
  }

  private format(): void {
    for (let bit = 0; bit < 15; bit += 1) {
      const dark = ((FORMAT_BITS >> bit) & 1) === 1
      const skipping = bit < 6 ? bit : bit < 8 ? bit + 1 : this.size - 15 + bit
      this.set(8, skipping, dark)
      const across = bit < 8 ? this.size - 1 - bit : bit === 8 ? 7 : 14 - bit
      this.set(across, 8, dark)
    }
    this.set(8, this.size - 8, true)
  }

  private set(x: number, y: number, dark: boolean): void {
    const row = this.cells[y]
    if (row && x >= 0 && x < this.size) {
      row[x] = dark
    }
  }
}
