// From values that a step reads to the leaves that hold them: spec/trace.md, "Evidence".

import { LEAF_BYTES } from '../crypto/index.ts'
import { refuse } from '../errors/index.ts'

/** Neighbouring values, counted in values, or in bytes for weights. */
export interface Span {
  readonly at: number
  readonly count: number
}

/** Most bytes of leaves that one step opens: what fits a transaction. */
export const MAX_OPENED = 131_072

/** Leaves that spans of `bytes`-wide values touch, ascending, each once. Refuses spans outside [0, `count`) values. */
export function leavesOf(spans: readonly Span[], bytes: number, count: number): number[] {
  const touched = new Set<number>()
  for (const span of spans) {
    if (!(span.at >= 0 && span.count >= 0 && span.at + span.count <= count))
      refuse('step_refused', `values ${span.at} to ${span.at + span.count} of ${count}`)
    if (span.count === 0) continue
    const first = Math.floor((span.at * bytes) / LEAF_BYTES)
    const last = Math.floor(((span.at + span.count) * bytes - 1) / LEAF_BYTES)
    if (touched.size + (last - first + 1) > MAX_OPENED / LEAF_BYTES + 1)
      refuse('step_refused', 'the step opens too much')
    for (let leaf = first; leaf <= last; leaf++) touched.add(leaf)
  }
  return [...touched].sort((a, b) => a - b)
}

/** Values that were opened, by their place in the whole. */
export class Opened {
  private readonly leaves: ReadonlyMap<number, Uint8Array>
  private readonly bytes: number

  constructor(leaves: ReadonlyMap<number, Uint8Array>, bytes: number) {
    this.leaves = leaves
    this.bytes = bytes
  }

  /** The signed little-endian value of `bytes` bytes at byte `at`. Refused where it was not opened: types that do not fit each other lead there. */
  private read(at: number, bytes: number): number {
    let value = 0
    for (let i = 0; i < bytes; i++) {
      const byte = this.leaves.get(Math.floor((at + i) / LEAF_BYTES))?.[(at + i) % LEAF_BYTES]
      if (byte === undefined) return refuse('step_refused', `byte ${at + i} was not opened`)
      value += byte * 2 ** (8 * i)
    }
    return value >= 2 ** (8 * bytes - 1) ? value - 2 ** (8 * bytes) : value
  }

  /** Value number `index`. */
  at(index: number): number {
    return this.read(index * this.bytes, this.bytes)
  }

  /** Of weights: the value of 1, 2 or 4 bytes at byte `at`. */
  signed(at: number, bytes: 1 | 2 | 4): number {
    return this.read(at, bytes)
  }
}
