// linear and conv as one matrix product of bytes: activations in one or two bytes each, weights in one or two, sums of 32
// bits, all by onnxruntime's MatMulInteger; around it our own kernels (assembly/). spec/engines.md, "Products".

import type { FixedRegion } from '../../../core/engine/wasm/memory.ts'
import {
  type ConvOp,
  type ExactModel,
  elements,
  type Interval,
  type LinearOp,
  rowLayout,
  type TensorType,
} from '../../../core/graph/index.ts'
import type { Program, Runtime } from './binding.ts'
import { align } from './layout.ts'
import { columnsOf, productModel } from './matrix.ts'
import { rowsOf } from './parameters.ts'
import type { Helpers } from './threads/helpers.ts'
import type { Block, Machine, Place, Unit } from './unit.ts'

/** Partial sums of bytes stay inside int32 up to here. */
const MAX_K = 32_768
/** Bytes of matrix and sums to aim for in one call: they should stay in the second-level cache. */
const CALL_BYTES = 700_000
const SLACK = 64

/** The image that windows read: the input with its padding, or without. */
interface Image {
  readonly height: number
  readonly width: number
  readonly top: number
  readonly left: number
}

/** One op as a product. */
export interface LinePlan {
  readonly id: number
  readonly op: LinearOp | ConvOp
  readonly input: TensorType
  readonly k: number
  readonly n: number
  /** Output positions of one row. */
  readonly positions: number
  readonly limbs: 1 | 2
  readonly weightLimbs: 1 | 2
  /** What is added to an activation before it is cut into bytes. */
  readonly offset: number
  /** Absent where the input's rows are the matrix itself. */
  readonly image?: Image
}

/** Ops whose input is the same matrix, as one product. */
export type ProductPlan = readonly [LinePlan, ...LinePlan[]]

/** How op `id` becomes a product, or null where it cannot. */
export function planLine(model: ExactModel, id: number): LinePlan | null {
  const op = model.graph.ops[id]!
  if (op.kind !== 'linear' && op.kind !== 'conv') return null
  if (op.kind === 'conv' && op.groups !== 1) return null
  const input = model.graph.ops[op.inputs[0]!]!
  const { k, rows: n } = rowLayout(op, input.shape)
  if (k > MAX_K) return null
  let { lo, hi }: Interval = model.bounds.ops[op.inputs[0]!]!.out
  const padded = op.kind === 'conv' && op.pads.some(pad => pad > 0)
  if (padded) {
    lo = Math.min(lo, 0)
    hi = Math.max(hi, 0)
  }
  const narrow = hi - lo <= 255
  const weightLimbs = op.weightBits <= 8 ? 1 : 2
  // The upper byte of the largest weights of 16 bits would be 128, which is no signed byte.
  if (op.weightBits === 16 && rowsOf(model, op).weights.some(w => w > 32_639)) return null
  const plan = {
    id,
    op,
    input,
    k,
    n,
    positions: elements(op.shape) / n,
    limbs: narrow ? 1 : 2,
    weightLimbs,
    offset: narrow ? -lo : 32_768,
  } as const
  if (op.kind === 'linear') return plan
  const [height, width] = input.shape as [number, number]
  const plain = !padded && op.kernel[0] === 1 && op.kernel[1] === 1 && op.stride[0] === 1 && op.stride[1] === 1
  if (plain) return plan
  if (!padded) return { ...plan, image: { height, width, top: 0, left: 0 } }
  const spanOf = (axis: 0 | 1): number => op.dilation[axis] * (op.kernel[axis] - 1) + 1
  return {
    ...plan,
    image: {
      height: (op.shape[0]! - 1) * op.stride[0] + spanOf(0),
      width: (op.shape[1]! - 1) * op.stride[1] + spanOf(1),
      top: op.pads[0],
      left: op.pads[1],
    },
  }
}

const imageBytes = ({ image, input, limbs }: LinePlan, rows: number): number =>
  image === undefined ? 0 : image.height * image.width * input.shape[2]! * limbs * rows + SLACK

