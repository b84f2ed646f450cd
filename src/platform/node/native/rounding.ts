// Does onnxruntime round as requantization does, halves up? Its products of bytes are scaled in float32 and rounded to the
// nearest, halves to even; scales one step above a power of two move halves, and only them. Tried for every shift at what lies
// nearest to halves, and far outside the clamp. spec/engines.md, "Segments".

import type { Runtime } from './binding.ts'
import { OnnxWriter, UINT8 } from './onnx.ts'

/** Shifts beyond this leave too little of float32 to tell a half from what lies just below it. */
export const MAX_SHIFT = 14

/** The scale of an accumulator that is shifted by `shift`. */
export const scaleOf = (shift: number): number => 2 ** -shift * (1 + 2 ** -23)

const VALUES = [0, 1, 2, 3, 7, 8, 31, 64, 100, 127, 128, 200, 253, 254, 255]
const BESIDE = [-2, -1, 0, 1, 2]
const OUTSIDE = [-(2 ** 30), -(2 ** 24) - 1, -1, 2 ** 24 + 1, 2 ** 30]
const DEPTH = 4

/** By QGemm and by QLinearConv, of one position and of several: one accumulator a channel, given by its bias. */
export function roundsExactly(runtime: Runtime): boolean {
  const shifts = Array.from({ length: MAX_SHIFT + 1 }, (_, shift) => shift)
  const cases = shifts.flatMap(shift => {
    const half = shift === 0 ? 0 : 2 ** (shift - 1)
    const near = VALUES.flatMap(value => BESIDE.map(beside => value * 2 ** shift + half + beside))
    return [...near, ...OUTSIDE].map(sum => ({ shift, sum }))
  })
  const n = cases.length
  const bias = Int32Array.from(cases, ({ sum }) => sum)
  const scales = Float32Array.from(cases, ({ shift }) => scaleOf(shift))
  const expected = Uint8Array.from(cases, ({ shift, sum }) =>
    Math.min(255, Math.max(0, Math.floor((sum + (shift === 0 ? 0 : 2 ** (shift - 1))) / 2 ** shift))),
  )
  const w = new OnnxWriter()
  const one = w.constant(Float32Array.of(1))
  const zero = w.constant(Uint8Array.of(0))
  const weights = new Int8Array(n * DEPTH)
  const common = {
    zeros: w.constant(new Int8Array(n), [n]),
    scales: w.constant(scales, [n]),
    bias: w.constant(bias, [n]),
  }
  const flat = w.input(UINT8, ['m', DEPTH])
  const image = w.input(UINT8, ['m', 1, 1, DEPTH])
  const columns = w.constant(weights, [DEPTH, n])
  const gemm = [flat, one, zero, columns, common.scales, common.zeros, common.bias, one, zero]
  const y = w.node('QGemm', gemm, {}, 'com.microsoft')
  w.output(y, UINT8, ['m', n])
  const kernels = w.constant(weights, [n, DEPTH, 1, 1])
  const conv = [image, one, zero, kernels, common.scales, common.zeros, one, zero, common.bias]
  const z = w.node('QLinearConv', conv, { kernel_shape: [1, 1], group: 1, channels_last: 1 }, 'com.microsoft')
  w.output(z, UINT8, ['m', 1, 1, n])
  const program = runtime.load(w.finish())
  try {
    return [1, 3].every(m => {
      const x = new Uint8Array(m * DEPTH).fill(9)
      const results = [new Uint8Array(m * n), new Uint8Array(m * n)] as const
      program.run(
        { [flat]: runtime.tensor('uint8', x, [m, DEPTH]), [image]: runtime.tensor('uint8', x, [m, 1, 1, DEPTH]) },
        { [y]: runtime.tensor('uint8', results[0], [m, n]), [z]: runtime.tensor('uint8', results[1], [m, 1, 1, n]) },
      )
      return results.every(got => got.every((byte, i) => byte === expected[i % n]))
    })
  } finally {
    program.release()
  }
}
