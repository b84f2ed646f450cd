// Which ops can run on bytes inside onnxruntime, and how values stand as bytes there: byte = value + offset. Tensors whose
// values move unchanged from one to another (pools, concatenations, new shapes) have one offset. spec/engines.md, "Segments".

import type { ExactModel, Interval, Op } from '../../../core/graph/index.ts'
import { type AdditionTrial, additionOf, additionsAreExact } from './addition.ts'
import type { Runtime } from './binding.ts'
import { rowsOf } from './parameters.ts'
import { MAX_SHIFT } from './rounding.ts'

const MAX_K = 32_768

export interface ByteForms {
  /** Can op `id` run on bytes, given bytes? */
  readonly able: readonly boolean[]
  /** What is added to the values of op `id`. */
  offsetOf(id: number): number
}

export function byteForms(model: ExactModel, runtime: Runtime): ByteForms {
  const { ops } = model.graph
  const classes = new Classes(model.bounds.ops.map(({ out }) => out))
  const able = ops.map((op, id) => fits(classes, op, id) && moves(model, op))
  // Sums depend on offsets, which are known when all classes are: those that fail make no class narrower, so one pass does.
  const sums: (AdditionTrial & { readonly id: number })[] = []
  ops.forEach((op, id) => {
    if (op.kind !== 'sum' || !able[id]) return
    able[id] = false
    if (op.inputs.length !== 2) return
    const [a, b] = op.inputs.map(input => {
      const offset = classes.offsetOf(input)
      const { lo, hi } = model.bounds.ops[input]!.out
      return { offset, lo: lo + offset, hi: hi + offset }
    })
    const addition = additionOf(op, [a!.offset, b!.offset], classes.offsetOf(id))
    if (addition !== null) sums.push({ id, addition, a: { lo: a!.lo, hi: a!.hi }, b: { lo: b!.lo, hi: b!.hi } })
  })
  additionsAreExact(runtime, sums).forEach((exact, i) => {
    able[sums[i]!.id] = exact
  })
  return { able, offsetOf: id => classes.offsetOf(id) }
}

/** Do the op's own values and those that it reads fit bytes? Joins classes of tensors whose values it hands on. */
function fits(classes: Classes, op: Op, id: number): boolean {
  switch (op.kind) {
    case 'conv':
    case 'linear':
    case 'sum':
      return [id, ...op.inputs].every(one => classes.fits(one))
    case 'maxPool':
    case 'reshape':
    case 'concat':
      return op.inputs.every(input => classes.fits(input)) && classes.join([id, ...op.inputs])
    default:
      return false
  }
}

/** Does onnxruntime have this op on bytes, with a requantization that is exact? */
function moves(model: ExactModel, op: Op): boolean {
  if (op.kind === 'maxPool')
    return op.pads.every((pad, i) => pad < op.kernel[i % 2]!) && op.dilation.every(d => d === 1)
  if (op.kind !== 'conv' && op.kind !== 'linear') return op.kind !== 'sum' || !repeats(model, op)
  if (op.weightBits > 8) return false
  const { k, exponents } = rowsOf(model, op)
  return k <= MAX_K && exponents.every(exponent => op.shift >= exponent && op.shift - exponent <= MAX_SHIFT)
}

/** Is an input of the sum repeated along an axis? */
const repeats = (model: ExactModel, op: Op): boolean =>
  op.inputs.some(input => String(model.graph.ops[input]!.shape) !== String(op.shape))

/** Sets of tensors with one offset, and the hull of their values and zero: a zero point is a byte as well. */
class Classes {
  private readonly parent: number[]
  private readonly hull: Interval[]

  constructor(intervals: readonly Interval[]) {
    this.parent = intervals.map((_, id) => id)
    this.hull = intervals.map(({ lo, hi }) => ({ lo: Math.min(lo, 0), hi: Math.max(hi, 0) }))
  }

  private find(id: number): number {
    let root = id
    while (this.parent[root] !== root) root = this.parent[root]!
    this.parent[id] = root
    return root
  }

  fits(id: number): boolean {
    const { lo, hi } = this.hull[this.find(id)]!
    return hi - lo <= 255
  }

  join(ids: readonly number[]): boolean {
    const roots = [...new Set(ids.map(id => this.find(id)))]
    const lo = Math.min(...roots.map(root => this.hull[root]!.lo))
    const hi = Math.max(...roots.map(root => this.hull[root]!.hi))
    if (hi - lo > 255) return false
    for (const root of roots) this.parent[root] = roots[0]!
    this.hull[roots[0]!] = { lo, hi }
    return true
  }

  offsetOf(id: number): number {
    return -this.hull[this.find(id)]!.lo
  }
}
