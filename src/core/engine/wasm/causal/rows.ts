// What kernels of an attention must know of the rows that run together: to which pages and places they belong, and tiles of them
// that share pages. Written before every run of rows, in words that were reserved when the model was loaded.

import type { FixedRegion } from '../memory.ts'
import { type PageLayout, TILE_ROWS } from './layout.ts'

/** Neighbouring rows of one sequence. */
export interface Span {
  /** Its first row among those that run together, how many there are, and the first one's position. */
  readonly row: number
  readonly rows: number
  readonly position: number
  /** Addresses of the sequence's pages. */
  readonly pages: readonly number[]
}

/** Where the words lie; every one of them is a number of int32. */
export interface CausalWords {
  readonly layout: PageLayout
  /** Per row: page, place in it. */
  readonly places: number
  /** Lists of pages, one for each span. */
  readonly lists: number
  /** Tiles of all rows, and of those that are asked for. */
  readonly early: number
  readonly late: number
  /** Where an attention finds its tiles. */
  tiles(id: number): number
}

/** Reserves words for so many rows together, and so many that are asked for. */
export function reserveWords(
  fixed: FixedRegion,
  layout: PageLayout,
  rows: number,
  lateRows: number,
  isEarly: (id: number) => boolean,
): CausalWords {
  const places = fixed.reserve(8 * rows)
  const lists = fixed.reserve(4 * rows * layout.most)
  const early = fixed.reserve(16 * (rows + 1))
  const late = fixed.reserve(16 * (lateRows + 1))
  return { layout, places, lists, early, late, tiles: id => (isEarly(id) ? early : late) }
}

/** Pages of spans and places of rows; gives where each span's list of pages lies. */
export function writeRows(buffer: ArrayBuffer, words: CausalWords, spans: readonly Span[]): number[] {
  const { layout, places, lists } = words
  const memory = new Int32Array(buffer)
  let list = lists / 4
  return spans.map(({ row, rows, position, pages }) => {
    const at = list
    if (layout.bytes === 0) return 4 * at
    const used = Math.ceil((position + rows) / layout.positions)
    for (let i = 0; i < used; i++) memory[list++] = pages[i]!
    for (let i = 0; i < rows; i++) {
      const to = places / 4 + 2 * (row + i)
      memory[to] = pages[(position + i) >> layout.bits]!
      memory[to + 1] = (position + i) & (layout.positions - 1)
    }
    return 4 * at
  })
}

/** Tiles of spans at `at`; `lists` has where the pages of each span lie. */
export function writeTiles(buffer: ArrayBuffer, at: number, spans: readonly Span[], lists: readonly number[]): void {
  const memory = new Int32Array(buffer)
  let count = 0
  spans.forEach(({ row, rows, position }, i) => {
    for (let first = 0; first < rows; first += TILE_ROWS) {
      const to = at / 4 + 4 * ++count
      memory[to] = row + first
      memory[to + 1] = Math.min(TILE_ROWS, rows - first)
      memory[to + 2] = position + first
      memory[to + 3] = lists[i]!
    }
  })
  memory[at / 4] = count
}
