// Where an element's inputs lie: the same places that the reference interpreter reads, computed from one element instead of all.

import { refuse } from '../../errors/index.ts'
import { elements, type Window, windowStart } from '../../graph/index.ts'

/** Coordinates of a flat place in a shape. */
export function coordinates(at: number, shape: readonly number[]): number[] {
  const out = new Array<number>(shape.length)
  let left = at
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    out[axis] = left % shape[axis]!
    left = Math.floor(left / shape[axis]!)
  }
  return out
}

/** Flat place of coordinates in a shape. Refuses (`step_refused`) a place outside: stated shapes need not fit each other. */
export const flat = (place: readonly number[], shape: readonly number[]): number =>
  shape.reduce((at, n, axis) => {
    const along = place[axis]!
    return along < n ? at * n + along : refuse('step_refused', `place ${along} along an axis of ${n}`)
  }, 0)

/** The element of `x` that an element of `shape` meets, where axes of length 1 repeat. */
export const meeting = (at: number, shape: readonly number[], x: readonly number[]): number =>
  flat(
    coordinates(at, shape).map((position, axis) => (x[axis] === 1 ? 0 : position)),
    x,
  )

export interface Tap {
  /** Place of the tap's first channel among a row's values. */
  readonly at: number
  readonly ky: number
  readonly kx: number
}

/** Taps inside the input, rows and columns ascending, of the window at output (oy, ox) over x [H, W, C]. */
export function tapsInside(op: Window, oy: number, ox: number, x: readonly number[]): Tap[] {
  const [height, width, channels] = x as [number, number, number]
  const taps: Tap[] = []
  for (let ky = 0; ky < op.kernel[0]; ky++) {
    const y = windowStart(oy, op.stride[0], op.pads[0]) + ky * op.dilation[0]
    if (y < 0 || y >= height) continue
    for (let kx = 0; kx < op.kernel[1]; kx++) {
      const column = windowStart(ox, op.stride[1], op.pads[1]) + kx * op.dilation[1]
      if (column >= 0 && column < width) taps.push({ at: (y * width + column) * channels, ky, kx })
    }
  }
  return taps
}

/** First value of a row of a part whose rows are equally long. */
export const rowStart = (row: number, shape: readonly number[]): number => row * elements(shape)
