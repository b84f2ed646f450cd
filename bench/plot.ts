// A line chart with logarithmic axes as SVG: how cost grows. No library, no clock; the same points give the same bytes.

export interface Series {
  readonly label: string
  /** Points by x, both positive. */
  readonly points: readonly (readonly [number, number])[]
}

export interface Plot {
  readonly title: string
  readonly x: string
  readonly y: string
  readonly series: readonly Series[]
}

const COLOURS = ['#1f6feb', '#d1242f', '#1a7f37', '#9a6700', '#8250df', '#57606a']
const [WIDTH, HEIGHT] = [720, 440]
const BOX = { left: 70, right: 190, top: 40, bottom: 50 }

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const short = (value: number): string => String(Number(value.toPrecision(3)))

/** From the largest 1, 2 or 5 times a power of ten below to the smallest above, and all such between. */
function ticks(low: number, high: number): number[] {
  const all: number[] = []
  for (let decade = Math.floor(Math.log10(low)); decade <= Math.ceil(Math.log10(high)); decade++)
    for (const step of [1, 2, 5]) all.push(Number((step * 10 ** decade).toPrecision(3)))
  const from = all.findLastIndex(value => value <= low)
  const to = all.findIndex(value => value >= high)
  return all.slice(Math.max(0, from), to < 0 ? undefined : to + 1)
}

export function svgOf({ title, x, y, series }: Plot): string {
  const points = series.flatMap(entry => entry.points)
  const xs = [...new Set(points.map(point => point[0]))].sort((a, b) => a - b)
  const yTicks = ticks(Math.min(...points.map(point => point[1])), Math.max(...points.map(point => point[1])))
  const scale = (value: number, low: number, high: number, from: number, to: number): number =>
    Number((from + (Math.log(value / low) / Math.log(high / low || Math.E)) * (to - from)).toFixed(1))
  const right = WIDTH - BOX.right
  const bottom = HEIGHT - BOX.bottom
  const atX = (value: number): number => scale(value, xs[0]!, xs[xs.length - 1]!, BOX.left, right)
  const atY = (value: number): number => scale(value, yTicks[0]!, yTicks[yTicks.length - 1]!, bottom, BOX.top)
  const text = (px: number, py: number, content: string, more = ''): string =>
    `<text x="${px}" y="${py}" ${more}>${escaped(content)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(BOX.left, 22, title, 'font-size="15"'),
    ...yTicks.flatMap(tick => [
      `<line x1="${BOX.left}" x2="${right}" y1="${atY(tick)}" y2="${atY(tick)}" stroke="#d8dee4"/>`,
      text(BOX.left - 8, atY(tick) + 4, short(tick), 'text-anchor="end"'),
    ]),
    ...xs.flatMap(tick => [
      `<line x1="${atX(tick)}" x2="${atX(tick)}" y1="${BOX.top}" y2="${bottom}" stroke="#eef1f4"/>`,
      text(atX(tick), bottom + 18, short(tick), 'text-anchor="middle"'),
    ]),
    text((BOX.left + right) / 2, HEIGHT - 12, x, 'text-anchor="middle"'),
    text(16, (BOX.top + bottom) / 2, y, `text-anchor="middle" transform="rotate(-90 16 ${(BOX.top + bottom) / 2})"`),
    ...series.flatMap(({ label, points: own }, i) => {
      const colour = COLOURS[i % COLOURS.length]!
      const line = own.map(([px, py]) => `${atX(px)},${atY(py)}`).join(' ')
      const key = BOX.top + 10 + 20 * i
      return [
        `<polyline points="${line}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        ...own.map(([px, py]) => `<circle cx="${atX(px)}" cy="${atY(py)}" r="3" fill="${colour}"/>`),
        `<line x1="${right + 14}" x2="${right + 34}" y1="${key}" y2="${key}" stroke="${colour}" stroke-width="2"/>`,
        text(right + 40, key + 4, label),
      ]
    }),
    '</svg>',
    '',
  ].join('\n')
}
