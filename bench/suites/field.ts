// Suite field: the arithmetic of proofs over both fields that they could use, in turn: products, folds, inner products
// and encodings on WebAssembly's vector instructions, and single products in plain TypeScript. Rates in millions a
// second; a ratio above 1 is for Mersenne-31.

import {
  domainOf,
  type Extension,
  extensionOf,
  type Field31,
  type FieldVectors,
  fastVectors,
  KOALABEAR,
  MERSENNE31,
  type Vector,
} from '../../src/core/field/index.ts'
import type { Suite, Variant } from '../harness.ts'

/** Elements of a vector that stays in a core's first cache, and of one that is read from memory. */
const NEAR = 2 ** 11
const FAR = 2 ** 20
/**
 * A figure is the fastest of so many slices, each at least so long: what else runs on the machine slows slices, not
 * kernels.
 */
const SLICES = 16
const MILLISECONDS = 6

interface Side {
  readonly vectors: FieldVectors
  readonly field: Field31
  readonly r: number
  readonly wide: Extension
}

/** An element that no bit pattern distinguishes. */
const element = ({ order }: Field31, i: number): number => (Math.imul(i + 1, 0x9e37_79b1) >>> 0) % order

function filled(side: Side, length: number, wide: boolean): Vector {
  const vector = side.vectors.vector(length, wide)
  side.vectors.write(
    vector,
    Uint32Array.from({ length: (wide ? 4 : 1) * length }, (_, i) => element(side.field, i)),
  )
  return vector
}

/** What a case does once, given its vectors, and how many of its operations that is. */
type Prepare = (side: Side, length: number) => readonly [work: () => void, operations: number]

const OPERATIONS: Readonly<Record<string, Prepare>> = {
  sums: (side, n) => {
    const [a, b] = [filled(side, n, false), filled(side, n, false)]
    return [() => side.vectors.add(a, b, b), n]
  },
  products: (side, n) => {
    const [a, b, out] = [filled(side, n, false), filled(side, n, false), side.vectors.vector(n)]
    return [() => side.vectors.mul(a, b, out), n]
  },
  'axpy, prime field': (side, n) => {
    const [x, y] = [filled(side, n, false), filled(side, n, false)]
    return [() => side.vectors.axpy(side.r, x, y, y), n]
  },
  'axpy of the prime field into the extension': (side, n) => {
    const [x, y] = [filled(side, n, false), filled(side, n, true)]
    return [() => side.vectors.axpy(side.wide, x, y, y), n]
  },
  'products of the extension': (side, n) => {
    const [a, b, out] = [filled(side, n, true), filled(side, n, true), side.vectors.vector(n, true)]
    return [() => side.vectors.mul(a, b, out), n]
  },
  'axpy, extension': (side, n) => {
    const [x, y] = [filled(side, n, true), filled(side, n, true)]
    return [() => side.vectors.axpy(side.wide, x, y, y), n]
  },
  'fold of the prime field into the extension': (side, n) => {
    const [v, out] = [filled(side, n, false), side.vectors.vector(n / 2, true)]
    return [() => side.vectors.fold(v, side.wide, out), n / 2]
  },
  'fold of the extension': (side, n) => {
    const [v, out] = [filled(side, n, true), side.vectors.vector(n / 2, true)]
    return [() => side.vectors.fold(v, side.wide, out), n / 2]
  },
  'inner product, prime field': (side, n) => {
    const [a, b] = [filled(side, n, false), filled(side, n, false)]
    return [() => side.vectors.inner(a, b), n]
  },
  'inner product, prime field and extension': (side, n) => {
    const [a, b] = [filled(side, n, false), filled(side, n, true)]
    return [() => side.vectors.inner(a, b), n]
  },
  'inner product, extension': (side, n) => {
    const [a, b] = [filled(side, n, true), filled(side, n, true)]
    return [() => side.vectors.inner(a, b), n]
  },
  inverses: (side, n) => {
    const [v, out] = [filled(side, n, false), side.vectors.vector(n)]
    return [() => side.vectors.inverse(v, out), n]
  },
  'inverses of the extension': (side, n) => {
    const [v, out] = [filled(side, n, true), side.vectors.vector(n, true)]
    return [() => side.vectors.inverse(v, out), n]
  },
}

/** Butterflies of rows of 2^filled coefficients at 2^log positions. */
const encoding =
  (rows: number, filledLog: number, log: number): Prepare =>
  side => {
    const domain = domainOf(side.field, log)
    const from = filled(side, rows << filledLog, false)
    const out = side.vectors.vector(rows << log)
    return [() => side.vectors.encode(domain, from, rows, out), (rows << (log - 1)) * filledLog]
  }

const plain =
  (isWide: boolean): Prepare =>
  ({ field }) => {
    const extension = extensionOf(field)
    let [a, w]: [number, Extension] = [element(field, 1), [1, 2, 3, 4].map(i => element(field, i)) as never]
    const [b, v] = [element(field, 9), w]
    const count = 100_000
    return [
      () => {
        for (let i = 0; i < count; i++)
          if (isWide) w = extension.mul(w, v)
          else a = field.mul(a, b)
        if (a < 0 || w[0] < 0) throw new Error('never')
      },
      count,
    ]
  }

const variant =
  (side: Side, prepare: Prepare, length: number): Variant =>
  () => {
    const mark = side.vectors.mark()
    const [work, operations] = prepare(side, length)
    // Tables are made and compilers done.
    for (let i = 0; i < 3; i++) work()
    let rate = 0
    for (let slice = 0; slice < SLICES; slice++) {
      let calls = 0
      let elapsed = 0
      const started = performance.now()
      while (elapsed < MILLISECONDS) {
        work()
        calls++
        elapsed = performance.now() - started
      }
      rate = Math.max(rate, (calls * operations) / elapsed / 1_000)
    }
    side.vectors.release(mark)
    return { rate }
  }

export const suite: Suite = {
  name: 'field',
  summary:
    'arithmetic for proofs: Mersenne-31 beside KoalaBear, on vectors, in millions of operations a second and core',
  runs: 7,
  async *cases({ quick }) {
    const sideOf = async (field: Field31): Promise<Side> => ({
      vectors: await fastVectors(field),
      field,
      r: element(field, 77),
      wide: [5, 6, 7, 8].map(i => element(field, i)) as never,
    })
    const [ours, other] = [await sideOf(MERSENNE31), await sideOf(KOALABEAR)]
    const one = (name: string, prepare: Prepare, length: number) => ({
      name,
      metric: () => ({ unit: 'M/s' }),
      ours: variant(ours, prepare, length),
      others: { KoalaBear: variant(other, prepare, length) },
    })
    for (const length of quick ? [NEAR] : [NEAR, FAR])
      for (const [name, prepare] of Object.entries(OPERATIONS))
        yield one(`${name}, 2^${Math.log2(length)}`, prepare, length)
    for (const [rows, filledLog, log] of quick ? [[64, 12, 12] as const] : ENCODINGS)
      yield one(
        `butterflies, ${rows} rows of 2^${filledLog} coefficients at 2^${log} positions`,
        encoding(rows, filledLog, log),
        0,
      )
    yield one('products, plain TypeScript', plain(false), 0)
    yield one('products of the extension, plain TypeScript', plain(true), 0)
  },
}

/** Rows, coefficients and positions: without a blowup, and as codes of rates 1/4 and 1/2 would have them. */
const ENCODINGS = [
  [64, 12, 12],
  [64, 12, 14],
  [64, 14, 16],
  [64, 10, 11],
] as const
