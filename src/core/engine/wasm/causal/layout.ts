// Where keys and values of an attention lie: in pages of some positions, each with the panels of every attention of the graph, in
// the order in which assembly/attention.ts reads them. And what its threads need beside what products keep.

import type { Graph } from '../../../graph/index.ts'
import { roundUp } from '../memory.ts'

/** Most positions of a page, and fewest: two panels of keys. A power of two. */
const MOST_POSITIONS = 64
const LEAST_POSITIONS = 16
/** Queries that are taken together: TOGETHER of assembly/attention.ts. */
const TOGETHER = 16
/** Rows of a tile of work. */
export const TILE_ROWS = 16

/** Places of one attention's keys and values. */
export interface CachePlace {
  /** Offsets in a page, and bytes of one group. */
  readonly keys: number
  readonly values: number
  readonly keyBytes: number
  readonly valueBytes: number
  /** Values are int16, not int8. */
  readonly wide: boolean
}

export interface PageLayout {
  /** Positions of a page, and log2 of them. */
  readonly positions: number
  readonly bits: number
  /** Bytes of a page: 0 where a graph has no attention. */
  readonly bytes: number
  /** By id of an attention. */
  readonly places: ReadonlyMap<number, CachePlace>
  /** Most pages of a sequence. */
  readonly most: number
  /** Bytes that every thread needs. */
  readonly workspaceBytes: number
}

/** Bytes of a line of scores, and of one of exponentials; kernels may write a panel past the last. */
export const lineBytes = (context: number): number => 2 * Math.ceil(context / 8) * 8 + 32

/** Heads whose scores are taken together: a divisor of those that share keys. */
export function headsTogether(heads: number, groups: number): number {
  const shared = heads / groups
  let most = Math.min(shared, TOGETHER)
  while (shared % most !== 0) most--
  return most
}

export function pageLayout({ ops }: Graph, context: number): PageLayout {
  let positions = LEAST_POSITIONS
  while (positions < Math.min(context, MOST_POSITIONS)) positions *= 2
  const places = new Map<number, CachePlace>()
  let bytes = 0
  let workspaceBytes = 0
  const line = lineBytes(context)
  const reserve = (size: number): number => {
    const at = bytes
    bytes += roundUp(size)
    return at
  }
  ops.forEach((op, id) => {
    if (op.kind !== 'attention') return
    const [, k, v] = op.inputs.map(input => ops[input]!)
    const [groups, depth] = k!.shape as [number, number]
    const width = v!.shape[1]!
    const wide = v!.bits > 8
    const steps = Math.ceil(depth / 2)
    const panels = Math.ceil(width / 8)
    const keyBytes = (positions / 8) * steps * 32
    const valueBytes = panels * (positions / 2) * (wide ? 32 : 16)
    const keys = reserve(groups * keyBytes)
    const values = reserve(groups * valueBytes)
    places.set(id, { keys, values, keyBytes, valueBytes, wide })
    const own = TOGETHER * (4 * steps + 4 + 32 * panels + 2 * line)
    workspaceBytes = Math.max(workspaceBytes, roundUp(own))
  })
  const bits = Math.log2(positions)
  return { positions, bits, bytes, places, most: Math.ceil(context / positions), workspaceBytes }
}
