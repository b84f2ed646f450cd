// Steps of the float evaluator (float.ts) for rows of weights, where nearly all its time goes: sums in double precision, a block of
// two positions and four rows at a time, so that every number that is read is used more than once. spec/compile.md, "Calibration".

import { windowStart } from '../graph/index.ts'
import { clamped, dot, type Step } from './floatSteps.ts'
import type { Clamp, ConvNode, LinearNode } from './ir.ts'

/** Rows of x against rows of weights: out[p, n] for `count` positions, `width` values apart from one position to the next. */
interface Block {
  readonly x: Float32Array
  readonly from: number
  readonly count: number
  readonly k: number
  readonly weights: Float32Array
  readonly bias: Float32Array
  /** First row, and one past the last. */
  readonly first: number
  readonly last: number
  readonly clamp: Clamp | null
  readonly out: Float32Array
  readonly at: number
  readonly width: number
}

function multiply({ x, from, count, k, weights: w, bias, first, last, clamp, out, at, width }: Block): void {
  const lo = clamp?.lo ?? Number.NEGATIVE_INFINITY
  const hi = clamp?.hi ?? Number.POSITIVE_INFINITY
  const store = (p: number, row: number, sum: number): void => {
    const value = sum + bias[row]!
    out[at + p * width + row - first] = value < lo ? lo : Math.min(value, hi)
  }
  let row = first
  for (; row + 3 < last; row += 4) {
    const [w0, w1, w2, w3] = [row * k, (row + 1) * k, (row + 2) * k, (row + 3) * k]
    let p = 0
    for (; p + 1 < count; p += 2) {
      const x0 = from + p * k
      const x1 = x0 + k
      let [a0, a1, a2, a3, b0, b1, b2, b3] = [0, 0, 0, 0, 0, 0, 0, 0]
      for (let i = 0; i < k; i++) {
        const u = x[x0 + i]!
        const v = x[x1 + i]!
        const [p0, p1, p2, p3] = [w[w0 + i]!, w[w1 + i]!, w[w2 + i]!, w[w3 + i]!]
        a0 += u * p0
        a1 += u * p1
        a2 += u * p2
        a3 += u * p3
        b0 += v * p0
        b1 += v * p1
        b2 += v * p2
        b3 += v * p3
      }
      store(p, row, a0)
      store(p, row + 1, a1)
      store(p, row + 2, a2)
      store(p, row + 3, a3)
      store(p + 1, row, b0)
      store(p + 1, row + 1, b1)
      store(p + 1, row + 2, b2)
      store(p + 1, row + 3, b3)
    }
    for (; p < count; p++) for (let j = row; j < row + 4; j++) store(p, j, dot(x, from + p * k, w, j * k, k))
  }
  for (; row < last; row++) for (let p = 0; p < count; p++) store(p, row, dot(x, from + p * k, w, row * k, k))
}

export function linearStep(node: LinearNode, k: number): Step {
  const { weights, bias, clamp } = node
  const rows = bias.length
  return (values, out) => {
    const x = values[node.inputs[0]!]!
    multiply({
      x,
      from: 0,
      count: x.length / k,
      k,
      weights,
      bias,
      first: 0,
      last: rows,
      clamp,
      out,
      at: 0,
      width: rows,
    })
  }
}

export function convStep(node: ConvNode, shape: readonly [number, number, number]): Step {
  const channels = shape[2]
  if (node.groups === channels && node.shape[2] === channels) return depthwiseStep(node, shape)
  return windowStep(node, shape)
}

/** Positions of the output that are gathered before they are multiplied. */
const GATHERED = 32

/** Gathers the windows of a run of positions, a group's channels together, then multiplies them all. */
function windowStep(node: ConvNode, [height, width, channels]: readonly [number, number, number]): Step {
  const [outHeight, outWidth, outChannels] = node.shape as [number, number, number]
  const [kh, kw] = node.kernel
  const { groups, weights, bias, clamp } = node
  const groupIn = channels / groups
  const groupOut = outChannels / groups
  const k = kh * kw * groupIn
  const inside = kh === 1 && kw === 1 && groups === 1 && node.pads.every(pad => pad === 0)
  const whole = inside && node.stride[0] === 1 && node.stride[1] === 1
  const patches = new Float32Array(whole ? 0 : groups * GATHERED * k)
  return (values, out) => {
    const x = values[node.inputs[0]!]!
    const common = { k, weights, bias, clamp, out, width: outChannels }
    if (whole) {
      multiply({ ...common, x, from: 0, count: height * width, first: 0, last: outChannels, at: 0 })
      return
    }
    const total = outHeight * outWidth
    for (let start = 0; start < total; start += GATHERED) {
      const count = Math.min(GATHERED, total - start)
      patches.fill(0)
      for (let p = 0; p < count; p++) {
        const top = windowStart(Math.floor((start + p) / outWidth), node.stride[0], node.pads[0])
        const left = windowStart((start + p) % outWidth, node.stride[1], node.pads[1])
        for (let ky = 0; ky < kh; ky++) {
          const y = top + ky * node.dilation[0]
          if (y < 0 || y >= height) continue
          for (let kx = 0; kx < kw; kx++) {
            const xx = left + kx * node.dilation[1]
            if (xx < 0 || xx >= width) continue
            const from = (y * width + xx) * channels
            for (let g = 0; g < groups; g++) {
              const to = (g * GATHERED + p) * k + (ky * kw + kx) * groupIn
              for (let c = 0; c < groupIn; c++) patches[to + c] = x[from + g * groupIn + c]!
            }
          }
        }
      }
      for (let g = 0; g < groups; g++) {
        const first = g * groupOut
        const at = start * outChannels + first
        multiply({ ...common, x: patches, from: g * GATHERED * k, count, first, last: first + groupOut, at })
      }
    }
  }
}

/** One weight per channel and tap: channels side by side. */
function depthwiseStep(node: ConvNode, [height, width, channels]: readonly [number, number, number]): Step {
  const [outHeight, outWidth] = node.shape as [number, number, number]
  const [kh, kw] = node.kernel
  const { weights, bias, clamp } = node
  const taps = kh * kw
  const byTap = new Float64Array(taps * channels)
  const sums = new Float64Array(channels)
  return (values, out) => {
    const x = values[node.inputs[0]!]!
    for (let c = 0; c < channels; c++)
      for (let tap = 0; tap < taps; tap++) byTap[tap * channels + c] = weights[c * taps + tap]!
    let at = 0
    for (let oy = 0; oy < outHeight; oy++) {
      const top = windowStart(oy, node.stride[0], node.pads[0])
      for (let ox = 0; ox < outWidth; ox++) {
        const left = windowStart(ox, node.stride[1], node.pads[1])
        sums.set(bias)
        for (let ky = 0; ky < kh; ky++) {
          const y = top + ky * node.dilation[0]
          if (y < 0 || y >= height) continue
          for (let kx = 0; kx < kw; kx++) {
            const xx = left + kx * node.dilation[1]
            if (xx < 0 || xx >= width) continue
            const from = (y * width + xx) * channels
            const tap = (ky * kw + kx) * channels
            for (let c = 0; c < channels; c++) sums[c]! += x[from + c]! * byTap[tap + c]!
          }
        }
        for (let c = 0; c < channels; c++) out[at++] = clamped(sums[c]!, clamp)
      }
    }
  }
}
