// Where everything lies while units run one after another: as the wasm engine's plan, but over units instead of ops.

import { Holes, roundUp } from '../../../core/engine/wasm/memory.ts'

/** Up to the next line of the caches: where values that pass between programs begin. */
export const align = (bytes: number): number => Math.ceil(bytes / 64) * 64

/** What a unit needs of memory, for a number of rows. */
export interface Needs {
  /** Ids of tensors that it reads and that it leaves. */
  readonly reads: readonly number[]
  readonly writes: readonly number[]
  /** Bytes for itself while it runs. */
  scratch(rows: number): number
}

export interface Layout {
  /** Offset of every tensor, -1 where none lies in memory. */
  readonly offsets: readonly number[]
  /** Per unit, the offset of its scratch, or -1. */
  readonly scratch: readonly number[]
  readonly bytes: number
}

/** `owner[id]` is the tensor that id is another name of; `size` gives a tensor's bytes. */
export function layOut(
  units: readonly Needs[],
  owner: readonly number[],
  size: (id: number, rows: number) => number,
  rows: number,
): Layout {
  const lastUse = new Map<number, number>()
  units.forEach(({ reads, writes }, at) => {
    for (const id of [...reads, ...writes]) lastUse.set(owner[id]!, at)
  })
  const holes = new Holes()
  const offsets = new Array<number>(owner.length).fill(-1)
  const scratch = units.map(({ reads, writes, scratch: bytesFor }, at) => {
    for (const id of writes) offsets[id] = holes.take(roundUp(size(id, rows)))
    const bytes = roundUp(bytesFor(rows))
    let own = -1
    if (bytes > 0) {
      own = holes.take(bytes)
      holes.give(own, bytes)
    }
    for (const id of new Set([...reads, ...writes].map(id => owner[id]!)))
      if (lastUse.get(id) === at) holes.give(offsets[id]!, roundUp(size(id, rows)))
    return own
  })
  owner.forEach((to, id) => {
    offsets[id] = offsets[to]!
  })
  return { offsets, scratch, bytes: holes.end + 64 }
}
