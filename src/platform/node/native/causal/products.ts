// Products of onnxruntime inside the steps of a causal session, in the units that threads of the wasm engine share. Memory of that
// engine may be shared and grows with sequences, and onnxruntime takes neither: every thread has a memory of its own for matrix and
// sums, and copies positions in and results out. Part of the threads' program.

import type { Divided } from '../../../../core/engine/wasm/bind.ts'
import { FixedRegion } from '../../../../core/engine/wasm/memory.ts'
import type { ExactModel } from '../../../../core/graph/index.ts'
import type { Program, Runtime } from '../binding.ts'
import { type Glue, glueOn } from '../kernels.ts'
import { align } from '../layout.ts'
import { columnsOf, productModel, type Variant } from '../matrix.ts'
import { type LinePlan, lineOf, movesOf } from '../product.ts'
import type { Block } from '../unit.ts'
import { callPositions, columnBlocks } from './plan.ts'

const WASM_PAGE = 65_536
/** Where a thread's memory begins to be used. */
const BASE = 1024
const SLACK = 64
/** What kernels are told of a product: less than this. */
const PARAMETERS = 1024

/** An op that may be a product, and where the step of the wasm engine has it. */
export interface ProductPlace {
  readonly line: LinePlan
  /** Address of the parameters of its wasm kernel: its name. */
  readonly parameters: number
  /** Where its positions and its results lie in the engine's memory. */
  readonly x: number
  readonly y: number
  /** Most positions of a step's pass. */
  readonly most: number
}

interface Part {
  readonly block: Block
  readonly program: Program
  readonly finish: number
}

interface Line {
  readonly place: ProductPlace
  readonly split: number
  readonly parts: readonly Part[]
  /** Most positions of a call. */
  readonly call: number
}

interface Job {
  readonly line: Line
  readonly count: number
  /** Positions of a unit. */
  readonly chunk: number
}

const widthOf = (line: LinePlan, threads: number): number =>
  Math.max(...columnBlocks(line, threads).map(({ n }) => n)) * line.weightLimbs

/** Where everything that passes lies in a thread's own memory: the most that any product needs. */
function layOut(places: readonly Omit<ProductPlace, 'parameters' | 'x' | 'y'>[], threads: number) {
  let [x, matrix, sums, y] = [0, 0, 0, 0]
  for (const { line, most } of places) {
    const width = widthOf(line, threads)
    const call = callPositions(line, width / line.weightLimbs, most)
    x = Math.max(x, 2 * call * line.k)
    matrix = Math.max(matrix, line.limbs * call * line.k)
    sums = Math.max(sums, 4 * line.limbs * call * width)
    y = Math.max(y, 2 * call * width)
  }
  const at = { x: align(BASE), matrix: 0, sums: 0, y: 0, end: 0 }
  at.matrix = at.x + align(x + SLACK)
  at.sums = at.matrix + align(matrix + SLACK)
  at.y = at.sums + align(sums + SLACK)
  at.end = at.y + align(y + SLACK)
  return at
}

/** Bytes that one thread has for these products: weights in onnxruntime, and memory of its own. */
export function productBytes(places: readonly Pick<ProductPlace, 'line' | 'most'>[], threads: number): number {
  const kept = places.reduce(
    (sum, { line: { k, n, weightLimbs } }) => sum + k * n * weightLimbs + 8 * n + PARAMETERS,
    0,
  )
  return kept + layOut(places, threads).end
}

export interface ProductsOptions {
  readonly model: ExactModel
  readonly places: readonly ProductPlace[]
  /** The memory of the wasm engine. */
  readonly memory: WebAssembly.Memory
  readonly threads: number
  readonly runtime: Runtime
  readonly variant: Variant
}

export class Products {
  private readonly lines = new Map<number, Line>()
  private readonly memory: WebAssembly.Memory
  private readonly runtime: Runtime
  private readonly own: ArrayBuffer
  private readonly at: ReturnType<typeof layOut>
  private readonly glue: Glue
  private readonly calls = new Map<string, (program: Program) => void>()
  private job: Job | undefined
  /** The unit whose matrix is there, or -1. */
  private made = -1

