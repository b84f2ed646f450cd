// How a prover fills wide integers: limbs along the last axis, what is carried between them, roots and inverses.

import type { Expression, Fill, Product } from './types.ts'

type Evaluate = (expression: Expression, products?: readonly Product[]) => Float64Array
type Columns = (role: string) => Float64Array
type Of<K extends Fill['kind']> = Extract<Fill, { kind: K }>

const KINDS = ['digits', 'carries', 'isZero', 'root', 'inverse', 'normalized'] as const

export type WideFill = Of<(typeof KINDS)[number]>

export const isWide = <F extends Fill>(fill: F): fill is F & WideFill =>
  (KINDS as readonly string[]).includes(fill.kind)

export function fillWide(fill: WideFill, evaluate: Evaluate, column: Columns): void {
  switch (fill.kind) {
    case 'digits': {
      const out = column(fill.role)
      const values = wideOf(evaluate(fill.expression, fill.products), fill.expression, fill.bits)
      const count = out.length / values.length
      const modulus = 1n << BigInt(fill.bits * (count - 1) + fill.lastBits)
      values.forEach((value, line) => {
        const own = fill.negated ? -value : value
        writeDigits(out, line * count, count, ((own % modulus) + modulus) % modulus, fill.bits)
      })
      return
    }
    case 'carries': {
      const positions = evaluate(fill.expression, fill.products)
      const out = column(fill.role)
      const count = fill.expression.lengths.at(-1)!
      const lines = positions.length / count
      const carries = out.length / lines
      for (let line = 0; line < lines; line++) {
        let carry = 0
        for (let k = 0; k < carries; k++) {
          const size = 2 ** (fill.lastBits !== null && k === carries - 1 ? fill.lastBits : fill.bits)
          carry = Math.floor((positions[line * count + k]! + carry) / size)
          out[line * carries + k] = carry
        }
      }
      return
    }
    case 'isZero': {
      const values = wideOf(evaluate(fill.expression, fill.products), fill.expression, fill.bits)
      column(fill.role).set(values.map(value => (value === 0n ? 1 : 0)))
      return
    }
    case 'root':
      fillRoot(fill, evaluate, column)
      return
    case 'inverse': {
      const out = column('inverse')
      const roots = wideOf(evaluate(fill.root), fill.root, fill.bits)
      const count = out.length / roots.length
      // A cheat's root may be none.
      roots.forEach((root, line) => {
        writeDigits(out, line * count, count, root > 0n ? (1n << 48n) / root : 0n, fill.bits)
      })
      return
    }
    case 'normalized':
      fillNormalized(fill, evaluate, column)
  }
}

/** The integer of each line. */
function wideOf(positions: Float64Array, { lengths }: Expression, bits: number): bigint[] {
  const count = lengths.at(-1)!
  return Array.from({ length: positions.length / count }, (_, line) => {
    let value = 0n
    for (let k = count - 1; k >= 0; k--) value = (value << BigInt(bits)) + BigInt(positions[line * count + k]!)
    return value
  })
}

function writeDigits(out: Float64Array, at: number, count: number, value: bigint, bits: number): void {
  let rest = value
  for (let k = 0; k < count; k++) {
    // The highest takes what is left.
    out[at + k] = Number(k === count - 1 ? rest : rest & ((1n << BigInt(bits)) - 1n))
    rest >>= BigInt(bits)
  }
}

function rootOf(n: bigint): bigint {
  let root = BigInt(Math.floor(Math.sqrt(Number(n))))
  while (root * root > n) root--
  while ((root + 1n) * (root + 1n) <= n) root++
  return root
}

const ROOT_BITS = 31

function fillRoot(fill: Of<'root'>, evaluate: Evaluate, column: Columns): void {
  const [exponent, root] = [column('exponent'), column('root')]
  const variances = wideOf(evaluate(fill.variance), fill.variance, fill.bits)
  const count = root.length / variances.length
  variances.forEach((variance, line) => {
    // A cheat's may be none.
    const v = variance > 0n ? variance : 1n
    const k = Math.floor((2 * ROOT_BITS - v.toString(2).length) / 2)
    exponent[line] = k - fill.least
    writeDigits(root, line * count, count, rootOf(v << BigInt(Math.max(0, 2 * k))), fill.bits)
  })
}

function fillNormalized(fill: Of<'normalized'>, evaluate: Evaluate, column: Columns): void {
  const deviations = evaluate(fill.deviation)
  const inverses = wideOf(evaluate(fill.inverse), fill.inverse, fill.bits)
  const exponents = evaluate(fill.exponent)
  const quotient = column('quotient')
  const rest = fill.restWidths.map((_, i) => column(`rest ${i}`))
  const length = deviations.length / inverses.length
  for (let i = 0; i < deviations.length; i++) {
    const line = Math.floor(i / length)
    const e = BigInt(exponents[line]!)
    const scaled = BigInt(deviations[i]!) * inverses[line]! + (e > 0n ? 1n << (e - 1n) : 0n)
    const y = scaled >> e
    quotient[i] = Number(y)
    let left = scaled - (y << e)
    rest.forEach((limb, j) => {
      const width = BigInt(fill.restWidths[j]!)
      limb[i] = Number(j === rest.length - 1 ? left : left & ((1n << width) - 1n))
      left >>= width
    })
  }
}
