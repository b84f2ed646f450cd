// Which ops run where, decided when a model is loaded from shapes, widths and bounds: the same on every run of a machine.

import { type ConvOp, type ExactModel, elements, type LinearOp, type Op, rowLayout } from '../../../core/graph/index.ts'
import { byteForms } from './bytes.ts'
import type { Exactness } from './exactness.ts'
import { type LinePlan, type ProductPlan, planLine, SHARED_MACS } from './product.ts'
import type { SegmentPlan } from './segment.ts'
import { findSegments } from './segments.ts'

export type UnitPlan =
  | { readonly kind: 'input'; readonly id: number }
  | { readonly kind: 'wasm'; readonly id: number }
  | { readonly kind: 'product'; readonly plan: ProductPlan }
  | { readonly kind: 'segment'; readonly plan: SegmentPlan; readonly threads: number }

/**
 * `measured` goes by costs. The others are for tests: `segments` and `products` take all that can be taken in one of the two
 * ways (a product where no segment can).
 */
export type Choice = 'measured' | 'segments' | 'products'

/**
 * Costs in microseconds, as measured on one core of a server (spec/decisions/engine-native.md); only their ratios matter. What
 * a call of onnxruntime costs before it computes, and how many products of bytes it makes in a microsecond.
 */
const CALL = 10
const NATIVE_MACS = 190_000
/** A sum of 32 bits, written by a product and read by the glue. */
const SUM = 0.0007
/** Products of the wasm kernels, and what a value of the result costs beside them. */
const WASM_MACS = 37_000
const WASM_RESULT = 0.00035
const DEPTHWISE_MACS = 12_000
/** Values that the glue moves, and that wasm kernels make without products, in a microsecond. */
const VALUES = 1_500
/** What an op costs inside a segment, and values that it moves there in a microsecond. */
const NODE = 2
const BYTES = 6_000
/** What each thread more is worth where work is shared, and what sharing a product costs. */
const ANOTHER_THREAD = 0.75
const SHARE = 20
/** Segments below this run on one thread: each has threads of its own, which look for work, and many of them disturb each other. */
const LARGE_SEGMENT = 1500

/** Ops that only rename a tensor. */
export const renames = (op: Op): boolean => op.kind === 'output' || op.kind === 'reshape'

/** The units of a run, in order. */
export function planUnits(model: ExactModel, exactness: Exactness, choice: Choice, threads = 1): UnitPlan[] {
  const single = (id: number): UnitPlan => {
    if (model.graph.ops[id]!.kind === 'input') return { kind: 'input', id }
    const plan = planLine(model, id)
    const taken = plan !== null && (choice !== 'measured' || productCost(plan, threads) < wasmCost(model, id))
    return taken ? { kind: 'product', plan: [plan] } : { kind: 'wasm', id }
  }
  const alone = (ids: readonly number[]): UnitPlan[] =>
    joined(ids.filter(id => !renames(model.graph.ops[id]!)).map(single))
  if (choice === 'products') return alone(model.graph.ops.map((_, id) => id))
  const units: UnitPlan[] = []
  for (const part of findSegments(model, byteForms(model, exactness.runtime))) {
    const isCheaper = (plan: SegmentPlan): boolean =>
      choice === 'segments' || segmentCost(model, plan, threads) < wayCost(model, plan.ops, threads)
    if ('outputs' in part && isCheaper(part) && exactness.segments())
      units.push({ kind: 'segment', plan: part, threads: segmentWork(model, part) < LARGE_SEGMENT ? 1 : threads })
    else units.push(...alone(part.ops))
  }
  return units
}

/**
 * Products of the same matrix become one where the first stands: it is made, and passed to threads, once. All that they need is
 * there then.
 */
