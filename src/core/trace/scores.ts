// Scores of an attention on 128-bit vectors: what `scoresOf` of attention.ts gives, by the kernel of assembly/.

import { fromBase64 } from '../bytes/index.ts'
import { type AttentionOp, type IntTensor, scoreOf } from '../graph/index.ts'
import { KERNELS } from './generated/kernels.ts'
import { scoresBefore, scoreWidth } from './layout.ts'

interface Kernels {
  readonly memory: WebAssembly.Memory
  readonly base: WebAssembly.Global
  scores(
    ...numbers: [
      ...[queries: number, keys: number, heads: number, groups: number, bytes: number, positions: number],
      ...[first: number, rows: number, shift: number, lo: number, hi: number, wide: boolean, out: number],
    ]
  ): void
}

const PAGE = 65_536
const MAX_PAGES = 65_536
/** Elements of a 128-bit vector. */
const LANES = 8
/** Keys are taken in groups of so many. */
const KEYS = 4
/** Rows that go through the kernel together. */
const ROWS = 16

let started: Kernels | undefined

/** One instance for all: to start one takes longer than the scores of a short run. */
function kernels(): Kernels {
  if (started === undefined) {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES })
    const module = new WebAssembly.Module(fromBase64(KERNELS) as Uint8Array<ArrayBuffer>)
    const { exports } = new WebAssembly.Instance(module, { env: { memory } })
    started = { ...(exports as unknown as Omit<Kernels, 'memory'>), memory }
  }
  return started
}

/** Vectors of `length` elements that lie `stride` vectors apart, from `from` on, as int16 and padded to `padded`. */
function spread(
  data: Int8Array | Int16Array,
  length: number,
  padded: number,
  target: Int16Array,
  { from, stride, count }: { readonly from: number; readonly stride: number; readonly count: number },
): void {
  for (let i = 0; i < count; i++) {
    const at = (from + i * stride) * length
    target.set(data.subarray(at, at + length), i * padded)
  }
}

/** Scores of all rows from position 0 on, row t having t + 1 for each head. */
export function fastScoresOf(op: AttentionOp, q: IntTensor, k: IntTensor): Int8Array | Int16Array {
  const [heads, length] = q.shape as [number, number]
  const groups = k.shape[0]!
  const { rows } = q
  const wide = scoreWidth(op) === 16
  const count = scoresBefore(heads, rows)
  const found = wide ? new Int16Array(count) : new Int8Array(count)
  const { shift, lo, hi } = scoreOf(op)
  const padded = Math.ceil(length / LANES) * LANES
  const positions = Math.ceil(rows / KEYS) * KEYS
  const { memory, base, scores } = kernels()
  const queries = Math.ceil((base.value as number) / 16) * 16
  const keys = queries + 2 * ROWS * heads * padded
  const out = keys + 2 * groups * positions * padded
  const bytes = out + found.BYTES_PER_ELEMENT * ROWS * heads * rows
  const missing = bytes - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
  const view = new Int16Array(memory.buffer)
  // What lies behind a query is multiplied with what an earlier call left behind a key.
  view.fill(0, queries / 2, keys / 2)
  for (let group = 0; group < groups; group++)
    spread(k.data, length, padded, view.subarray(keys / 2 + group * positions * padded), {
      from: group,
      stride: groups,
      count: rows,
    })
  const Row = wide ? Int16Array : Int8Array
  for (let first = 0; first < rows; first += ROWS) {
    const some = Math.min(ROWS, rows - first)
    const from = first * heads
    spread(q.data, length, padded, view.subarray(queries / 2), { from, stride: 1, count: some * heads })
    scores(queries, keys, heads, groups, 2 * padded, positions, first, some, shift, lo, hi, wide, out)
    const before = scoresBefore(heads, first)
    found.set(new Row(memory.buffer, out, scoresBefore(heads, first + some) - before), before)
  }
  return found
}
