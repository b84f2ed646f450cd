// The checks of check.ts on 128-bit vectors, two vectors of a challenge at a time: the kernels of assembly/ on a memory of their own, through
// which weights, inputs and accumulators pass in blocks that caches hold.

import { fromBase64 } from '../bytes/index.ts'
import { elements } from '../graph/index.ts'
import { type AdvisedOp, mostOf, type OpCheck, type StartChecks, tapOf, tapsOf } from './check.ts'
import { KERNELS } from './generated/kernels.ts'

interface Kernels {
  readonly base: WebAssembly.Global
  combine8(weights: number, k: number, pairs: number, factors: number, targets: number): void
  combine16(weights: number, k: number, pairs: number, factors: number, targets: number): void
  constant(bias: number, exponents: number, u: number, count: number): bigint
  lines(x: number, k: number, positions: number, f: number, plane: number, sums: number): void
  windows(words: number, x: number, rows: number, f: number, plane: number, sums: number): void
  settle(
    ...numbers: [
      ...[accumulators: number, count: number, positions: number, u: number, plane: number, sums: number],
      ...[out: number, most: number, shift: number, lo: number, hi: number],
    ]
  ): number
}

const PAGE = 65_536
/** Bytes of weights, and of accumulators or inputs, that are met together. */
const BLOCK_BYTES = 131_072
/** Vectors end with room for what kernels read beyond. */
const SPARE = 64
/** Bits of a factor of weights: two products of it fit in int32 with every width of weights. */
const LIMB = 15

let compiled: Promise<WebAssembly.Module> | undefined

const round = (bytes: number): number => Math.ceil(bytes / SPARE) * SPARE

/** Places in the memory, one after another. */
class Places {
  end: number

  constructor(base: number) {
    this.end = round(base)
  }

  reserve(bytes: number): number {
    const at = this.end
    this.end += round(bytes) + SPARE
    return at
  }
}

interface OpPlace {
  /** Planes of W u: lower and upper words for each vector. */
  readonly folded: number
  readonly plane: number
}

