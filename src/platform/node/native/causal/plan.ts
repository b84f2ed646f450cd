// Which linear ops of a causal graph may be products of onnxruntime, and from how many positions on: a step has any number of rows, so
// the way that an op goes is chosen in every step. By costs, which are the same in every run of a machine (../plan.ts).

import { type ExactModel, elements } from '../../../../core/graph/index.ts'
import type { Choice } from '../plan.ts'
import { type LinePlan, planLine } from '../product.ts'
import type { Block } from '../unit.ts'

export interface CausalProduct {
  readonly line: LinePlan
  /** Fewest positions that onnxruntime takes in a step; fewer run on the wasm kernels. */
  readonly from: number
}

/**
 * Microseconds of a call with what is copied and made around it, products of bytes in one, and bytes of weights that are read in one:
 * spec/decisions/engine-native.md, "Steps".
 */
const CALL = 14
const MACS = 190_000
const READ = 12_000
/** A sum of 32 bits, written by a product and read by the glue, and a value that is copied or cut into bytes. */
const SUM = 0.0007
const VALUE = 0.0006
/** The same of the wasm kernels, for weights of a byte and wider ones. */
const WASM_MACS = [38_000, 34_000] as const
const WASM_READ = 30_000
/** Beyond so many positions nothing changes any more. */
const MANY = 64
/** What share of the other way's cost a product has there at most, by bytes of a weight: these are there twice then. */
const WORTH = { 1: 0.95, 2: 0.8 } as const

const wasmBytes = (bits: number): number => (bits <= 8 ? 1 : bits <= 10 ? 1.25 : bits <= 12 ? 1.5 : 2)

function wasmCost({ k, n, op }: LinePlan, count: number): number {
  const macs = WASM_MACS[op.weightBits <= 8 ? 0 : 1]
  return 1 + (count * k * n) / macs + (wasmBytes(op.weightBits) * k * n) / WASM_READ
}

function productCost({ k, n, limbs, weightLimbs }: LinePlan, count: number): number {
  const sums = count * n * limbs * weightLimbs
  const calls = Math.ceil(n / MOST_COLUMNS)
  const multiplied = (sums * k) / MACS + (weightLimbs * k * n) / READ
  return calls * CALL + multiplied + sums * SUM + count * (k + n) * VALUE
}

/** The fewest positions from which on a product is cheaper, or null. */
function cheaperFrom(line: LinePlan): number | null {
  if (productCost(line, MANY) > WORTH[line.weightLimbs] * wasmCost(line, MANY)) return null
  let from = MANY
  while (from > 1 && productCost(line, from - 1) < wasmCost(line, from - 1)) from--
  return from
}

export function planCausal(model: ExactModel, choice: Choice): CausalProduct[] {
  return model.graph.ops.flatMap((op, id): CausalProduct[] => {
    if (op.kind !== 'linear') return []
    const line = planLine(model, id)
    const from = line === null ? null : choice === 'measured' ? cheaperFrom(line) : 1
    return line === null || from === null ? [] : [{ line, from }]
  })
}

/** Most columns of a call: sums of a few positions stay in the second-level cache. */
const MOST_COLUMNS = 4096
/** Columns of a block at the least where threads share them, and what their number is a multiple of. */
const LEAST_COLUMNS = 64

/** Parts of a product that threads take, each a program of its own: at least one for each thread where there are columns enough. */
export function columnBlocks({ n }: LinePlan, threads: number): Block[] {
  const parts = Math.max(Math.min(threads, Math.floor(n / LEAST_COLUMNS)), Math.ceil(n / MOST_COLUMNS))
  const each = parts <= 1 ? n : Math.ceil(n / parts / LEAST_COLUMNS) * LEAST_COLUMNS
  return Array.from({ length: Math.ceil(n / each) }, (_, i): Block => {
    return { line: 0, from: i * each, n: Math.min(each, n - i * each), start: i * each }
  })
}

/** Bytes of matrix and sums to aim for in one call: ../product.ts. */
const CALL_BYTES = 700_000
const LEAST_POSITIONS = 16

/** Most positions of a call, of `all` in a step at most. */
export function callPositions({ k, limbs, weightLimbs }: LinePlan, columns: number, all: number): number {
  const most = Math.floor(CALL_BYTES / (limbs * (k + 4 * columns * weightLimbs)))
  return Math.min(all, Math.max(LEAST_POSITIONS, most))
}

/** Positions of one row. */
export const positionsOf = ({ op, n }: LinePlan): number => elements(op.shape) / n
