// The vectors of vectors.ts on 128-bit vectors: kernels of assembly/ on a memory of their own. Elements of the prime
// field lie one after another, padded with zeros to sixteen; those of the extension in blocks of four, limb by limb.
// KoalaBear is in Montgomery's form.

import { fromBase64 } from '../bytes/index.ts'
import { type Field31, MERSENNE31 } from './base.ts'
import type { Domain } from './domain.ts'
import { type Extension, extensionOf } from './extension.ts'
import { type FractionKernel, fastFractions } from './fastFractions.ts'
import type { FractionKernels } from './fractions.ts'
import { KERNELS } from './generated/kernels.ts'
import { checkLimbs, type FieldVectors, lengthOf, shapes, type Vector } from './vectors.ts'

type Kernel = (...numbers: number[]) => number
/** What there is of each kernel: one for either field, named with its initial. */
type Name =
  | 'add'
  | 'sub'
  | 'mul'
  | 'scale'
  | 'axpy'
  | 'axpyLift'
  | 'axpyWide'
  | 'dot'
  | 'dotWide'
  | 'dotBlocks'
  | 'fold'
  | 'foldLift'
  | 'foldWide'
  | 'prefix'
  | 'prefixWide'
  | 'suffix'
  | 'suffixWide'
  | 'mulWide'
  | 'forward'
  | 'back'
type Kernels = Readonly<Record<Name | FractionKernel | 'gather' | 'scatter', Kernel>>

const PAGE = 65_536
/** Bytes of a block, of sixteen elements, of a position of a panel. */
const BLOCK = 64
/** Rows of a panel. */
const PANEL = 16
/** Montgomery's radix: KoalaBear's memory holds a R for a. */
const R = 2 ** 32
/** 1 / p modulo R. */
const KOALA_INVERSE = 0x8100_0001

interface Placed extends Vector {
  readonly at: number
  /** Padded: a multiple of `BLOCK`. */
  readonly bytes: number
  readonly owner: object
}

let compiled: Promise<WebAssembly.Module> | undefined

export interface FastOptions {
  /** Most bytes of memory, 4 GiB unless said. */
  readonly memoryLimit?: number
}

/** `FieldVectors` on WebAssembly's vector instructions. Rejects where a runtime does not know them. */
export async function fastVectors(field: Field31, { memoryLimit = 2 ** 32 }: FastOptions = {}): Promise<FieldVectors> {
  compiled ??= WebAssembly.compile(fromBase64(KERNELS) as Uint8Array<ArrayBuffer>)
  const memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE })
  const { exports } = new WebAssembly.Instance(await compiled, { env: { memory } })
  return new Fast(field, memory, exports, memoryLimit)
}

class Fast implements FieldVectors {
  readonly kind = 'wasm'
  readonly field: Field31
  readonly extension
  readonly fractions: FractionKernels
  private readonly memory: WebAssembly.Memory
  private readonly limit: number
  private readonly kernels: Kernels
  private readonly isPlain: boolean
  /** R and 1 / R modulo p: what elements are multiplied with in memory. */
  private readonly form: number
  private readonly formBack: number
  /** Room for constants, and for a few blocks. */
  private readonly constants: number
  /** Where prepared factors of transforms lie, among the vectors: a release forgets those that came later. */
  private readonly tables = new Map<Uint32Array, number>()
  private readonly start: number
  private end: number
  private words: Uint32Array

