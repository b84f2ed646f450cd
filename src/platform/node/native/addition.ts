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

/** An addition, and the bytes that stand for its two operands' values. */
export interface AdditionTrial {
  readonly addition: Addition
  readonly a: Interval
  readonly b: Interval
}

const tried = new Map<string, boolean>()

/** Which nodes are right for every pair of bytes. All that are new are tried in one program. */
export function additionsAreExact(runtime: Runtime, trials: readonly AdditionTrial[]): boolean[] {
  const keys = trials.map(({ addition, a, b }) => JSON.stringify([addition, a, b]))
  const fresh = new Map(trials.map((trial, i) => [keys[i]!, trial] as const).filter(([key]) => !tried.has(key)))
  if (fresh.size > 0) {
    const exact = tryAll(runtime, [...fresh.values()])
    for (const [i, key] of [...fresh.keys()].entries()) tried.set(key, exact[i]!)
  }
  return keys.map(key => tried.get(key)!)
}

interface Pairs extends AdditionTrial {
  readonly names: readonly [string, string, string]
  readonly left: Uint8Array
  readonly right: Uint8Array
  readonly got: Uint8Array
}

function tryAll(runtime: Runtime, trials: readonly AdditionTrial[]): boolean[] {
  const w = new OnnxWriter()
  const all = trials.map((trial): Pairs => {
    const { a, b, addition } = trial
    const length = [`n${a.lo},${a.hi},${b.lo},${b.hi}`]
    const [x0, x1] = [w.input(UINT8, length), w.input(UINT8, length)]
    const y = addNode(w, x0, x1, addition)
    w.output(y, UINT8, length)
    const width = b.hi - b.lo + 1
    const count = (a.hi - a.lo + 1) * width
    const left = new Uint8Array(count)
    const right = new Uint8Array(count)
    for (let value = a.lo, at = 0; value <= a.hi; value++, at += width) left.fill(value, at, at + width)
    for (let i = 0; i < width; i++) right[i] = b.lo + i
    for (let at = width; at < count; at += width) right.copyWithin(at, 0, width)
    return { ...trial, names: [x0, x1, y], left, right, got: new Uint8Array(count) }
  })
  const program = runtime.load(w.finish())
  try {
    const tensor = (data: Uint8Array) => runtime.tensor('uint8', data, [data.length])
    program.run(
      Object.fromEntries(
        all.flatMap(({ names, left, right }) => [
          [names[0], tensor(left)],
          [names[1], tensor(right)],
        ]),
      ),
      Object.fromEntries(all.map(({ names, got }) => [names[2], tensor(got)])),
    )
  } finally {
    program.release()
  }
  return all.map(isExact)
}

function isExact({ addition, left, right, got }: Pairs): boolean {
  const { coefficients, zeros, zero, shift } = addition
  const scale = 2 ** -shift
  for (let i = 0; i < got.length; i++) {
    const acc = coefficients[0] * (left[i]! - zeros[0]) + coefficients[1] * (right[i]! - zeros[1])
    if (got[i] !== Math.min(255, Math.max(0, Math.floor(acc * scale + 0.5) + zero))) return false
  }
  return true
}
