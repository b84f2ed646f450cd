// One advised op against a challenge: Acc u = X (W u) in the field, for every position of every row (Freivalds). The weights are met once
// for each vector, whatever the number of rows. spec/audit.md, "Check".

import { type ConvOp, elements, type LinearOp, type RowParameters, windowStart } from '../graph/index.ts'
import { combineLines, dotNarrow, dotWide, P, residue } from './field.ts'

export interface OpCheck {
  /** Whether accumulators of whole rows belong to the values that the op reads in these rows. */
  holds(x: Int8Array | Int16Array, accumulators: Int32Array, rows: number): boolean
}

/** What one vector leaves of an op: u itself, 2^e b u, and W u. */
interface Side {
  readonly u: Float64Array
  readonly bias: number
  /** linear: [K]; conv: [kernel height, kernel width, channels]. */
  readonly folded: Float64Array
}

function sideOf(op: LinearOp | ConvOp, { bias, exponents, weights }: RowParameters, vector: Float64Array): Side {
  const count = bias.length
  const u = vector.subarray(0, count)
  // 2^31 * 2^5 is exact.
  const scaled = Float64Array.from(u, (value, n) => residue(value * 2 ** exponents[n]!))
  const k = weights.length / count
  const constant = dotWide(bias, 0, scaled)
  if (op.kind === 'linear') return { u, bias: constant, folded: combineLines(scaled, weights, k) }
  // A group's rows read its own channels: side by side they are the taps of all channels.
  const { groups } = op
  const per = count / groups
  const taps = op.kernel[0] * op.kernel[1]
  const channels = k / taps
  const folded = new Float64Array(k * groups)
  for (let group = 0; group < groups; group++) {
    const rows = weights.subarray(group * per * k, (group + 1) * per * k)
    const own = combineLines(scaled.subarray(group * per, (group + 1) * per), rows, k)
    for (let tap = 0; tap < taps; tap++)
      folded.set(own.subarray(tap * channels, (tap + 1) * channels), (tap * groups + group) * channels)
  }
  return { u, bias: constant, folded }
}

/** Prepares the check of an op over an input of the given shape; the vectors have at least as many elements as the op has rows of weights. */
export function opCheck(
  op: LinearOp | ConvOp,
  inputShape: readonly number[],
  parameters: RowParameters,
  vectors: readonly Float64Array[],
): OpCheck {
  const sides = vectors.map(vector => sideOf(op, parameters, vector))
  const count = parameters.bias.length
  const product =
    op.kind === 'linear'
      ? (x: Int8Array | Int16Array, at: number, { folded }: Side) =>
          dotNarrow(x, at * folded.length, folded, 0, folded.length)
      : windowProduct(op, inputShape)
  return {
    holds(x, accumulators, rows) {
      const positions = (rows * elements(op.shape)) / count
      for (let at = 0; at < positions; at++)
        for (const side of sides)
          if (dotWide(accumulators, at * count, side.u) !== (side.bias + product(x, at, side)) % P) return false
      return true
    },
  }
}

/** The product of the taps under output position `at`, counted over all rows, with W u. */
function windowProduct(op: ConvOp, inputShape: readonly number[]) {
  const [height, width, channels] = inputShape as [number, number, number]
  const [outHeight, outWidth] = op.shape as [number, number, number]
  return (x: Int8Array | Int16Array, at: number, { folded }: Side): number => {
    const row = Math.floor(at / (outHeight * outWidth))
    const oy = Math.floor(at / outWidth) % outHeight
    const ox = at % outWidth
    let sum = 0
    for (let ky = 0; ky < op.kernel[0]; ky++) {
      const y = windowStart(oy, op.stride[0], op.pads[0]) + ky * op.dilation[0]
      if (y < 0 || y >= height) continue
      for (let kx = 0; kx < op.kernel[1]; kx++) {
        const xx = windowStart(ox, op.stride[1], op.pads[1]) + kx * op.dilation[1]
        if (xx < 0 || xx >= width) continue
        const from = ((row * height + y) * width + xx) * channels
        sum += dotNarrow(x, from, folded, (ky * op.kernel[1] + kx) * channels, channels)
      }
    }
    return residue(sum)
  }
}
