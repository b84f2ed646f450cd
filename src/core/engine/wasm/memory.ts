// Where everything lies in the engine's memory, decided before the first run: tensors that are not alive at the same time
// share bytes. Activations are int16 whatever their width, so that one set of kernels serves all.

import { elements, type Graph } from '../../graph/index.ts'

/** Vectors are 16 bytes; buffers start and end on them, since kernels store whole vectors. */
const VECTOR = 16
/** Kernels may read this far past the end of a buffer. */
const SLACK = 64

export const roundUp = (bytes: number): number => Math.ceil(bytes / VECTOR) * VECTOR

/** Bytes of one row of a tensor in the engine's memory. */
export const rowBytes = (shape: readonly number[]): number => 2 * elements(shape)

/** Per op, the op whose bytes its output is: outputs and reshapes only name a tensor. */
export function ownersOf(graph: Graph): number[] {
  const owner: number[] = []
  graph.ops.forEach((op, id) => {
    owner.push(op.kind === 'output' || op.kind === 'reshape' ? owner[op.inputs[0]!]! : id)
  })
  return owner
}

export interface ArenaPlan {
  /** Per op, the offset of its output; ops that only rename (output, reshape) share their input's. */
  readonly offsets: readonly number[]
  /** Per op, the offset of its scratch buffer, or -1. */
  readonly scratch: readonly number[]
  readonly bytes: number
}

/** How a layout is other than for all ops in graph order with the same rows. */
export interface ArenaOrder {
  /** Ids in the order in which they run. */
  readonly order: readonly number[]
  /** Ids of ops whose output stays to the end. */
  readonly lasting: readonly number[]
  rowsOf(id: number): number
}

/**
 * Lays out the outputs of `graph` for chunks of `rows` rows. `scratchBytes` says what an op needs for itself while it runs.
 * Walks the ops in the order in which they run, giving each buffer the smallest hole that fits and closing it after its last use.
 */
export function planArena(
  graph: Graph,
  rows: number,
  scratchBytes: (id: number, rows: number) => number,
  { order, lasting, rowsOf }: ArenaOrder = { order: graph.ops.map((_, id) => id), lasting: [], rowsOf: () => rows },
): ArenaPlan {
  const owner = ownersOf(graph)
  const lastUse = graph.ops.map((_, id) => id)
  for (const id of order) for (const input of [...graph.ops[id]!.inputs, id]) lastUse[owner[input]!] = id
  for (const id of lasting) lastUse[id] = order.at(-1)!
  const closing: number[][] = graph.ops.map(() => [])
  lastUse.forEach((last, id) => {
    if (owner[id] === id) closing[last]!.push(id)
  })

  const holes = new Holes()
  const offsets = new Array<number>(graph.ops.length).fill(-1)
  const scratch = new Array<number>(graph.ops.length).fill(-1)
  const size = (id: number): number => roundUp(rowBytes(graph.ops[id]!.shape) * rowsOf(id))
  for (const id of order) {
    if (owner[id] === id) offsets[id] = holes.take(size(id))
    else offsets[id] = offsets[owner[id]!]!
    const own = roundUp(scratchBytes(id, rowsOf(id)))
    if (own > 0) {
      scratch[id] = holes.take(own)
      holes.give(scratch[id]!, own)
    }
    for (const done of closing[id]!) holes.give(offsets[done]!, size(done))
  }
  return { offsets, scratch, bytes: holes.end + SLACK }
}

/** Free ranges below a growing end, in ascending order, no two of them touching. */
export class Holes {
  private readonly free: { start: number; end: number }[] = []
  end = 0

  take(bytes: number): number {
    let best = -1
    for (let i = 0; i < this.free.length; i++) {
      const length = this.free[i]!.end - this.free[i]!.start
      if (length >= bytes && (best < 0 || length < this.free[best]!.end - this.free[best]!.start)) best = i
    }
    if (best >= 0) {
      const hole = this.free[best]!
      const start = hole.start
      hole.start += bytes
      if (hole.start === hole.end) this.free.splice(best, 1)
      return start
    }
    const last = this.free[this.free.length - 1]
    if (last !== undefined && last.end === this.end) {
      this.free.pop()
      this.end = last.start + bytes
      return last.start
    }
    const start = this.end
    this.end += bytes
    return start
  }

  give(start: number, bytes: number): void {
    let at = this.free.findIndex(hole => hole.start > start)
    if (at < 0) at = this.free.length
    const end = start + bytes
    const before = this.free[at - 1]
    const after = this.free[at]
    const joinsBefore = before !== undefined && before.end === start
    const joinsAfter = after !== undefined && after.start === end
    if (joinsBefore && joinsAfter) {
      before.end = after.end
      this.free.splice(at, 1)
    } else if (joinsBefore) before.end = end
    else if (joinsAfter) after.start = start
    else this.free.splice(at, 0, { start, end })
  }
}

/**
 * What stays for the life of a session: weights, tables, parameters. First everything is reserved, so that the size is known
 * and can be refused; then memory is grown and what was reserved is written.
 */
export class FixedRegion {
  private at: number
  private readonly writers: ((buffer: ArrayBuffer) => void)[] = []

  constructor(base: number) {
    this.at = roundUp(base)
  }

  /** End of what has been reserved, in bytes of memory. */
  get end(): number {
    return this.at + SLACK
  }

  reserve(bytes: number, write?: (buffer: ArrayBuffer, at: number) => void): number {
    const at = this.at
    this.at += roundUp(bytes)
    if (write !== undefined) this.writers.push(buffer => write(buffer, at))
    return at
  }

  words(values: ArrayLike<number>): number {
    return this.reserve(4 * values.length, (buffer, at) => new Int32Array(buffer, at, values.length).set(values))
  }

  write(buffer: ArrayBuffer): void {
    for (const write of this.writers) write(buffer)
    this.writers.length = 0
  }
}
