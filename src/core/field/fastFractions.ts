// `FractionKernels` on the kernels of assembly/fractions.ts. Small layers, and the last rounds of all, are done by the
// living definition: for a few elements calls would cost more than what they do.

import type { Extension, Field124 } from './extension.ts'
import {
  type FractionKernels,
  type FractionPair,
  type FractionSum,
  fractionShapes,
  referenceFractions,
  referenceSum,
} from './fractions.ts'
import type { FieldVectors, Vector } from './vectors.ts'

/** What kernels there are. */
export type FractionKernel = 'fractions' | 'fractionsLift' | 'top' | 'topLift' | 'round' | 'roundLift' | 'weights'

/** What this needs of the vectors that it works on. */
export interface Workplace {
  readonly vectors: FieldVectors
  readonly kernels: Readonly<Record<FractionKernel, (...numbers: number[]) => number>>
  /** Where a vector lies; throws RangeError for what is none of these. */
  address(vector: Vector): number
  /** Room in bytes, at a multiple of 64, until a release. */
  reserve(bytes: number): number
  /** The words of memory; a `reserve` may move them. */
  words(): Uint32Array
  /** Writes what kernels have of a constant of the extension, at most 256 bytes. */
  putMatrix(c: Extension, at: number): void
  /** Writes prepared limbs, 32 bytes. */
  putLimbs(c: Extension, at: number): void
  /** Elements as they are, of four limbs 16 bytes apart, and in memory's form. */
  fromForm(element: Extension): Extension
  toForm(element: Extension): Extension
}

const BLOCK = 64
const MATRIX = 256
/** Elements of a run, 2^6, 1 KB: what a kernel reads, writes and works in for one place of a run is 27 KB. */
const RUN_LOG = 6
/** Variables that are left to the living definition: kernels need four pairs. */
const LEFT = 3
/** Of a layer with fewer variables nothing is done by kernels. */
const LEAST = 5
/** Bytes that kernels work in: two sums with what goes with them, and two runs. */
const WORK = 2 * (192 + 2 * BLOCK) + 2 * 16 * 2 ** RUN_LOG

export function fastFractions(place: Workplace): FractionKernels {
  const plain = referenceFractions(place.vectors)
  const { extension } = place.vectors
  return {
    add(p, q, outP, outQ) {
      fractionShapes.add(p, q, outP, outQ)
      const { length } = outQ
      if (length % 4 !== 0) return plain.add(p, q, outP, outQ)
      const kernel = place.kernels[p.wide ? 'fractions' : 'fractionsLift']
      kernel(place.address(p), place.address(q), 16 * length, place.address(outP), place.address(outQ))
    },
    sum(p, q, lambda, point) {
      fractionShapes.sum(p, q, point)
      // A coordinate of zero is divided by here, and nowhere else.
      if (point.length + 1 < LEAST || point.some(c => extension.equal(c, extension.zero)))
        return plain.sum(p, q, lambda, point)
      return new FastSum(place, p, q, lambda, point)
    },
  }
}

/** A sum of `LEAST` variables or more, on kernels until there are `LEFT`. */
class FastSum implements FractionSum {
  private readonly place: Workplace
  private readonly extension: Field124
  private readonly point: readonly Extension[]
  private readonly inverses: readonly Extension[]
  private readonly weights: Weights
  private readonly lambda: Extension
  /** Whether numerators are still of the prime field. */
  private isLift: boolean
  /** Where numerators and denominators lie, and how many variables they have left in each half. */
  private p: number
  private q: number
  private left: number
  /** Whether lambda times q1 has to be added to p1: until the first variable is set. */
  private isApart = true
  private readonly matrix: number
  private readonly other: number
  private readonly limbs: number
  private readonly work: number
  private readonly out: number
  /** What the definition does from `LEFT` variables on. */
  private rest: FractionSum | undefined

  constructor(place: Workplace, p: Vector, q: Vector, lambda: Extension, point: readonly Extension[]) {
    this.place = place
    this.extension = place.vectors.extension
    this.point = point
    this.lambda = lambda
    this.isLift = !p.wide
    this.p = place.address(p)
    this.q = place.address(q)
    this.left = point.length + 1
    this.inverses = inversesOf(this.extension, point)
    this.matrix = place.reserve(MATRIX)
    this.other = place.reserve(MATRIX)
    this.limbs = place.reserve(BLOCK)
    this.work = place.reserve(WORK)
    this.out = place.reserve(2 * BLOCK)
    this.weights = new Weights(place, point, this.matrix)
    const [lower, bytes, upper, runs] = this.weights.of(this.left - 1)
    place.putMatrix(lambda, this.matrix)
    const kernel = place.kernels[this.isLift ? 'topLift' : 'top']
    // The coefficient of X^2 stands second, as after every other round.
    kernel(this.p, this.q, this.matrix, lower, bytes, upper, runs, this.work, this.out + BLOCK)
  }

  top(): Extension {
    return this.rest?.top() ?? this.found(BLOCK)
  }

