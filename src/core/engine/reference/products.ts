// linear, conv, matmul in the reference interpreter: sums of products. spec/graph.md, "Operations".

import { elements, windowStart } from '../../graph/index.ts'
import type { Implementations } from './context.ts'

export const products: Implementations<'linear' | 'conv' | 'matmul'> = {
  // y[.., n] = requantize(2^exponent[n] * (bias[n] + sum over k of x[.., k] * w[n, k]))
  linear(op, out, { inputs, parameters, finish }) {
    const x = inputs[0]!
    const k = x.shape[x.shape.length - 1]!
    const n = op.shape[op.shape.length - 1]!
    const { bias, exponents, weights } = parameters!
    const vectors = x.data.length / k
    for (let vector = 0; vector < vectors; vector++) {
      for (let row = 0; row < n; row++) {
        let acc = bias[row]!
        for (let i = 0; i < k; i++) acc += x.data[vector * k + i]! * weights[row * k + i]!
        out.data[vector * n + row] = finish(acc * 2 ** exponents[row]!, op)
      }
    }
  },

  // As linear, over the taps of a window; taps outside the input are zero.
  conv(op, out, { rows, inputs, parameters, finish }) {
    const x = inputs[0]!
    const [height, width, channels] = x.shape as [number, number, number]
    const [outHeight, outWidth, outChannels] = op.shape as [number, number, number]
    const [kernelHeight, kernelWidth] = op.kernel
    const groupIn = channels / op.groups
    const groupOut = outChannels / op.groups
    const { bias, exponents, weights } = parameters!
    let at = 0
    for (let row = 0; row < rows; row++) {
      for (let oy = 0; oy < outHeight; oy++) {
        for (let ox = 0; ox < outWidth; ox++) {
          for (let o = 0; o < outChannels; o++) {
            const firstChannel = Math.floor(o / groupOut) * groupIn
            let acc = bias[o]!
            for (let ky = 0; ky < kernelHeight; ky++) {
              const y = windowStart(oy, op.stride[0], op.pads[0]) + ky * op.dilation[0]
              if (y < 0 || y >= height) continue
              for (let kx = 0; kx < kernelWidth; kx++) {
                const xx = windowStart(ox, op.stride[1], op.pads[1]) + kx * op.dilation[1]
                if (xx < 0 || xx >= width) continue
                for (let c = 0; c < groupIn; c++) {
                  const value = x.data[((row * height + y) * width + xx) * channels + firstChannel + c]!
                  acc += value * weights[((o * kernelHeight + ky) * kernelWidth + kx) * groupIn + c]!
                }
              }
            }
            out.data[at++] = finish(acc * 2 ** exponents[o]!, op)
          }
        }
      }
    }
  },

  matmul(op, out, { rows, inputs, finish }) {
    const [a, b] = inputs as [(typeof inputs)[0], (typeof inputs)[0]]
    const rank = op.shape.length
    const [m, n] = [op.shape[rank - 2]!, op.shape[rank - 1]!]
    const k = a.shape[rank - 1]!
    const leading = op.shape.slice(0, -2)
    const batches = elements(leading)
    let at = 0
    for (let row = 0; row < rows; row++) {
      for (let batch = 0; batch < batches; batch++) {
        const other = row * elements(b.shape.slice(0, -2)) + repeated(batch, leading, b.shape)
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let acc = 0
            for (let c = 0; c < k; c++)
              acc += a.data[((row * batches + batch) * m + i) * k + c]! * b.data[(other * n + j) * k + c]!
            out.data[at++] = finish(acc, op)
          }
        }
      }
    }
  },
}

/**
 * Position in a tensor of shape `x` that position `at` of `shape` reads, where axes of length 1 repeat. Only the axes of
 * `shape` count.
 */
export function repeated(at: number, shape: readonly number[], x: readonly number[]): number {
  let left = at
  let stride = 1
  let position = 0
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (x[axis] !== 1) position += (left % shape[axis]!) * stride
    stride *= x[axis]!
    left = Math.floor(left / shape[axis]!)
  }
  return position
}