  constructor(field: Field31, memory: WebAssembly.Memory, exports: WebAssembly.Exports, limit: number) {
    this.field = field
    this.extension = extensionOf(field)
    this.memory = memory
    this.limit = limit
    this.isPlain = field === MERSENNE31
    const suffix = this.isPlain ? 'M' : 'K'
    this.kernels = Object.fromEntries(
      Object.entries(exports).flatMap(([name, value]) =>
        name === 'gather' || name === 'scatter'
          ? [[name, value]]
          : name.endsWith(suffix)
            ? [[name.slice(0, -1), value]]
            : [],
      ),
    ) as Kernels
    this.form = this.isPlain ? 1 : R % field.order
    this.formBack = field.inv(this.form)
    this.words = new Uint32Array(memory.buffer)
    this.constants = round((exports['base'] as WebAssembly.Global).value as number)
    this.start = this.constants + 8 * BLOCK
    this.end = this.start
    this.fractions = fastFractions({
      vectors: this,
      kernels: this.kernels,
      address: vector => this.placed(vector).at,
      reserve: bytes => this.reserve(bytes),
      words: () => this.words,
      putMatrix: (c, at) => void this.matrix(c, at),
      putLimbs: (c, at) => void this.limbs(c, at),
      fromForm: element => (this.isPlain ? element : this.extension.scale(element, this.formBack)),
      toForm: element => (this.isPlain ? element : this.extension.scale(element, this.form)),
    })
  }

  vector(length: number, wide = false): Placed {
    const bytes = round((wide ? 16 : 4) * lengthOf(length))
    const at = this.reserve(bytes)
    this.words.fill(0, at / 4, (at + bytes) / 4)
    return { length, wide, at, bytes, owner: this }
  }

  write(vector: Vector, limbs: Uint32Array): void {
    const { at, wide, bytes } = this.placed(vector)
    checkLimbs(this.field, vector, limbs)
    const words = this.words.subarray(at / 4, (at + bytes) / 4)
    if (wide) for (let i = 0; i < limbs.length; i++) words[place(i)] = limbs[i]!
    else words.set(limbs)
    this.scale(at, at, this.form, bytes)
  }

  read(vector: Vector): Uint32Array {
    const { at, wide, bytes } = this.placed(vector)
    const limbs = new Uint32Array((wide ? 4 : 1) * vector.length)
    let from = at
    const mark = this.end
    if (!this.isPlain) {
      from = this.reserve(bytes)
      this.scale(at, from, this.formBack, bytes)
    }
    const words = this.words.subarray(from / 4, (from + bytes) / 4)
    if (wide) for (let i = 0; i < limbs.length; i++) limbs[i] = words[place(i)]!
    else limbs.set(words.subarray(0, limbs.length))
    this.end = mark
    return limbs
  }

  part(vector: Vector, start: number, length: number): Placed {
    const { at, wide } = this.placed(vector)
    shapes.part(vector, start, length)
    const size = wide ? 16 : 4
    return { length, wide, at: at + size * start, bytes: size * length, owner: this }
  }

  mark(): number {
    return this.end
  }

  release(mark: number): void {
    if (!Number.isSafeInteger(mark) || mark < this.start || mark > this.end) throw new RangeError(`mark: ${mark}`)
    this.end = mark
    for (const [values, at] of this.tables) if (at >= mark) this.tables.delete(values)
  }

  add(a: Vector, b: Vector, out: Vector): void {
    this.pair('add', a, b, out)
  }

  sub(a: Vector, b: Vector, out: Vector): void {
    this.pair('sub', a, b, out)
  }

  mul(a: Vector, b: Vector, out: Vector): void {
    this.pair(a.wide ? 'mulWide' : 'mul', a, b, out)
  }

  axpy(c: number | Extension, x: Vector, y: Vector, out: Vector): void {
    shapes.axpy(c, x, y, out)
    const [first, second, to] = [this.placed(x), this.placed(y), this.placed(out)]
    if (typeof c === 'number') {
      const [factor, more] = this.prepared(c)
      this.kernels.axpy(first.at, factor, more, second.at, to.at, first.bytes)
    } else if (x.wide) this.kernels.axpyWide(first.at, this.matrix(c), second.at, to.at, first.bytes)
    // Of sixteen elements of x that are padding, y has only as many as fill a block.
    else this.kernels.axpyLift(first.at, this.limbs(c), second.at, to.at, to.bytes / 4)
  }

