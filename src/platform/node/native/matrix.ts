// Products as ONNX models, and weights as they take them: spec/engines.md, "Products". Threads do the same, so the file imports
// no more than it needs: it is part of their program.

import { INT32, OnnxWriter, UINT8 } from './onnx.ts'

/** How weights are stored: as signed bytes, or as unsigned ones with 128 added where only that is exact. */
export type Variant = 's8' | 'u8'

/** The weights as a matrix of k rows; with two limbs the n columns of low bytes, then those of high bytes. */
export function columnsOf(weights: Int8Array | Int16Array, k: number, n: number, limbs: 1 | 2): Int8Array {
  const line = n * limbs
  const out = new Int8Array(k * line)
  // Four rows make a word of four columns: byte by byte, what is written lies too far apart for the caches.
  const fours = n % 4 === 0 ? n : 0
  const words = new Int32Array(out.buffer, 0, fours === 0 ? 0 : out.length / 4)
  for (let row = 0; row < fours; row += 4) {
    const [a, b, c, d] = [row * k, (row + 1) * k, (row + 2) * k, (row + 3) * k]
    let to = row / 4
    if (limbs === 1) {
      for (let i = 0; i < k; i++, to += line / 4)
        words[to] = word(weights[a + i]!, weights[b + i]!, weights[c + i]!, weights[d + i]!)
    } else {
      for (let i = 0; i < k; i++, to += line / 4) {
        const [p, q, r, s] = [weights[a + i]!, weights[b + i]!, weights[c + i]!, weights[d + i]!]
        words[to] = word(p, q, r, s)
        words[to + n / 4] = word(highOf(p), highOf(q), highOf(r), highOf(s))
      }
    }
  }
  for (let row = fours; row < n; row++) {
    for (let i = 0; i < k; i++) {
      const w = weights[row * k + i]!
      out[i * line + row] = w
      if (limbs === 2) out[i * line + n + row] = highOf(w)
    }
  }
  return out
}

const word = (a: number, b: number, c: number, d: number): number =>
  (a & 255) | ((b & 255) << 8) | ((c & 255) << 16) | (d << 24)

/** What is left of a weight beside its low byte, which has a sign: w = low + 256 * high. */
const highOf = (w: number): number => (w - ((w << 24) >> 24)) >> 8

/** x (m x k, bytes) times `columns` (k x n), in the form that is exact on this machine. */
export function productModel(columns: Int8Array, k: number, n: number, variant: Variant): Uint8Array {
  const w = new OnnxWriter()
  w.output(addProduct(w, w.input(UINT8, ['m', k]), columns, k, n, variant), INT32, ['m', n])
  return w.finish()
}

/** The node of a product, and its weights. */
export function addProduct(
  w: OnnxWriter,
  x: string,
  columns: Int8Array,
  k: number,
  n: number,
  variant: Variant,
): string {
  if (variant === 's8') return w.node('MatMulInteger', [x, w.constant(columns, [k, n])])
  const raised = new Uint8Array(columns.length)
  for (let i = 0; i < raised.length; i++) raised[i] = columns[i]! + 128
  return w.node('MatMulInteger', [
    x,
    w.constant(raised, [k, n]),
    w.constant(Uint8Array.of(0)),
    w.constant(Uint8Array.of(128)),
  ])
}