function joined(units: readonly UnitPlan[]): UnitPlan[] {
  const out: UnitPlan[] = []
  const places = new Map<number, number>()
  for (const unit of units) {
    const [first] = unit.kind === 'product' ? unit.plan : []
    // Windows are seldom the same, and large matrices seldom worth it.
    if (first === undefined || first.image !== undefined || first.op.inputs.length !== 1) {
      out.push(unit)
      continue
    }
    const input = first.op.inputs[0]!
    const at = places.get(input)
    const other = at === undefined ? undefined : out[at]
    if (other?.kind === 'product' && other.plan[0].k === first.k && other.plan[0].positions === first.positions) {
      out[at!] = { kind: 'product', plan: [...other.plan, first] }
      continue
    }
    places.set(input, out.length)
    out.push(unit)
  }
  return out
}

const macsOf = (model: ExactModel, op: LinearOp | ConvOp): number =>
  elements(op.shape) * rowLayout(op, model.graph.ops[op.inputs[0]!]!.shape).k

/** What so many threads are worth where all of them work. */
const worth = (threads: number): number => 1 + ANOTHER_THREAD * (threads - 1)

function productCost({ k, n, positions, limbs, weightLimbs, image }: LinePlan, threads: number): number {
  const sums = positions * n * limbs * weightLimbs
  const moved = positions * (image === undefined ? k : (k * limbs) / 8)
  const made = (sums * k) / NATIVE_MACS + sums * SUM
  const shared = threads > 1 && sums * k >= SHARED_MACS ? SHARE + made / worth(threads) : made
  return CALL + shared + moved / VALUES
}

function wasmCost(model: ExactModel, id: number): number {
  const op = model.graph.ops[id]!
  if (op.kind !== 'linear' && op.kind !== 'conv') return renames(op) ? 0 : 1 + elements(op.shape) / VALUES
  const n = op.shape.at(-1)!
  const grouped = op.kind === 'conv' && op.groups > 1
  if (grouped && op.groups === n) return 1 + macsOf(model, op) / DEPTHWISE_MACS
  // Rows of eight outputs: a narrower product costs as much.
  const perGroup = grouped ? n / op.groups : n
  const filled = (Math.ceil(perGroup / 8) * 8) / perGroup
  return 1 + filled * (macsOf(model, op) / WASM_MACS + elements(op.shape) * WASM_RESULT)
}

const costOf = (model: ExactModel, unit: UnitPlan, threads: number): number => {
  if (unit.kind === 'product') return unit.plan.reduce((sum, plan) => sum + productCost(plan, threads), 0)
  if (unit.kind === 'segment') return segmentCost(model, unit.plan, threads)
  return unit.kind === 'wasm' ? wasmCost(model, unit.id) : 0
}

/**
 * Is the whole graph better left to the wasm engine? Its threads share every op, those of onnxruntime only the units that
 * run there.
 */
export function betterOnWasm(model: ExactModel, units: readonly UnitPlan[], threads: number): boolean {
  if (units.every(({ kind }) => kind === 'input' || kind === 'wasm')) return true
  const shared = worth(threads)
  const mixed = units.reduce((sum, unit) => sum + costOf(model, unit, threads), 0)
  return model.graph.ops.reduce((sum, _, id) => sum + wasmCost(model, id), 0) / shared < mixed
}

/** The ops one by one, each where it is cheaper. */
const wayCost = (model: ExactModel, ids: readonly number[], threads: number): number =>
  ids.reduce((sum, id) => {
    const plan = planLine(model, id)
    const wasm = wasmCost(model, id)
    return sum + (plan === null ? wasm : Math.min(wasm, productCost(plan, threads)))
  }, 0)

function segmentCost(model: ExactModel, plan: SegmentPlan, threads: number): number {
  const ends = [...plan.inputs, ...plan.outputs].reduce((sum, id) => sum + elements(model.graph.ops[id]!.shape), 0)
  const work = segmentWork(model, plan)
  return CALL + ends / VALUES + (work < LARGE_SEGMENT ? work : work / worth(threads))
}

const segmentWork = (model: ExactModel, { ops }: SegmentPlan): number =>
  ops.reduce((sum, id) => {
    const op = model.graph.ops[id]!
    const rows = op.kind === 'linear' || op.kind === 'conv'
    return sum + NODE + elements(op.shape) / BYTES + (rows ? macsOf(model, op) / NATIVE_MACS : 0)
  }, 0)