  inner(a: Vector, b: Vector): Extension {
    shapes.inner(a, b)
    const { field, kernels, constants } = this
    const [first, second] = [this.placed(a), this.placed(b)]
    if (!b.wide) {
      const sum = kernels.dot(first.at, second.at, first.bytes) >>> 0
      return this.extension.lift(field.mul(sum, field.mul(this.formBack, this.formBack)))
    }
    if (!a.wide) {
      // The kernel takes sixteen elements of each at a time: those that are missing at the end of b come as a piece of
      // their own.
      const whole = Math.floor(b.length / PANEL)
      const both = field.mul(this.formBack, this.formBack)
      let sum = this.extension.zero
      const take = (at: number, other: number, bytes: number): void => {
        kernels.dotWide(at, other, constants, bytes)
        sum = this.extension.add(sum, this.extensionAt(constants, 1))
      }
      if (whole > 0) take(first.at, second.at, BLOCK * whole)
      if (whole * PANEL < b.length) {
        const mark = this.end
        const piece = this.reserve(4 * BLOCK)
        const from = second.at + 4 * BLOCK * whole
        this.words.fill(0, piece / 4, piece / 4 + 4 * PANEL)
        this.words.copyWithin(piece / 4, from / 4, (second.at + second.bytes) / 4)
        take(first.at + BLOCK * whole, piece, BLOCK)
        this.end = mark
      }
      return this.extension.scale(sum, both)
    }
    kernels.dotBlocks(first.at, second.at, constants, constants + BLOCK, first.bytes)
    let sum = this.extension.zero
    for (let lane = 0; lane < 4; lane++) sum = this.extension.add(sum, this.extensionAt(constants + 4 * lane, 4))
    return this.extension.scale(sum, this.formBack)
  }

  fold(v: Vector, r: number | Extension, out: Vector): void {
    shapes.fold(v, r, out)
    const [from, to] = [this.placed(v), this.placed(out)]
    const half = out.length
    // Upper halves that begin inside a vector of lanes are moved: that happens in the last rounds only.
    const isApart = half % (v.wide ? 4 : PANEL) !== 0
    const mark = this.end
    let upper = from.at + (v.wide ? 16 : 4) * half
    let lower = from.at
    const bytes = v.wide ? to.bytes : round(4 * half)
    if (isApart) {
      lower = this.halfOf(from, 0, half, bytes)
      upper = this.halfOf(from, half, half, bytes)
    }
    if (typeof r === 'number') {
      const [factor, more] = this.prepared(r)
      this.kernels.fold(lower, upper, factor, more, to.at, bytes)
    } else if (v.wide) this.kernels.foldWide(lower, upper, this.matrix(r), to.at, bytes)
    else this.kernels.foldLift(lower, upper, this.limbs(r), to.at, to.bytes / 4)
    this.end = mark
  }

  inverse(v: Vector, out: Vector): void {
    shapes.inverse(v, out)
    const [from, to] = [this.placed(v), this.placed(out)]
    const one = this.form
    const { constants } = this
    // Padding is one while chains of products run through it, and zero otherwise.
    this.pad(from, one)
    try {
      if (v.wide) {
        this.words.fill(0, constants / 4, constants / 4 + PANEL)
        this.words.fill(one, constants / 4, constants / 4 + 4)
        this.kernels.prefixWide(from.at, to.at, constants, from.bytes)
        for (let lane = 0; lane < 4; lane++) {
          const end = this.extension.scale(this.extensionAt(constants + 4 * lane, 4), this.formBack)
          const inverse = this.extension.scale(this.extension.inv(end), this.form)
          inverse.forEach((limb, i) => {
            this.words[constants / 4 + 4 * i + lane] = limb
          })
        }
        this.kernels.suffixWide(from.at, to.at, constants, from.bytes)
      } else {
        this.kernels.prefix(from.at, one, to.at, constants, from.bytes)
        for (let i = constants / 4; i < constants / 4 + PANEL; i++) {
          const end = this.field.mul(this.words[i]!, this.formBack)
          this.words[i] = this.field.mul(this.field.inv(end), this.form)
        }
        this.kernels.suffix(from.at, to.at, constants, from.bytes)
      }
    } finally {
      this.pad(from, 0)
      this.pad(to, 0)
    }
  }

