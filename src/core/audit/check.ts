// One advised op against a challenge: Acc u = X (W u) modulo 2^64, for every position of every row (Freivalds). Here the slow
// reference, in integers of any length; what audits use is in fast.ts and says the same. spec/audit.md, "Full audit".

import {
  ACCUMULATOR_BOUND,
  type ConvOp,
  elements,
  type LinearOp,
  type Requantization,
  type RowParameters,
  requantize,
  windowStart,
} from '../graph/index.ts'

/** An op whose accumulators an executor sends, and what they follow from. */
export interface AdvisedOp {
  readonly op: LinearOp | ConvOp
  readonly inputShape: readonly number[]
  readonly parameters: RowParameters
}

/** `outside`: an accumulator that no run of an admissible graph has. `wrong`: not what inputs and weights give. */
export type Verdict = 'holds' | 'outside' | 'wrong'

export interface OpCheck {
  /** Judges the accumulators of whole rows by the values that the op reads there, and puts them to `out`, requantized. */
  settle(x: Int8Array | Int16Array, accumulators: Int32Array, rows: number, out: Int8Array | Int16Array): Verdict
}

/** Prepares checks with vectors that have at least as many elements as any op has rows of weights. */
export type StartChecks = (ops: readonly AdvisedOp[], vectors: readonly Int32Array[]) => Promise<readonly OpCheck[]>

/** Two accumulators within it differ by less than 2^31, and their rounding stays in int32. */
export const mostOf = ({ shift }: Requantization): number => ACCUMULATOR_BOUND - (shift === 0 ? 0 : 2 ** (shift - 1))

/** Values of weights that one row of a group has, over all groups: the taps of a window. */
export const tapsOf = ({ op, parameters: { bias, weights } }: AdvisedOp): number =>
  (weights.length / bias.length) * (op.kind === 'conv' ? op.groups : 1)

/**
 * Where the weight of row `n` at `i` meets the taps of a window, which are those of all groups side by side: [kernel height, kernel
 * width, channels].
 */
export function tapOf(op: LinearOp | ConvOp, count: number, k: number, n: number, i: number): number {
  if (op.kind === 'linear') return i
  const channels = k / (op.kernel[0] * op.kernel[1])
  const group = Math.floor(n / (count / op.groups))
  return (Math.floor(i / channels) * op.groups + group) * channels + (i % channels)
}

export const plainChecks: StartChecks = async (ops, vectors) => ops.map(op => plainCheck(op, vectors))

function plainCheck(advised: AdvisedOp, vectors: readonly Int32Array[]): OpCheck {
  const { op, inputShape, parameters } = advised
  const { bias, exponents, weights } = parameters
  const count = bias.length
  const k = weights.length / count
  const sides = vectors.map(vector => {
    const u = Array.from(vector.subarray(0, count), BigInt)
    const folded = new Array<bigint>(tapsOf(advised)).fill(0n)
    let constant = 0n
    for (let n = 0; n < count; n++) {
      const scaled = u[n]! << BigInt(exponents[n]!)
      constant += scaled * BigInt(bias[n]!)
      for (let i = 0; i < k; i++) folded[tapOf(op, count, k, n, i)]! += scaled * BigInt(weights[n * k + i]!)
    }
    return { u, constant, folded }
  })
  const most = mostOf(op)
  return {
    settle(x, accumulators, rows, out) {
      for (const acc of accumulators) if (acc > most || acc < -most) return 'outside'
      const positions = (rows * elements(op.shape)) / count
      for (let at = 0; at < positions; at++)
        for (const { u, constant, folded } of sides) {
          let rest = constant
          for (const [value, tap] of windowAt(op, inputShape, x, at)) rest += BigInt(value) * folded[tap]!
          for (let n = 0; n < count; n++) rest -= BigInt(accumulators[at * count + n]!) * u[n]!
          if (BigInt.asIntN(64, rest) !== 0n) return 'wrong'
        }
      for (let at = 0; at < accumulators.length; at++) out[at] = requantize(accumulators[at]!, op)
      return 'holds'
    },
  }
}

/** The values under output position `at`, counted over all rows, each with its tap. */
function* windowAt(
  op: LinearOp | ConvOp,
  inputShape: readonly number[],
  x: Int8Array | Int16Array,
  at: number,
): Generator<[value: number, tap: number]> {
  if (op.kind === 'linear') {
    const k = inputShape.at(-1)!
    for (let i = 0; i < k; i++) yield [x[at * k + i]!, i]
    return
  }
  const [height, width, channels] = inputShape as [number, number, number]
  const [outHeight, outWidth] = op.shape as [number, number, number]
  const row = Math.floor(at / (outHeight * outWidth))
  for (let ky = 0; ky < op.kernel[0]; ky++) {
    const y = windowStart(Math.floor(at / outWidth) % outHeight, op.stride[0], op.pads[0]) + ky * op.dilation[0]
    if (y < 0 || y >= height) continue
    for (let kx = 0; kx < op.kernel[1]; kx++) {
      const xx = windowStart(at % outWidth, op.stride[1], op.pads[1]) + kx * op.dilation[1]
      if (xx < 0 || xx >= width) continue
      for (let c = 0; c < channels; c++)
        yield [x[((row * height + y) * width + xx) * channels + c]!, (ky * op.kernel[1] + kx) * channels + c]
    }
  }
}