  slope(claim: Extension): Extension {
    if (this.rest !== undefined) return this.rest.slope(claim)
    // (1 - c) t(0) + c t(1) = t(0) + c (t(1) - t(0)).
    const { sub, mul } = this.extension
    return mul(sub(claim, this.found(0)), this.inverses[this.point.length - this.left]!)
  }

  fold(r: Extension): void {
    if (this.rest === undefined && this.left === LEFT) {
      const [p, q] = [this.read(this.p), this.read(this.q)]
      this.rest = referenceSum(this.extension, p, q, this.extension.zero, this.point.slice(-(LEFT - 1)))
    }
    if (this.rest === undefined) this.foldByKernel(r)
    else this.rest.fold(r)
  }

  private foldByKernel(r: Extension): void {
    const { place, matrix, other, limbs, work, out } = this
    const { kernels } = place
    this.left--
    const [lower, bytes, upper, runs] = this.weights.of(this.left - 1)
    place.putMatrix(r, matrix)
    if (this.isApart) place.putMatrix(this.lambda, other)
    const mixed = this.isApart ? other : 0
    if (this.isLift) {
      place.putLimbs(r, limbs)
      const size = 2 * 16 * 2 ** this.left
      const [p, q] = [place.reserve(size), place.reserve(size)]
      kernels.roundLift(this.p, this.q, matrix, limbs, mixed, p, q, lower, bytes, upper, runs, work, out)
      this.p = p
      this.q = q
      this.isLift = false
    } else kernels.round(this.p, this.q, matrix, mixed, lower, bytes, upper, runs, work, out)
    this.isApart = false
  }

  values(): FractionPair {
    const { sub, mul } = this.extension
    const [p0, mixed, q0, q1] = this.rest!.values()
    return [p0, sub(mixed, mul(this.lambda, q1)), q0, q1]
  }

  /** One of the two sums that a kernel left. */
  private found(offset: number): Extension {
    const words = this.place.words()
    const at = (this.out + offset) / 4
    return this.place.fromForm([words[at]!, words[at + 4]!, words[at + 8]!, words[at + 12]!])
  }

  /** Both halves of a vector of few elements. */
  private read(at: number): Extension[] {
    return Array.from({ length: 2 * 2 ** this.left }, (_, i) => elementAt(this.place, at, i))
  }
}

/**
 * Weights of runs and of places in a run: eq of the last coordinates, as many as there are variables after the one of a
 * round. Each table but the shortest is made of the one before.
 */
class Weights {
  /** Tables of the last coordinates of all, and of the last of those before them: by how many they are of. */
  private readonly lower: readonly number[]
  private readonly upper: readonly number[]

  constructor(place: Workplace, point: readonly Extension[], matrix: number) {
    const border = Math.max(0, point.length - RUN_LOG)
    this.lower = tables(place, point.slice(border), matrix)
    this.upper = tables(place, point.slice(0, border), matrix)
  }

  /** Where the tables for so many variables lie, bytes of the lower one, and elements of the upper one. */
  of(variables: number): readonly [lower: number, bytes: number, upper: number, runs: number] {
    const inRun = Math.min(variables, this.lower.length - 1)
    const above = variables - inRun
    return [this.lower[inRun]!, 16 * 2 ** inRun, this.upper[above]!, 2 ** above]
  }
}

/** eq of the last 0, 1, ... of these coordinates, in blocks. */
function tables(place: Workplace, point: readonly Extension[], matrix: number): number[] {
  const { extension } = place.vectors
  const { sub, mul, one } = extension
  let few: Extension[] = [one]
  const found: number[] = []
  for (let count = 0; count <= point.length; count++) {
    const at = place.reserve(16 * 2 ** count)
    found.push(at)
    const c = point[point.length - count]
    if (count > 2) {
      place.putMatrix(c!, matrix)
      place.kernels.weights(found[count - 1]!, matrix, at, 8 * 2 ** count)
      continue
    }
    if (c !== undefined) {
      const second = few.map(weight => mul(weight, c))
      few = [...few.map((weight, i) => sub(weight, second[i]!)), ...second]
    }
    const words = place.words()
    few.forEach((weight, lane) => {
      place.toForm(weight).forEach((limb, i) => {
        words[at / 4 + 4 * i + lane] = limb
      })
    })
  }
  return found
}

/** Element i of blocks. */
function elementAt(place: Workplace, at: number, i: number): Extension {
  const words = place.words()
  const from = at / 4 + 16 * (i >> 2) + (i & 3)
  return place.fromForm([words[from]!, words[from + 4]!, words[from + 8]!, words[from + 12]!])
}

/** 1 / c for all c, none of which is zero, with one inversion. */
function inversesOf({ mul, inv, one }: Field124, elements: readonly Extension[]): Extension[] {
  const before: Extension[] = []
  let product = one
  for (const element of elements) {
    before.push(product)
    product = mul(product, element)
  }
  let inverse = inv(product)
  for (let i = elements.length - 1; i >= 0; i--) {
    before[i] = mul(before[i]!, inverse)
    inverse = mul(inverse, elements[i]!)
  }
  return before
}