/** The most sums that a position has in one call. */
const widthOf = (plan: ProductPlan): number => Math.max(...plan.map(({ n, weightLimbs }) => n * weightLimbs))

/** Positions that are taken together, of `all`: one call's, or as many calls' as `calls` says. */
function callPositions(plan: ProductPlan, all: number, calls = 1): number {
  const [{ k, limbs }] = plan
  const most = Math.max(16, Math.floor((calls * CALL_BYTES) / (limbs * (k + 4 * widthOf(plan)))))
  return Math.ceil(all / Math.ceil(all / most))
}

/** What threads divide has room for several calls. */
const callsOf = (threads: number): number => (threads === 1 ? 1 : 2 * threads)

function scratchOf(plan: ProductPlan, rows: number, threads: number): { matrix: number; sums: number; bytes: number } {
  const [{ k, limbs, positions }] = plan
  const call = callPositions(plan, positions * rows, callsOf(threads))
  const matrix = align(imageBytes(plan[0], rows))
  const sums = matrix + align(limbs * call * k + SLACK)
  return { matrix, sums, bytes: sums + 4 * limbs * call * widthOf(plan) + SLACK }
}

export const productScratch = (plan: ProductPlan, rows: number, threads: number): number =>
  scratchOf(plan, rows, threads).bytes

const columnsIn = (plan: ProductPlan): number => plan.reduce((sum, { n, weightLimbs }) => sum + n * weightLimbs, 0)

/** Bytes that onnxruntime keeps for the weights. */
export const productWeightBytes = (plan: ProductPlan): number => plan[0].k * columnsIn(plan)

/** Products of bytes in a call from which other threads are worth asking, some 60 us. */
export const SHARED_MACS = 12_000_000

/** Products of bytes in a position. */
const workOf = (plan: ProductPlan): number => plan[0].k * plan[0].limbs * columnsIn(plan)

/** Threads share columns of a product up to so many lines of a row, and positions beyond. */
const COLUMN_LINES = 160
/** Columns of a block at the least, and what their number is a multiple of. */
const LEAST_COLUMNS = 64

/**
 * Parts that threads take of a product. With few positions reading the weights is a large part of the work, so that each
 * thread has columns of its own; else all have the same columns and take positions.
 */
function blocksOf(plan: ProductPlan, threads: number): Block[] {
  const [{ limbs, positions }] = plan
  let start = 0
  return plan.flatMap(({ n }, line) => {
    const isByColumns = plan.length > 1 || limbs * positions <= COLUMN_LINES
    const parts = isByColumns ? Math.min(threads, Math.floor(n / LEAST_COLUMNS)) : 1
    const each = parts <= 1 ? n : Math.ceil(n / parts / LEAST_COLUMNS) * LEAST_COLUMNS
    return Array.from({ length: Math.ceil(n / each) }, (_, i): Block => {
      const columns = Math.min(each, n - i * each)
      start += columns
      return { line, from: i * each, n: columns, start: start - columns }
    })
  })
}

