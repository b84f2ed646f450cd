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
import { INT32, OnnxWriter, UINT8 } from './onnx.ts'
import { rowsOf } from './parameters.ts'
import type { Program, Runtime } from './runtime.ts'
import type { Variant } from './selftest.ts'
import type { Machine, Place, Unit } from './unit.ts'

/** Partial sums of bytes stay inside int32 up to here. */
const MAX_K = 32_768
/** Bytes of matrix and sums to aim for in one call: they should stay in the second-level cache. */
const CALL_BYTES = 1_500_000
const SLACK = 64

/** The image that windows read: the input with its padding, or without. */
interface Image {
  readonly height: number
  readonly width: number
  readonly top: number
  readonly left: number
}

export interface ProductPlan {
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

/** How op `id` becomes a product, or null where it cannot. */
export function planProduct(model: ExactModel, id: number): ProductPlan | null {
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

const imageBytes = ({ image, input, limbs }: ProductPlan, rows: number): number =>
  image === undefined ? 0 : image.height * image.width * input.shape[2]! * limbs * rows + SLACK

/** Positions that one call takes, of `all`. */
function callPositions({ k, n, limbs, weightLimbs }: ProductPlan, all: number): number {
  const most = Math.max(16, Math.floor(CALL_BYTES / (limbs * (k + 4 * n * weightLimbs))))
  return Math.ceil(all / Math.ceil(all / most))
}

const align = (bytes: number): number => Math.ceil(bytes / 64) * 64

function scratchOf(plan: ProductPlan, rows: number): { image: number; matrix: number; sums: number; bytes: number } {
  const call = callPositions(plan, plan.positions * rows)
  const matrix = align(imageBytes(plan, rows))
  const sums = matrix + align(plan.limbs * call * plan.k + SLACK)
  return { image: 0, matrix, sums, bytes: sums + 4 * plan.limbs * call * plan.n * plan.weightLimbs + SLACK }
}

export const productScratch = (plan: ProductPlan, rows: number): number => scratchOf(plan, rows).bytes

/** Bytes that onnxruntime keeps for the weights. */
export const productWeightBytes = ({ k, n, weightLimbs }: ProductPlan): number => k * n * weightLimbs

export function makeProduct(
  model: ExactModel,
  plan: ProductPlan,
  place: Place,
  chunkRows: number,
  fixed: FixedRegion,
): (machine: Machine) => Unit {
  const { op, k, n, limbs, weightLimbs, image, input, offset } = plan
  const scratch = scratchOf(plan, chunkRows)
  const matrix = place.scratch + scratch.matrix
  const sums = place.scratch + scratch.sums
  const bias = fixed.reserve(4 * n)
  const scale = fixed.reserve(4 * n)
  const finishParameters = fixed.words([
    sums,
    place.outputs[0]!,
    n,
    limbs,
    weightLimbs,
    bias,
    scale,
    op.shift,
    op.shift === 0 ? 0 : 2 ** (op.shift - 1),
    op.lo,
    op.hi,
  ])
  const x = place.inputs[0]!
  let splitParameters: number
  let gatherParameters = 0
  if (image === undefined) {
    splitParameters = fixed.words([x, matrix, limbs, offset, 2 * k, 0, 1, k, k, 0, 0])
  } else {
    const { kernel, stride, dilation } = op as ConvOp
    const [height, width, channels] = input.shape as [number, number, number]
    const line = image.width * channels
    splitParameters = fixed.words([
      x,
      place.scratch,
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
    gatherParameters = fixed.words([
      place.scratch,
      matrix,
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
  }
  return ({ glue, buffer, runtime, variant, threads }) => {
    const p = rowsOf(model, op)
    new Int32Array(buffer, scale, n).set(Array.from(p.exponents, exponent => 2 ** exponent))
    new Int32Array(buffer, bias, n).set(foldedBias(p.bias, p.weights, k, offset))
    const program = runtime.load(
      productModel(columnsOf(p.weights, k, n, weightLimbs), k, n * weightLimbs, variant),
      threads,
    )
    const calls = new Calls(program, runtime, buffer, plan, matrix, sums)
    return {
      run(rows) {
        const all = plan.positions * rows
        const call = callPositions(plan, all)
        if (image !== undefined) glue.split(splitParameters, 0, rows)
        for (let first = 0; first < all; first += call) {
          const count = Math.min(call, all - first)
          if (image === undefined) glue.split(splitParameters, first, count)
          else glue.gather(gatherParameters, first, count, rows)
          calls.run(count)
          glue.finish(finishParameters, first, count)
        }
      },
      release: () => program.release(),
    }
  }
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

/** The weights as a matrix of k rows; with two limbs the n columns of low bytes, then those of high bytes. */
export function columnsOf(weights: Int8Array | Int16Array, k: number, n: number, limbs: 1 | 2): Int8Array {
  const line = n * limbs
  const out = new Int8Array(k * line)
  // Four rows make a word of four columns: byte by byte, what is written lies too far apart for the caches.
  const fours = n % 4 === 0 ? n : 0
  const words = new Int32Array(out.buffer, 0, fours === 0 ? 0 : out.length / 4)
  for (let row = 0; row < fours; row += 4) {
    const [a, b, c, d] = [row * k, (row + 1) * k, (row + 2) * k, (row + 3) * k]
    let to = row / 4
    if (limbs === 1) {
      for (let i = 0; i < k; i++, to += line / 4)
        words[to] = word(weights[a + i]!, weights[b + i]!, weights[c + i]!, weights[d + i]!)
    } else {
      for (let i = 0; i < k; i++, to += line / 4) {
        const [p, q, r, s] = [weights[a + i]!, weights[b + i]!, weights[c + i]!, weights[d + i]!]
        words[to] = word(p, q, r, s)
        words[to + n / 4] = word(highOf(p), highOf(q), highOf(r), highOf(s))
      }
    }
  }
  for (let row = fours; row < n; row++) {
    for (let i = 0; i < k; i++) {
      const w = weights[row * k + i]!
      out[i * line + row] = w
      if (limbs === 2) out[i * line + n + row] = highOf(w)
    }
  }
  return out
}

const word = (a: number, b: number, c: number, d: number): number =>
  (a & 255) | ((b & 255) << 8) | ((c & 255) << 16) | (d << 24)

/** What is left of a weight beside its low byte, which has a sign: w = low + 256 * high. */
const highOf = (w: number): number => (w - ((w << 24) >> 24)) >> 8

/** x (m x k, bytes) times `columns` (k x n), in the form that is exact on this machine. */
export function productModel(columns: Int8Array, k: number, n: number, variant: Variant): Uint8Array {
  const w = new OnnxWriter()
  w.output(addProduct(w, w.input(UINT8, ['m', k]), columns, k, n, variant), INT32, ['m', n])
  return w.finish()
}

/** The node of a product, and its weights. */
export function addProduct(
  w: OnnxWriter,
  x: string,
  columns: Int8Array,
  k: number,
  n: number,
  variant: Variant,
): string {
  if (variant === 's8') return w.node('MatMulInteger', [x, w.constant(columns, [k, n])])
  const raised = new Uint8Array(columns.length)
  for (let i = 0; i < raised.length; i++) raised[i] = columns[i]! + 128
  return w.node('MatMulInteger', [
    x,
    w.constant(raised, [k, n]),
    w.constant(Uint8Array.of(0)),
    w.constant(Uint8Array.of(128)),
  ])
}

/** Calls of one program by number of positions: tensors are views of the memory and are made once. */
class Calls {
  private readonly made = new Map<number, () => void>()
  private readonly program: Program
  private readonly runtime: Runtime
  private readonly buffer: ArrayBuffer
  private readonly plan: ProductPlan
  private readonly matrix: number
  private readonly sums: number

  constructor(
    program: Program,
    runtime: Runtime,
    buffer: ArrayBuffer,
    plan: ProductPlan,
    matrix: number,
    sums: number,
  ) {
    this.program = program
    this.runtime = runtime
    this.buffer = buffer
    this.plan = plan
    this.matrix = matrix
    this.sums = sums
  }

  run(count: number): void {
    let call = this.made.get(count)
    if (call === undefined) {
      if (this.made.size >= 16) this.made.clear()
      call = this.make(count)
      this.made.set(count, call)
    }
    call()
  }

  private make(count: number): () => void {
    const { k, n, limbs, weightLimbs } = this.plan
    const lines = limbs * count
    const columns = n * weightLimbs
    const feeds = { v0: this.runtime.tensor('uint8', new Uint8Array(this.buffer, this.matrix, lines * k), [lines, k]) }
    const out = new Int32Array(this.buffer, this.sums, lines * columns)
    const fetches = { [this.program.outputs[0]!]: this.runtime.tensor('int32', out, [lines, columns]) }
    return () => this.program.run(feeds, fetches)
  }
}