export const fastChecks: StartChecks = async (ops, vectors) => {
  if (vectors.length % 2 !== 0) throw new RangeError(`audit: ${vectors.length} vectors, an even number is expected`)
  compiled ??= WebAssembly.compile(fromBase64(KERNELS) as Uint8Array<ArrayBuffer>)
  const memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE })
  const kernels = new WebAssembly.Instance(await compiled, { env: { memory } }).exports as unknown as Kernels
  const places = new Places(kernels.base.value as number)

  const most = (of: (op: AdvisedOp) => number): number => Math.max(0, ...ops.map(of))
  const countOf = ({ parameters }: AdvisedOp): number => parameters.bias.length
  const rowsOf = (op: AdvisedOp): number => blockRows(op)
  const planeU = round(4 * most(countOf)) + SPARE
  const u = places.reserve(vectors.length * planeU)
  const own: OpPlace[] = ops.map(op => {
    const plane = round(4 * tapsOf(op)) + SPARE
    return { folded: places.reserve(2 * vectors.length * plane), plane }
  })
  const weights = places.reserve(most(op => (blockLines(op) + 1) * lineBytes(op)))
  const factors = places.reserve(most(op => 16 * (blockLines(op) + 1)))
  const targets = places.reserve(32)
  const lineOf = round(most(op => 8 * (op.parameters.weights.length / countOf(op) + 8)))
  const combined = places.reserve(3 * lineOf)
  const bias = places.reserve(4 * most(countOf))
  const exponents = places.reserve(most(countOf))
  const words = places.reserve(13 * 4)
  const x = places.reserve(most(op => 2 * rowsOf(op) * elements(op.inputShape)))
  const accumulators = places.reserve(most(op => 4 * rowsOf(op) * elements(op.op.shape)))
  const out = places.reserve(most(op => 2 * rowsOf(op) * elements(op.op.shape)))
  const sums = places.reserve(most(op => (16 * rowsOf(op) * elements(op.op.shape)) / countOf(op)))
  memory.grow(Math.ceil(places.end / PAGE))
  const { buffer } = memory
  vectors.forEach((vector, i) => {
    new Int32Array(buffer, u + i * planeU, vector.length).set(vector.subarray(0, planeU / 4))
  })

  /** Lays W u of two vectors out, group by group, and gives the constants of both. */
  function fold(advised: AdvisedOp, { folded, plane }: OpPlace, pair: number): BigInt64Array {
    const { op, parameters } = advised
    const count = countOf(advised)
    const k = parameters.weights.length / count
    const per = op.kind === 'conv' ? count / op.groups : count
    const isWide = parameters.weights instanceof Int16Array
    const staged = new (isWide ? Int16Array : Int8Array)(buffer, weights, (blockLines(advised) + 1) * k)
    const limbs = new Int16Array(buffer, factors, 8 * (blockLines(advised) + 1))
    const more = new Int16Array(limbs.length)
    const hasMore = parameters.exponents.some(exponent => exponent > 0)
    const [first, second] = [vectors[2 * pair]!, vectors[2 * pair + 1]!]
    const lanes = new Int32Array(buffer, combined, lineOf / 2)
    const combine = (lines: number, targetsOf: readonly number[], shifts: readonly number[]): void => {
      new Int32Array(buffer, targets, 8).set([...targetsOf, ...shifts])
      kernels[isWide ? 'combine16' : 'combine8'](weights, k, Math.ceil(lines / 2), factors, targets)
    }
    const [a, b, spare] = [combined, combined + lineOf, combined + 2 * lineOf]
    for (let from = 0; from < count; from += per) {
      lanes.fill(0)
      for (let line = 0; line < per; line += blockLines(advised)) {
        const lines = Math.min(blockLines(advised), per - line)
        staged.set(parameters.weights.subarray((from + line) * k, (from + line + lines) * k))
        limbs.fill(0, 0, 8 * Math.ceil(lines / 2))
        if (hasMore) more.fill(0)
        if (!hasMore) {
          splitTo(limbs, 0, first, from + line, lines)
          splitTo(limbs, 4, second, from + line, lines)
        } else
          for (let i = 0; i < lines; i++) {
            const n = from + line + i
            const to = 8 * (i >> 1) + (i & 1)
            splitScaledTo(limbs, more, to, first[n]! * 2 ** parameters.exponents[n]!)
            splitScaledTo(limbs, more, to + 4, second[n]! * 2 ** parameters.exponents[n]!)
          }
        combine(lines, [a, a, b, b], [0, LIMB, 0, LIMB])
        if (!hasMore) continue
        limbs.set(more)
        combine(lines, [a, spare, b, spare], [2 * LIMB, 0, 2 * LIMB, 0])
      }
      // Lower words have a sign; what they lack is in the upper ones.
      for (let vector = 0; vector < 2; vector++) {
        const to = folded + 2 * (2 * pair + vector) * plane
        const lower = new Int32Array(buffer, to, plane / 4)
        const upper = new Int32Array(buffer, to + plane, plane / 4)
        for (let i = 0; i < k; i++) {
          const word = lanes[(vector * lineOf) / 4 + 2 * i]!
          const tap = tapOf(op, count, k, from, i)
          lower[tap] = word
          upper[tap] = lanes[(vector * lineOf) / 4 + 2 * i + 1]! + (word < 0 ? 1 : 0)
        }
      }
    }
    new Int32Array(buffer, bias, count).set(parameters.bias)
    new Uint8Array(buffer, exponents, count).set(parameters.exponents)
    return BigInt64Array.from([0, 1], vector =>
      kernels.constant(bias, exponents, u + (2 * pair + vector) * planeU, count),
    )
  }

  return ops.map((advised, id): OpCheck => {
    const { op, inputShape } = advised
    const place = own[id]!
    const count = countOf(advised)
    const [perX, perOut] = [elements(inputShape), elements(op.shape)]
    let constants: Int32Array[] | undefined
    return {
      settle(values, given, rows, to) {
        constants ??= Array.from(
          { length: vectors.length / 2 },
          (_, pair) => new Int32Array(fold(advised, place, pair).buffer),
        )
        if (op.kind === 'conv') new Int32Array(buffer, words, 13).set(windowWords(advised))
        for (let row = 0; row < rows; row += rowsOf(advised)) {
          const n = Math.min(rowsOf(advised), rows - row)
          const positions = (n * perOut) / count
          new Int16Array(buffer, x, n * perX).set(values.subarray(row * perX, (row + n) * perX))
          new Int32Array(buffer, accumulators, n * perOut).set(given.subarray(row * perOut, (row + n) * perOut))
          for (let pair = 0; pair < constants.length; pair++) {
            const folded = place.folded + 4 * pair * place.plane
            if (op.kind === 'linear') kernels.lines(x, inputShape.at(-1)!, positions, folded, place.plane, sums)
            else kernels.windows(words, x, n, folded, place.plane, sums)
            const isWithin = kernels.settle(
              ...([accumulators, count, positions, u + 2 * pair * planeU, planeU, sums] as const),
              ...([out, mostOf(op), op.shift, op.lo, op.hi] as const),
            )
            if (isWithin === 0) return 'outside'
            if (!isOpposite(new Int32Array(buffer, sums, 4 * positions), constants[pair]!)) return 'wrong'
          }
          to.set(new Int16Array(buffer, out, n * perOut), row * perOut)
        }
        return 'holds'
      },
    }
  })
}

