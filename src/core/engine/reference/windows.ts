// maxPool and averagePool in the reference interpreter. spec/graph.md, "Windows" and "Operations".

import { countedTaps, type IntTensor, reciprocal, windowStart } from '../../graph/index.ts'
import type { Implementations, OpOf } from './context.ts'

export const windows: Implementations<'maxPool' | 'averagePool'> = {
  maxPool(op, out, { rows, inputs }) {
    pool(op, inputs[0]!, out, rows, (at, values) => {
      // Not Math.max(...values): a large window has more values than a call may have arguments.
      out.data[at] = values.reduce((most, value) => Math.max(most, value))
    })
  },

  averagePool(op, out, { rows, inputs, finish }) {
    const x = inputs[0]!
    pool(op, x, out, rows, (at, values, oy, ox) => {
      const counted = countedTaps(op, oy, 0, x.shape[0]!) * countedTaps(op, ox, 1, x.shape[1]!)
      const total = values.reduce((sum, value) => sum + value, 0)
      out.data[at] = finish(total * reciprocal(counted, op.reciprocalBits), op)
    })
  },
}

/** Calls `visit` for every output element with the values under its window, in order. */
function pool(
  op: OpOf<'maxPool'> | OpOf<'averagePool'>,
  x: IntTensor,
  out: IntTensor,
  rows: number,
  visit: (at: number, values: number[], oy: number, ox: number) => void,
): void {
  const [height, width, channels] = x.shape as [number, number, number]
  const [outHeight, outWidth] = out.shape as [number, number, number]
  let at = 0
  for (let row = 0; row < rows; row++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        for (let c = 0; c < channels; c++) {
          const values: number[] = []
          for (let ky = 0; ky < op.kernel[0]; ky++) {
            const y = windowStart(oy, op.stride[0], op.pads[0]) + ky * op.dilation[0]
            if (y < 0 || y >= height) continue
            for (let kx = 0; kx < op.kernel[1]; kx++) {
              const xx = windowStart(ox, op.stride[1], op.pads[1]) + kx * op.dilation[1]
              if (xx >= 0 && xx < width) values.push(x.data[((row * height + y) * width + xx) * channels + c]!)
            }
          }
          visit(at++, values, oy, ox)
        }
      }
    }
  }
}