export function makeProduct(
  model: ExactModel,
  plan: ProductPlan,
  place: Place,
  chunkRows: number,
  fixed: FixedRegion,
  threads: number,
  helpers: Helpers | undefined,
  at: number,
): (machine: Machine) => Unit {
  const [{ k, limbs, positions, image }] = plan
  const scratch = scratchOf(plan, chunkRows, threads)
  const matrix = place.scratch + scratch.matrix
  const sums = place.scratch + scratch.sums
  const most = callPositions(plan, positions * chunkRows, callsOf(threads))
  const lines = plan.map((line, i) => lineOf(model, line, place.outputs[i]!, sums, fixed))
  const blocks = blocksOf(plan, threads)
  const finishing = blocks.map(block => lines[block.line]!.finishing(block))
  const moves = movesOf(plan[0], place, fixed)
  const least = helpers?.least ?? Number.POSITIVE_INFINITY
  const work = workOf(plan)
  const shared = chunkRows * positions * work >= least
  // What threads share is either blocks or positions: with several ops there are blocks.
  if (shared) helpers!.add(at, { ...{ k, limbs, work, blocks }, positions: most, rowPositions: positions })
  return ({ glue, buffer, runtime, variant }) => {
    for (const { write } of lines) write(buffer)
    const programs = blocks.map(({ line, from, n }) => {
      const { weights, weightLimbs } = lines[line]!
      const rows = weights.subarray(from * k, (from + n) * k)
      const width = n * weightLimbs
      const program = runtime.load(productModel(columnsOf(rows, k, n, weightLimbs), k, width, variant))
      return { program, calls: new Calls(program, runtime, buffer, { k, limbs, columns: width, matrix, sums }) }
    })
    const prepare = (first: number, count: number, rows: number, to: number): void => {
      if (image === undefined) glue.split(moves.split, first, count, to)
      else glue.gather(moves.gather, first, count, rows, to)
    }
    const compute = (block: number, count: number, offset: number, first: number): void => {
      programs[block]!.calls.run(count, offset)
      glue.finish(finishing[block]!.whole, first, count)
    }
    const alone = (from: number, all: number, rows: number): void => {
      const call = Math.min(most, callPositions(plan, all))
      for (let first = from; first < from + all; first += call) {
        const count = Math.min(call, from + all - first)
        prepare(first, count, rows, matrix)
        for (let block = 0; block < blocks.length; block++) compute(block, count, 0, first)
      }
    }
    /** Where positions are shared, every unit has a matrix of its own, one after another. */
    const together = (from: number, all: number, rows: number): void =>
      helpers!.run({
        at,
        count: all,
        alone: () => alone(from, all, rows),
        prepare(first, count) {
          const offset = limbs * first * k
          prepare(from + first, count, rows, matrix + offset)
          return new Uint8Array(buffer, matrix + offset, limbs * count * k)
        },
        compute: (block, first, count) => compute(block, count, limbs * first * k, from + first),
        take(block, first, result) {
          const { line, from: column, n: columns } = blocks[block]!
          const { y, n } = lines[line]!
          const start = y + 2 * ((from + first) * n + column)
          if (columns === n) {
            new Uint8Array(buffer, start, result.length).set(result)
            return
          }
          const bytes = 2 * columns
          const values = new Uint8Array(buffer, start, 2 * (all - first) * n - 2 * column)
          for (let i = 0, to = 0; i < result.length; i += bytes, to += 2 * n)
            values.set(result.subarray(i, i + bytes), to)
        },
      })
    return {
      run(rows) {
        const all = positions * rows
        if (image !== undefined) glue.split(moves.split, 0, rows, place.scratch)
        if (!shared || all * work < least) alone(0, all, rows)
        else for (let first = 0; first < all; first += most) together(first, Math.min(most, all - first), rows)
      },
      release() {
        for (const { program } of programs) program.release()
      },
      lend: {
        lineBytes: limbs * k,
        blocks,
        run(block, count, from, result) {
          new Uint8Array(buffer, matrix, from.length).set(from)
          programs[block]!.calls.run(count, 0)
          glue.finish(finishing[block]!.apart, 0, count)
          result.set(new Uint8Array(buffer, lines[blocks[block]!.line]!.y, result.length))
        },
      },
    }
  }
}

/** What an op adds to the product that it is part of. */
export function lineOf(
  model: ExactModel,
  { op, k, n, limbs, weightLimbs, offset }: LinePlan,
  y: number,
  sums: number,
  fixed: FixedRegion,
) {
  const bias = fixed.reserve(4 * n)
  const scale = fixed.reserve(4 * n)
  const { weights, bias: own, exponents } = rowsOf(model, op)
  const folded = foldedBias(own, weights, k, offset)
  const round = op.shift === 0 ? 0 : 2 ** (op.shift - 1)
  const finishWords = (block: Block, places: readonly number[]): number => {
    const parameters = [bias + 4 * block.from, scale + 4 * block.from, op.shift, round, op.lo, op.hi]
    return fixed.words([sums, ...places, block.n, limbs, weightLimbs, ...parameters])
  }
  return {
    y,
    n,
    weightLimbs,
    weights,
    /** Parameters that put results of a block at their place among those of all, or by themselves. */
    finishing: (block: Block) => ({
      whole: finishWords(block, [y + 2 * block.from, n]),
      apart: finishWords(block, [y, block.n]),
    }),
    write(buffer: ArrayBuffer): void {
      new Int32Array(buffer, scale, n).set(Int32Array.from(exponents, exponent => 2 ** exponent))
      new Int32Array(buffer, bias, n).set(folded)
    },
  }
}