  constructor({ model, places, memory, threads, runtime, variant }: ProductsOptions) {
    this.memory = memory
    this.runtime = runtime
    this.at = layOut(places, threads)
    const { x, sums, y, end } = this.at
    const fixed = new FixedRegion(end)
    const writers: ((buffer: ArrayBuffer) => void)[] = []
    for (const place of places) {
      const { line } = place
      const { k, weightLimbs } = line
      const { weights, finishing, write } = lineOf(model, line, y, sums, fixed)
      writers.push(write)
      const { split } = movesOf(line, { inputs: [x], outputs: [y], scratch: 0 }, fixed)
      const parts = columnBlocks(line, threads).map((block): Part => {
        const columns = columnsOf(weights.subarray(block.from * k, (block.from + block.n) * k), k, block.n, weightLimbs)
        const program = runtime.load(productModel(columns, k, block.n * weightLimbs, variant))
        return { block, program, finish: finishing(block).apart }
      })
      const call = callPositions(line, widthOf(line, threads) / weightLimbs, place.most)
      this.lines.set(place.parameters, { place, split, parts, call })
    }
    const own = new WebAssembly.Memory({ initial: Math.ceil(fixed.end / WASM_PAGE) })
    this.own = own.buffer
    fixed.write(this.own)
    for (const write of writers) write(this.own)
    this.glue = glueOn(own)
  }

  /** Divides a product of `count` positions into units, and says how many. */
  begin(parameters: number, count: number): number {
    const line = this.lines.get(parameters)!
    const chunk = Math.ceil(count / Math.ceil(count / line.call))
    this.job = { line, count, chunk }
    this.made = -1
    return Math.ceil(count / chunk) * line.parts.length
  }

  /** Positions of a chunk times a block of columns. */
  unit(unit: number): void {
    const { line, count, chunk } = this.job!
    const { parts, place, split } = line
    const { k, n } = place.line
    const part = parts[unit % parts.length]!
    const at = Math.floor(unit / parts.length)
    const first = at * chunk
    const lines = Math.min(chunk, count - first)
    const shared = this.memory.buffer
    if (this.made !== at) {
      const values = new Int16Array(shared, place.x + 2 * first * k, lines * k)
      new Int16Array(this.own, this.at.x, lines * k).set(values)
      this.glue.split(split, 0, lines, this.at.matrix)
      this.made = at
    }
    this.multiply(place.line, part, lines)
    this.glue.finish(part.finish, 0, lines)
    const { from, n: columns } = part.block
    const results = new Int16Array(this.own, this.at.y, lines * columns)
    const out = new Int16Array(shared, place.y + 2 * first * n, lines * n)
    if (columns === n) out.set(results)
    else for (let i = 0; i < lines; i++) out.set(results.subarray(i * columns, (i + 1) * columns), i * n + from)
  }

  /** All units, one after another. */
  run(parameters: number, count: number): void {
    const units = this.begin(parameters, count)
    for (let unit = 0; unit < units; unit++) this.unit(unit)
  }

  /** Tensors are views of this thread's memory, made once for all products of one shape. */
  private multiply({ k, limbs, weightLimbs }: LinePlan, { program, block }: Part, lines: number): void {
    const m = limbs * lines
    const width = block.n * weightLimbs
    const key = `${k} ${width} ${m}`
    let call = this.calls.get(key)
    if (call === undefined) {
      if (this.calls.size >= MOST_CALLS) this.calls.clear()
      const x = this.runtime.tensor('uint8', new Uint8Array(this.own, this.at.matrix, m * k), [m, k])
      const y = this.runtime.tensor('int32', new Int32Array(this.own, this.at.sums, m * width), [m, width])
      const feeds = { [program.inputs[0]!]: x }
      const fetches = { [program.outputs[0]!]: y }
      call = one => one.run(feeds, fetches)
      this.calls.set(key, call)
    }
    call(program)
  }

  release(): void {
    for (const { parts } of this.lines.values()) for (const { program } of parts) program.release()
    this.lines.clear()
  }
}

const MOST_CALLS = 1024

/** Parameters lie at multiples of 16: one more asks for a product of as many positions instead of the kernel. */
export const asProduct = (parameters: number): number => parameters + 1

/** Kernels that threads share, with products among them. */
export function withProducts<D extends Readonly<Record<string, Divided | undefined>>>(
  divided: D,
  products: () => Products,
): D {
  const wrapped = Object.entries(divided).map(([name, one]) => {
    const both: Divided = {
      begin: (at, rows) => ((at & 1) === 0 ? one!.begin(at, rows) : products().begin(at - 1, rows)),
      unit: (at, unit) => ((at & 1) === 0 ? one!.unit(at, unit) : products().unit(unit)),
    }
    return [name, both] as const
  })
  return Object.fromEntries(wrapped) as D
}
