// Scores of an attention on 128-bit vectors: what `scoresOf` of attention.ts gives, by the kernel of assembly/.

import { fromBase64 } from '../bytes/index.ts'
import { type AttentionOp, type IntTensor, scoreOf } from '../graph/index.ts'
import { KERNELS } from './generated/kernels.ts'
import { scoresBefore, scoreWidth } from './layout.ts'

interface Kernels {
  readonly base: WebAssembly.Global
  scores(
    ...numbers: [
      ...[query: number, keys: number, heads: number, groups: number, bytes: number, count: number],
      ...[shift: number, lo: number, hi: number, wide: boolean, out: number],
    ]
  ): void
}

const PAGE = 65_536
const MAX_PAGES = 65_536
/** Elements of a 128-bit vector. */
const LANES = 8
/** Positions that are read beyond the last one, and bytes that are written beyond the last one. */
const SPARE_KEYS = 3
const SPARE = 16

let compiled: WebAssembly.Module | undefined

/** Each `length` elements of `data` as int16, padded to `padded`, from `at` on. */
function spread(
  data: Int8Array | Int16Array,
  length: number,
  padded: number,
  target: Int16Array,
  [from, to]: readonly [number, number] = [0, data.length / length],
): void {
  for (let i = from; i < to; i++) target.set(data.subarray(i * length, (i + 1) * length), (i - from) * padded)
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
  compiled ??= new WebAssembly.Module(fromBase64(KERNELS) as Uint8Array<ArrayBuffer>)
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES })
  const { base, scores } = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Kernels
  const query = Math.ceil((base.value as number) / SPARE) * SPARE
  const keys = query + 2 * heads * padded
  const out = keys + 2 * (rows + SPARE_KEYS) * groups * padded
  const bytes = out + found.BYTES_PER_ELEMENT * heads * rows + SPARE
  memory.grow(Math.max(0, Math.ceil(bytes / PAGE) - 1))
  const view = new Int16Array(memory.buffer)
  spread(k.data, length, padded, view.subarray(keys / 2))
  const Row = wide ? Int16Array : Int8Array
  for (let row = 0; row < rows; row++) {
    spread(q.data, length, padded, view.subarray(query / 2), [row * heads, (row + 1) * heads])
    scores(query, keys, heads, groups, 2 * padded, row + 1, shift, lo, hi, wide, out)
    found.set(new Row(memory.buffer, out, heads * (row + 1)), scoresBefore(heads, row))
  }
  return found
}