/** Parameters of the kernels that make the matrix. */
export function movesOf(plan: LinePlan, place: Place, fixed: FixedRegion): { split: number; gather: number } {
  const { op, k, limbs, image, input, offset } = plan
  const x = place.inputs[0]!
  if (image === undefined) return { split: fixed.words([x, limbs, offset, 2 * k, 0, 1, k, k, 0, 0]), gather: 0 }
  const { kernel, stride, dilation } = op as ConvOp
  const [height, width, channels] = input.shape as [number, number, number]
  const line = image.width * channels
  const split = fixed.words([
    x,
    limbs,
    offset,
    height * width * channels * 2,
    width * channels * 2,
    Math.min(height, image.height - image.top),
    Math.min(width, image.width - image.left) * channels,
    image.height * line,
    line,
    image.top * line + image.left * channels,
  ])
  // Without gaps a line of a window is one run of bytes.
  const whole = kernel[1] === 1 || dilation[1] === 1
  const taps: number[] = []
  for (let ky = 0; ky < kernel[0]; ky++) {
    for (let kx = 0; kx < (whole ? 1 : kernel[1]); kx++)
      taps.push(ky * dilation[0] * line + kx * dilation[1] * channels)
  }
  const gather = fixed.words([
    place.scratch,
    limbs,
    image.height * line,
    stride[0] * line,
    stride[1] * channels,
    op.shape[0]!,
    op.shape[1]!,
    fixed.words(taps),
    taps.length,
    whole ? kernel[1] * channels : channels,
  ])
  return { split, gather }
}

/** bias - offset * (sum of the row's weights), modulo 2^32: the sum of at most 2^15 weights is an int32. */
function foldedBias(bias: Int32Array, weights: Int8Array | Int16Array, k: number, offset: number): Int32Array {
  const out = new Int32Array(bias.length)
  for (let row = 0; row < out.length; row++) {
    let sum = 0
    for (let i = row * k; i < (row + 1) * k; i++) sum = (sum + weights[i]!) | 0
    out[row] = bias[row]! - Math.imul(offset, sum)
  }
  return out
}

interface Operands {
  readonly k: number
  readonly limbs: number
  readonly columns: number
  readonly matrix: number
  readonly sums: number
}

/** Calls of one program by where the matrix lies and the number of positions: tensors are views of the memory, made once. */
class Calls {
  private readonly made = new Map<string, () => void>()
  private readonly program: Program
  private readonly runtime: Runtime
  private readonly buffer: ArrayBuffer
  private readonly operands: Operands

  constructor(program: Program, runtime: Runtime, buffer: ArrayBuffer, operands: Operands) {
    this.program = program
    this.runtime = runtime
    this.buffer = buffer
    this.operands = operands
  }

  run(count: number, offset: number): void {
    const key = `${offset} ${count}`
    let call = this.made.get(key)
    if (call === undefined) {
      if (this.made.size >= MOST_CALLS) this.made.clear()
      call = this.make(count, offset)
      this.made.set(key, call)
    }
    call()
  }

  private make(count: number, offset: number): () => void {
    const { k, limbs, columns, matrix, sums } = this.operands
    const { program, runtime, buffer } = this
    const lines = limbs * count
    const x = new Uint8Array(buffer, matrix + offset, lines * k)
    const feeds = { [program.inputs[0]!]: runtime.tensor('uint8', x, [lines, k]) }
    const out = new Int32Array(buffer, sums, lines * columns)
    const fetches = { [program.outputs[0]!]: runtime.tensor('int32', out, [lines, columns]) }
    return () => program.run(feeds, fetches)
  }
}

const MOST_CALLS = 64
