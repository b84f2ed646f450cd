// How a prover fills what divide, softmax, norm and attention need beside ranges and clamps.

import type { Expression, Fill, Product, Scores } from './types.ts'

/** The elements of an expression and products. */
export type Evaluate = (expression: Expression, products?: readonly Product[]) => Float64Array
type Columns = (role: string) => Float64Array
type Of<K extends Fill['kind']> = Extract<Fill, { kind: K }>

export type LineFill = Of<
  'value' | 'magnitude' | 'quotient' | 'functions' | 'largestScore' | 'scores' | 'meanScale' | 'mean'
>

export function fillLines(fill: LineFill, evaluate: Evaluate, column: Columns): void {
  switch (fill.kind) {
    case 'value': {
      const data = evaluate(fill.expression, fill.products)
      const divisor = fill.divisor ?? 1
      column(fill.role).set(data.map(value => Math.floor(value / divisor)))
      return
    }
    case 'magnitude': {
      const [magnitude, sign] = [column(`${fill.role} magnitude`), column(`${fill.role} sign`)]
      evaluate(fill.expression).forEach((value, i) => {
        magnitude[i] = Math.abs(value)
        sign[i] = value < 0 ? 1 : 0
      })
      return
    }
    case 'quotient':
      fillQuotient(fill, evaluate, column)
      return
    case 'functions': {
      const out = column(fill.role)
      const count = fill.functions.length
      evaluate(fill.key).forEach((key, line) => {
        fill.functions.forEach((values, i) => {
          out[line * count + i] = values[key] ?? 0
        })
      })
      return
    }
    case 'largestScore':
      fillLargestScore(fill, evaluate, column)
      return
    case 'scores':
      fillScores(fill, evaluate, column)
      return
    case 'meanScale':
      fillMeanScale(fill, evaluate, column)
      return
    case 'mean':
      fillMean(fill, evaluate, column)
  }
}

/** A value as limbs of these widths, the lowest first, and all that is left in one more; negative ones are negated. */
function split(columns: readonly Float64Array[], i: number, value: number, widths: readonly number[]): void {
  const sign = value < 0 ? -1 : 1
  let rest = Math.abs(value)
  columns.forEach((column, j) => {
    const size = j === columns.length - 1 ? Number.POSITIVE_INFINITY : 2 ** widths[j]!
    const limb = size === Number.POSITIVE_INFINITY ? rest : rest % size
    column[i] = limb === 0 ? 0 : sign * limb
    rest = (rest - limb) / size
  })
}

function fillQuotient(fill: Of<'quotient'>, evaluate: Evaluate, column: Columns): void {
  const numerators = evaluate(fill.numerator)
  const divisors = evaluate(fill.divisor)
  const [quotient, remainder] = [column(fill.quotient), column(fill.remainder)]
  for (let i = 0; i < numerators.length; i++) {
    // A cheat's divisor may be anything.
    const divisor = divisors[i]! > 0 ? divisors[i]! : 1
    quotient[i] = Math.floor(numerators[i]! / divisor)
    remainder[i] = numerators[i]! - quotient[i]! * divisor
  }
}

/** The quotients of all pairs, and how many rows and heads there are. */
function quotientsOf({ accumulator, products, shift }: Scores, evaluate: Evaluate): Float64Array {
  return evaluate(accumulator, products).map(acc => Math.floor(acc / 2 ** shift))
}

function fillLargestScore({ scores, hi }: Of<'largestScore'>, evaluate: Evaluate, column: Columns): void {
  const [rows, heads] = scores.accumulator.lengths as [number, number, number]
  const quotients = quotientsOf(scores, evaluate)
  const [largest, least] = [column('largest'), column('least')]
  const most = new Float64Array(largest.length)
  for (let line = 0; line < most.length; line++) {
    const row = Math.floor(line / heads)
    most[line] = quotients.subarray(line * rows, line * rows + row + 1).reduce((most, c) => Math.max(most, c))
    largest[line] = Math.min(hi, Math.max(scores.lo, most[line]!))
    least[line] = most[line]! < scores.lo ? 1 : 0
  }
  if (most.some(c => c > hi)) {
    const beyond = column('beyond')
    most.forEach((c, line) => {
      beyond[line] = c > hi ? 1 : 0
    })
  }
}

function fillScores(fill: Of<'scores'>, evaluate: Evaluate, column: Columns): void {
  const { scores, excessWidths, restWidths } = fill
  const [rows, heads] = scores.accumulator.lengths as [number, number, number]
  const accumulators = evaluate(scores.accumulator, scores.products)
  const [largest, reach] = [evaluate(fill.largest), evaluate(fill.reach)]
  const [distance, top, end] = [column('distance'), column('top'), column('end')]
  const excess = [...excessWidths, 0].map((_, i) => column(`excess ${i}`))
  const rest = restWidths.map((_, i) => column(`rest ${i}`))
  const size = 2 ** scores.shift
  for (let line = 0; line < largest.length; line++) {
    const row = Math.floor(line / heads)
    for (let j = 0; j < rows; j++) {
      const i = line * rows + j
      const c = Math.floor(accumulators[i]! / size)
      const below = largest[line]! - c
      distance[i] = Math.min(Math.max(below, 0), reach[line]!)
      const beyond = below - distance[i]!
      end[i] = beyond > 0 ? 1 : 0
      top[i] = below <= 0 && j <= row ? 1 : 0
      split(excess, i, beyond, excessWidths)
      if (rest.length > 0) split(rest, i, accumulators[i]! - c * size, restWidths)
    }
  }
}

const MEAN_BITS = 16
const INVERSE_BITS = 14

function fillMeanScale({ total, valueBits }: Of<'meanScale'>, evaluate: Evaluate, column: Columns): void {
  const [shift, inverse, left] = [column('shift'), column('inverse'), column('left')]
  evaluate(total).forEach((sum, line) => {
    // A cheat's sum may be none.
    const divisor = Math.max(1, sum)
    const length = Math.floor(Math.log2(divisor)) + 1
    shift[line] = length - MEAN_BITS + valueBits
    const unit = 2 ** (length + INVERSE_BITS - 1)
    inverse[line] = Math.min(2 ** INVERSE_BITS - 1, Math.floor(unit / divisor))
    left[line] = unit - inverse[line]! * sum
  })
}

function fillMean(fill: Of<'mean'>, evaluate: Evaluate, column: Columns): void {
  const sums = evaluate(fill.sums, fill.products)
  const shifts = evaluate(fill.shift)
  const each = sums.length / shifts.length
  const quotient = [column('mean low'), column('mean high')] as const
  const rest = [column('mean rest low'), column('mean rest high')] as const
  for (let i = 0; i < sums.length; i++) {
    const size = 2 ** shifts[Math.floor(i / each)]!
    const t = Math.floor(sums[i]! / size)
    const left = sums[i]! - t * size
    quotient[1][i] = Math.floor(t / 2 ** fill.quotientBits)
    quotient[0][i] = t - quotient[1][i]! * 2 ** fill.quotientBits
    split(rest, i, left, [fill.restBits])
  }
}