/** Puts both limbs of `lines` elements of a vector from `from` on to `limbs`, those of two elements beside each other. */
function splitTo(limbs: Int16Array, to: number, vector: Int32Array, from: number, lines: number): void {
  for (let i = 0; i < lines; i++) {
    const value = vector[from + i]!
    const rest = (value + 2 ** (LIMB - 1)) >> LIMB
    const at = to + 8 * (i >> 1) + (i & 1)
    limbs[at] = value - (rest << LIMB)
    limbs[at + 2] = rest
  }
}

/** Puts two limbs of an integer below 2^44 to `limbs`, two places apart, and the third one likewise to `more`. */
function splitScaledTo(limbs: Int16Array, more: Int16Array, at: number, value: number): void {
  const half = 2 ** (LIMB - 1)
  const rest = Math.floor((value + half) / 2 ** LIMB)
  const last = Math.floor((rest + half) / 2 ** LIMB)
  limbs[at] = value - rest * 2 ** LIMB
  limbs[at + 2] = rest - last * 2 ** LIMB
  more[at] = last
}

/** Are all pairs of int64 the negatives of the two constants? As words. */
function isOpposite(sums: Int32Array, constants: Int32Array): boolean {
  const negative = new Int32Array(new BigInt64Array(constants.buffer).map(value => -value).buffer)
  for (let at = 0; at < sums.length; at++) if (sums[at] !== negative[at & 3]) return false
  return true
}

const lineBytes = ({ parameters: { bias, weights } }: AdvisedOp): number => weights.byteLength / bias.length

/** Lines of weights that are met together: as many as int32 holds the sums of, and a cache the bytes of. An even number. */
function blockLines(advised: AdvisedOp): number {
  const pairs = 2 ** (17 - advised.op.weightBits) - 1
  return 2 * Math.max(1, Math.min(pairs, Math.floor(BLOCK_BYTES / (2 * lineBytes(advised)))))
}

/** Rows that are met together. */
const blockRows = ({ op, inputShape }: AdvisedOp): number =>
  Math.max(1, Math.floor(BLOCK_BYTES / (4 * Math.max(elements(op.shape), elements(inputShape)))))

/** The words of a convolution, in the order of assembly/index.ts. */
function windowWords({ op, inputShape }: AdvisedOp): readonly number[] {
  if (op.kind === 'linear') return []
  return [...inputShape, op.shape[0]!, op.shape[1]!, ...op.kernel, ...op.stride, ...op.dilation, op.pads[0], op.pads[1]]
}
