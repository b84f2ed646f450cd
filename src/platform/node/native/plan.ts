// Which ops run where, decided when a model is loaded from shapes and widths alone: the same on every run of a machine.

import type { ExactModel, Op } from '../../../core/graph/index.ts'
import { type ProductPlan, planProduct } from './product.ts'

export type UnitPlan =
  | { readonly kind: 'input'; readonly id: number }
  | { readonly kind: 'wasm'; readonly id: number }
  | { readonly kind: 'product'; readonly id: number; readonly plan: ProductPlan }

/** `always` takes every product that can be taken, whatever it costs: for tests. */
export type Choice = 'measured' | 'always'

/** What a call costs before it computes, in microseconds, and what each way computes in a microsecond. */
const CALL = 12
const NATIVE_MACS = 120_000
const WASM_MACS = 24_000
/** Values that the glue moves in a microsecond. */
const VALUES = 1_500

const worthIt = ({ op, k, n, positions, limbs, weightLimbs, image, input }: ProductPlan): boolean => {
  const macs = positions * k * n
  const values = positions * (n * limbs * weightLimbs + (image === undefined ? k : (k * limbs) / 8))
  const native = CALL + (macs * limbs * weightLimbs) / NATIVE_MACS + values / VALUES
  // Rows of eight outputs: a narrower product costs as much.
  const wasm = (positions * k * Math.ceil(n / 8) * 8) / WASM_MACS + (op.kind === 'conv' && input.shape[2]! < 8 ? 5 : 0)
  return native < wasm
}

/** Ops that only rename a tensor. */
export const renames = (op: Op): boolean => op.kind === 'output' || op.kind === 'reshape'

/** The units of a run, in order. */
export function planUnits(model: ExactModel, choice: Choice): UnitPlan[] {
  const units: UnitPlan[] = []
  model.graph.ops.forEach((op, id) => {
    if (renames(op)) return
    if (op.kind === 'input') {
      units.push({ kind: 'input', id })
      return
    }
    const plan = planProduct(model, id)
    if (plan !== null && (choice === 'always' || worthIt(plan))) units.push({ kind: 'product', id, plan })
    else units.push({ kind: 'wasm', id })
  })
  return units
}
