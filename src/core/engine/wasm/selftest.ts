// The test that lets relaxed products run: many shapes and the ends of both operands' ranges, every bit of every sum compared
// with plain integer arithmetic.

import type { Kernels } from './kernels.ts'
import { FixedRegion } from './memory.ts'
import { type PanelLayout, packedLength, packPanels, packRows, panelRowsOf } from './pack.ts'
import { biasOf, type Form, gemmWords, OFFSET, POSITIVE, tapMoves } from './steps/gemm.ts'

interface Shape {
  readonly positions: number
  readonly taps: number
  readonly run: number
  readonly rows: number
  /** Every operand at an end of its range. */
  readonly extreme: boolean
}

/** Shapes around the blocks of the kernels (positions by fours, rows by eights, steps by twos), and one beyond a chunk. */
function* shapes(): Generator<Shape> {
  const rows = [1, 7, 8, 9, 17]
  const runs = [1, 2, 3, 4, 5, 7, 8, 12, 16, 31, 33, 64]
  let i = 0
  for (const positions of [1, 2, 3, 4, 5, 6, 8, 9, 13]) {
    for (const taps of [1, 3]) {
      for (const extreme of [false, true]) {
        yield { positions, taps, run: runs[i % runs.length]!, rows: rows[i % rows.length]!, extreme }
        i++
      }
    }
  }
  yield { positions: 5, taps: 1, run: 2103, rows: 9, extreme: true }
  yield { positions: 4, taps: 1, run: 2100, rows: 8, extreme: false }
}

interface Trial {
  readonly kernel: Form['kernel']
  readonly parameters: number
  readonly y: number
  readonly expected: Int16Array
}

/** A test of these forms on the kernels' memory, which must be theirs alone. Gives whether `rounds` runs of it were all exact. */
export function selfTest(kernels: Kernels, forms: readonly Form[]): (rounds: number) => boolean {
  const trials: Trial[] = []
  const fixed = new FixedRegion(kernels.base)
  for (const shape of shapes()) for (const form of forms) trials.push(...trialsOf(shape, form, fixed))
  const missing = Math.ceil(fixed.end / 65_536) - kernels.memory.buffer.byteLength / 65_536
  if (missing > 0) kernels.memory.grow(missing)
  fixed.write(kernels.memory.buffer)
  const { buffer } = kernels.memory
  const isExact = ({ kernel, parameters, y, expected }: Trial): boolean => {
    const got = new Int16Array(buffer, y, expected.length)
    got.fill(0)
    kernels.run[kernel](parameters, 1)
    return expected.every((value, i) => value === got[i])
  }
  return rounds => {
    for (let round = 0; round < rounds; round++) if (!trials.every(isExact)) return false
    return true
  }
}

/** Two trials: the low and the high half of every sum, which clamps would hide. */
function trialsOf({ positions, taps, run, rows, extreme }: Shape, form: Form, fixed: FixedRegion): Trial[] {
  const layout: PanelLayout = { groups: 1, groupRows: rows, taps, run, depth: form.depth, offset: form.offset }
  const k = taps * run
  const next = numbers(positions * 1000 + k)
  const draw = (lo: number, hi: number) => (): number =>
    extreme ? (next() % 2 === 0 ? lo : hi) : lo + (next() % (hi - lo + 1))
  const x = Int16Array.from({ length: positions * k }, form === POSITIVE ? draw(0, 127) : draw(-128, 127))
  const weights = Int8Array.from({ length: rows * k }, form === OFFSET ? draw(-64, 63) : draw(-128, 127))
  const bias = Int32Array.from({ length: rows }, () => next() - 2 ** 30)
  const sums = new Int32Array(positions * rows)
  for (let i = 0; i < positions; i++) {
    for (let n = 0; n < rows; n++) {
      let sum = bias[n]!
      const [a, b] = [i * k, n * k]
      for (let j = 0; j < k; j++) sum = (sum + x[a + j]! * weights[b + j]!) | 0
      sums[i * rows + n] = sum
    }
  }
  const panelRows = panelRowsOf(layout)
  const places = {
    x: fixed.reserve(2 * x.length, (buffer, at) => new Int16Array(buffer, at, x.length).set(x)),
    weights: fixed.reserve(packedLength(layout), (buffer, at) =>
      packPanels(weights, layout, new Int8Array(buffer, at, packedLength(layout))),
    ),
    bias: fixed.reserve(4 * panelRows, (buffer, at) =>
      packRows(biasOf({ bias, weights }, form.flip), layout, new Int32Array(buffer, at, panelRows)),
    ),
    taps: fixed.words(
      tapMoves(
        Array.from({ length: taps }, (_, tap) => 2 * tap * run),
        layout,
      ),
    ),
  }
  return ([16, 0] as const).map((exponent): Trial => {
    const y = fixed.reserve(2 * sums.length)
    const scale = fixed.words(new Int32Array(panelRows).fill(2 ** exponent))
    const words = gemmWords(
      {
        ...{ ...places, scale, y, layout, flip: form.flip },
        ...{ strides: [0, 0, 2 * k] as const, height: 1, width: positions, outStride: 2 * rows, groupStride: 0 },
      },
      { shift: 16, lo: -32_768, hi: 32_767 },
    )
    // Half of 2^16 is not added: the word of the rounding term is the third from the end.
    words[words.length - 3] = 0
    const expected = Int16Array.from(sums, sum => (exponent === 16 ? sum : sum >> 16))
    return { kernel: form.kernel, parameters: fixed.words(words), y, expected }
  })
}

/** Numbers below 2^31, the same in every run. */
function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 1
  }
}
