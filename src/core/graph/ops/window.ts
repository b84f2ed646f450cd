// Geometry shared by convolution and pooling: spec/graph.md, "Windows".

import type { TensorType, Window } from '../types.ts'
import type { Fail } from './definition.ts'

/** A window's numbers are u16 in the descriptor; a larger one would be cut there. */
export const MAX_FIELD = 65_535

/** First input position of output position `at` along one axis; taps follow at multiples of the dilation. */
export const windowStart = (at: number, stride: number, pad: number): number => at * stride - pad

/** Positions that a kernel spans. */
export const span = (kernel: number, dilation: number): number => dilation * (kernel - 1) + 1

/** Output length with floor rounding. */
export function outputLength(
  size: number,
  kernel: number,
  stride: number,
  dilation: number,
  before: number,
  after: number,
): number {
  return Math.floor((size + before + after - span(kernel, dilation)) / stride) + 1
}

/** Taps of the window at `at` that fall inside [0, size). */
export function validTaps(at: number, axis: 0 | 1, w: Window, size: number): number {
  const start = windowStart(at, w.stride[axis], w.pads[axis])
  let count = 0
  for (let k = 0; k < w.kernel[axis]; k++) {
    const position = start + k * w.dilation[axis]
    if (position >= 0 && position < size) count++
  }
  return count
}

/** Taps of the window at `at` that fall inside the padded axis. */
export function paddedTaps(at: number, axis: 0 | 1, w: Window, size: number): number {
  const start = windowStart(at, w.stride[axis], w.pads[axis])
  let count = 0
  for (let k = 0; k < w.kernel[axis]; k++) {
    const position = start + k * w.dilation[axis]
    if (position >= -w.pads[axis] && position < size + w.pads[axis + 2]!) count++
  }
  return count
}

/**
 * Checks a window over `input` against the op's output shape. With `partial`, one output position more than floor rounding
 * gives is allowed along an axis (ONNX ceil_mode), as long as its window still meets the input.
 */
export function checkWindow(
  w: Window,
  input: TensorType,
  output: readonly number[],
  partial: boolean,
  fail: Fail,
): void {
  if (input.shape.length !== 3 || output.length !== 3) fail('a window needs [H, W, C] tensors')
  for (const axis of [0, 1] as const) {
    const name = axis === 0 ? 'height' : 'width'
    const [kernel, stride, dilation] = [w.kernel[axis], w.stride[axis], w.dilation[axis]]
    for (const n of [kernel, stride, dilation]) {
      if (n < 1 || n > MAX_FIELD) fail(`${name}: kernel, stride and dilation are 1 to ${MAX_FIELD}, not ${n}`)
    }
    const size = input.shape[axis]!
    const before = w.pads[axis]
    const after = w.pads[axis + 2]!
    for (const n of [before, after]) {
      if (n < 0 || n > MAX_FIELD) fail(`${name}: padding of ${n}, 0 to ${MAX_FIELD} expected`)
    }
    if (before >= span(kernel, dilation) || after >= span(kernel, dilation))
      fail(`${name}: padding as wide as the window`)
    if (size + before + after < span(kernel, dilation)) fail(`${name}: window larger than the padded input`)
    const floor = outputLength(size, kernel, stride, dilation, before, after)
    const most = floor + (partial ? 1 : 0)
    if (output[axis]! !== floor && output[axis]! !== most) fail(`${name}: output ${output[axis]}, expected ${floor}`)
    if (partial) {
      // Bounds the work of the check below, whatever a hostile descriptor says.
      if (output[axis]! * kernel > 2 ** 22) fail(`${name}: too many window positions`)
      for (let at = 0; at < output[axis]!; at++)
        if (validTaps(at, axis, w, size) === 0) fail(`${name}: a window misses the input`)
    }
  }
}
