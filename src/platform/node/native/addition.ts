// A sum of two bytes by onnxruntime's QLinearAdd, which works in float32 and rounds halves to even. Its scales are raised by so
// little that only halves move, upwards; whether that came out right is tried on every pair of bytes. spec/engines.md.

import type { Interval, SumOp } from '../../../core/graph/index.ts'
import type { Runtime } from './binding.ts'
import { OnnxWriter, UINT8 } from './onnx.ts'

/** y + offset = clamp of (c0 * (a - zero0) + c1 * (b - zero1)) * 2^-shift + zero, rounded half up. */
export interface Addition {
  readonly coefficients: readonly [number, number]
  readonly zeros: readonly [number, number]
  readonly zero: number
  readonly shift: number
}

/**
 * The addition whose bytes stand for `op`'s values, where `offsets` are what inputs and output have added. The rounding of
 * halves only works upwards from zero, so the output's own zero point must be 0: it goes into those of the inputs, which may
 * stand for any split of it.
 */
export function additionOf(op: SumOp, offsets: readonly [number, number], offset: number): Addition | null {
  const [c0, c1] = op.coefficients as readonly [number, number]
  if (op.inputs.length !== 2 || c0 <= 0 || c1 <= 0) return null
  // c0 * d0 + c1 * d1 = offset * 2^shift, with zero points offsets - d that are bytes.
  const whole = offset * 2 ** op.shift
  for (let d0 = 0; d0 <= offsets[0]; d0++) {
    const d1 = (whole - c0 * d0) / c1
    if (Number.isInteger(d1) && d1 >= 0 && d1 <= offsets[1])
      return { coefficients: [c0, c1], zeros: [offsets[0] - d0, offsets[1] - d1], zero: 0, shift: op.shift }
  }
  return null
}

/** Adds the node to a model; a and b are bytes. */
export function addNode(w: OnnxWriter, a: string, b: string, { coefficients, zeros, zero, shift }: Addition): string {
  // Sums of up to 2^9 in steps of 2^-shift: raised by less than half a step, and by more than float32 rounds away.
  const raised = (c: number): number => c * 2 ** -shift * (1 + 2 ** -(shift + 10))
  const scale = (value: number): string => w.constant(Float32Array.of(value))
  const byte = (value: number): string => w.constant(Uint8Array.of(value))
  return w.node(
    'QLinearAdd',
    [
      a,
      scale(raised(coefficients[0])),
      byte(zeros[0]),
      b,
      scale(raised(coefficients[1])),
      byte(zeros[1]),
      scale(1),
      byte(zero),
    ],
    {},
    'com.microsoft',
  )
}

const tried = new Map<string, boolean>()

/** Is the node right for every pair of bytes that stand for values in these intervals? */
export function additionIsExact(runtime: Runtime, addition: Addition, a: Interval, b: Interval): boolean {
  const key = JSON.stringify([addition, a, b])
  let exact = tried.get(key)
  if (exact === undefined) tried.set(key, (exact = tryAll(runtime, addition, a, b)))
  return exact
}

function tryAll(runtime: Runtime, addition: Addition, a: Interval, b: Interval): boolean {
  const { coefficients, zeros, zero, shift } = addition
  const width = b.hi - b.lo + 1
  const count = (a.hi - a.lo + 1) * width
  const w = new OnnxWriter()
  const [x0, x1] = [w.input(UINT8, ['n']), w.input(UINT8, ['n'])]
  const y = addNode(w, x0, x1, addition)
  w.output(y, UINT8, ['n'])
  const left = new Uint8Array(count)
  const right = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    left[i] = a.lo + Math.floor(i / width)
    right[i] = b.lo + (i % width)
  }
  const got = new Uint8Array(count)
  const program = runtime.load(w.finish())
  try {
    program.run(
      { [x0]: runtime.tensor('uint8', left, [count]), [x1]: runtime.tensor('uint8', right, [count]) },
      { [y]: runtime.tensor('uint8', got, [count]) },
    )
  } finally {
    program.release()
  }
  for (let i = 0; i < count; i++) {
    const acc = coefficients[0] * (left[i]! - zeros[0]) + coefficients[1] * (right[i]! - zeros[1])
    if (got[i] !== Math.min(255, Math.max(0, Math.floor(acc / 2 ** shift + 0.5) + zero))) return false
  }
  return true
}