  encode(domain: Domain, rows: Vector, count: number, out: Vector): void {
    const filled = shapes.rows(domain, this.field, rows, count, out, false)
    const [from, to] = [this.placed(rows), this.placed(out)]
    const table = this.table(domain.twiddles)
    const mark = this.end
    // Coefficients come in fours.
    const panel = this.reserve(BLOCK * Math.max(4, domain.size))
    const stride = 4 * Math.ceil(filled / 4) * 4
    const staged = this.reserve(PANEL * stride)
    for (let first = 0; first < count; first += PANEL) {
      const some = Math.min(PANEL, count - first)
      let at = from.at + 4 * first * filled
      if (some < PANEL || filled % 4 !== 0) {
        this.words.fill(0, staged / 4, (staged + PANEL * stride) / 4)
        for (let row = 0; row < some; row++)
          this.words.copyWithin((staged + row * stride) / 4, at / 4 + row * filled, at / 4 + (row + 1) * filled)
        at = staged
      }
      this.kernels.gather(at, stride, stride, panel)
      this.kernels.forward(panel, domain.log, Math.log2(filled), table)
      if (some === PANEL) this.kernels.scatter(panel, domain.size, to.at + 4 * first, 4 * count)
      else
        for (let position = 0; position < domain.size; position++)
          this.words.copyWithin(
            to.at / 4 + position * count + first,
            panel / 4 + PANEL * position,
            panel / 4 + PANEL * position + some,
          )
    }
    this.end = mark
  }

  decode(domain: Domain, columns: Vector, count: number, out: Vector): void {
    shapes.rows(domain, this.field, out, count, columns, true)
    const [from, to] = [this.placed(columns), this.placed(out)]
    const table = this.table(domain.inverses)
    const mark = this.end
    const bytes = BLOCK * domain.size
    const panel = this.reserve(bytes)
    const share = this.field.inv(domain.size)
    for (let first = 0; first < count; first += PANEL) {
      const some = Math.min(PANEL, count - first)
      this.words.fill(0, panel / 4, (panel + bytes) / 4)
      for (let position = 0; position < domain.size; position++) {
        const at = from.at / 4 + position * count + first
        this.words.copyWithin(panel / 4 + PANEL * position, at, at + some)
      }
      this.kernels.back(panel, domain.log, table)
      this.scale(panel, panel, share, bytes)
      for (let row = 0; row < some; row++)
        for (let i = 0; i < domain.size; i++)
          this.words[to.at / 4 + (first + row) * domain.size + i] = this.words[panel / 4 + PANEL * i + row]!
    }
    this.end = mark
  }

  /** A vector of this memory, or RangeError: one that was released could lie anywhere. */
  private placed(vector: Vector): Placed {
    const placed = vector as Placed
    if (placed.owner !== this) throw new RangeError('a vector of another implementation')
    if (placed.at + placed.bytes > this.end) throw new RangeError('a vector that was released')
    return placed
  }

  private reserve(bytes: number): number {
    const at = this.end
    const end = at + round(bytes)
    if (end > this.limit) throw new RangeError(`field: ${end} bytes of memory, ${this.limit} are allowed`)
    const missing = end - this.memory.buffer.byteLength
    if (missing > 0) {
      this.memory.grow(Math.ceil(missing / PAGE))
      this.words = new Uint32Array(this.memory.buffer)
    }
    this.end = end
    return at
  }

  private pair(name: 'add' | 'sub' | 'mul' | 'mulWide', a: Vector, b: Vector, out: Vector): void {
    shapes.same(a, b, out)
    const [first, second, to] = [this.placed(a), this.placed(b), this.placed(out)]
    this.kernels[name](first.at, second.at, to.at, to.bytes)
  }

