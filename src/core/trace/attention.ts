// The parts of an attention beside its output, computed the slow way: spec/trace.md, "Tensors of a trace".

import { type AttentionOp, allocate, type IntTensor, scoreOf } from '../graph/index.ts'
import { scoresBefore, scoreWidth } from './layout.ts'

/** Scores of all rows from position 0 on, row t having t + 1 for each head. */
export function scoresOf(op: AttentionOp, q: IntTensor, k: IntTensor): Int8Array | Int16Array {
  const [heads, length] = q.shape as [number, number]
  const groups = k.shape[0]!
  const count = scoresBefore(heads, q.rows)
  const out = scoreWidth(op) === 8 ? new Int8Array(count) : new Int16Array(count)
  const { shift, lo, hi } = scoreOf(op)
  const rounding = shift === 0 ? 0 : 1 << (shift - 1)
  const [a, b] = [q.data, k.data]
  let at = 0
  for (let row = 0; row < q.rows; row++)
    for (let head = 0; head < heads; head++) {
      const group = Math.floor((head * groups) / heads)
      const query = (row * heads + head) * length
      for (let j = 0; j <= row; j++) {
        const key = (j * groups + group) * length
        // Sums with their rounding are below 2^30 (spec/graph.md): all of it in int32, as requantize has it in doubles.
        let acc = 0
        for (let i = 0; i < length; i++) acc = (acc + a[query + i]! * b[key + i]!) | 0
        const score = (acc + rounding) >> shift
        out[at++] = Math.min(hi, Math.max(lo, score))
      }
    }
  return out
}

/** The values with positions along the last axis: [G, E, T]. */
export function turnedOf(v: IntTensor): Int8Array | Int16Array {
  const { data, rows } = v
  const each = data.length / rows
  const out = allocate(v, rows).data
  for (let row = 0; row < rows; row++) for (let i = 0; i < each; i++) out[i * rows + row] = data[row * each + i]!
  return out
}