  /** A constant as kernels take it. */
  private prepared(c: number): readonly [number, number] {
    if (!this.field.has(c)) throw new RangeError(`constant: ${c} is no element of ${this.field.name}`)
    if (this.isPlain) return [2 * c, 0]
    const factor = this.field.mul(c, this.form)
    return [factor, Math.imul(factor, KOALA_INVERSE) >>> 0]
  }

  private scale(from: number, to: number, c: number, bytes: number): void {
    if (c === 1 && from === to) return
    const [factor, more] = this.prepared(c)
    this.kernels.scale(from, factor, more, to, bytes)
  }

  /** Prepared limbs, 8 bytes each. */
  private limbs(c: Extension, at = this.constants): number {
    c.forEach((limb, i) => {
      this.words.set(this.prepared(limb), at / 4 + 2 * i)
    })
    return at
  }

  /** What kernels have of a constant of the extension (`plusBy`): numbers in four lanes each. */
  private matrix(c: Extension, at = this.constants): number {
    const { field, words } = this
    for (const limb of c) if (!field.has(limb)) throw new RangeError(`constant: ${limb} is no element of ${field.name}`)
    const numbers = this.isPlain ? ofMersenne(field, c) : ofKoala(field, this.extension.scale(c, this.form))
    for (let i = 0; i < numbers.length; i++) words.fill(numbers[i]!, at / 4 + 4 * i, at / 4 + 4 * i + 4)
    return at
  }

  /** Four limbs at an address, `step` words apart, as they stand in memory. */
  private extensionAt(at: number, step: number): Extension {
    const word = (i: number): number => this.words[at / 4 + i * step]!
    return [word(0), word(1), word(2), word(3)]
  }

  /** Half of a vector at the beginning of another place, the rest of which is zero. */
  private halfOf({ at, wide }: Placed, start: number, length: number, bytes: number): number {
    const to = this.reserve(bytes)
    this.words.fill(0, to / 4, (to + bytes) / 4)
    if (!wide) this.words.copyWithin(to / 4, at / 4 + start, at / 4 + start + length)
    else for (let i = 0; i < 4 * length; i++) this.words[to / 4 + place(i)] = this.words[at / 4 + place(4 * start + i)]!
    return to
  }

  /** Fills what a vector has beyond its elements. */
  private pad({ at, wide, length, bytes }: Placed, value: number): void {
    if (!wide) this.words.fill(value, at / 4 + length, (at + bytes) / 4)
    else for (let i = length; i < bytes / 16; i++) this.words[at / 4 + place(4 * i)] = value
  }

  /** The prepared factors of a transform. */
  private table(values: Uint32Array): number {
    const known = this.tables.get(values)
    if (known !== undefined) return known
    const at = this.reserve(8 * values.length)
    values.forEach((value, i) => {
      this.words.set(this.prepared(value), at / 4 + 2 * i)
    })
    this.tables.set(values, at)
    return at
  }
}

const round = (bytes: number): number => Math.ceil(bytes / BLOCK) * BLOCK

/** Where limb i of a vector of the extension lies, in words: blocks of four elements, limb by limb. */
const place = (i: number): number => (i & ~15) | ((i & 3) << 2) | ((i >> 2) & 3)

function ofMersenne({ add, order: p }: Field31, [c0, c1, c2, c3]: Extension): number[] {
  const [c02, c13] = [add(c0, c2), add(c1, c3)]
  return [c0, c1, p - c1, c2, c3, p - c3, c02, c13, p - c13]
}

/** The linear map that multiplies by c, row by row: x^4 is 3. */
function ofKoala({ mul }: Field31, [c0, c1, c2, c3]: Extension): number[] {
  const [t1, t2, t3] = [mul(3, c1), mul(3, c2), mul(3, c3)]
  return [c0, t3, t2, t1, c1, c0, t3, t2, c2, c1, c0, t3, c3, c2, c1, c0]
}
