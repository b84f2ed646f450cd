// Functions of one real value as expressions: what chains of elementwise operators fuse to, and what tables are filled from.
// spec/compile.md, "Functions". Doubles throughout; the same expression gives the same double on every machine only as far as
// Math does, so that tables are part of a model and never recomputed by whoever checks it.

import type { Clamp, Scalar, ScalarName } from './ir.ts'

/** Abramowitz and Stegun 7.1.5 and 7.1.14: series near zero, continued fraction beyond; error below 1e-15. */
function erf(x: number): number {
  const z = Math.abs(x)
  if (z > 6) return Math.sign(x)
  if (z < 2.5) {
    let term = z
    let sum = z
    for (let n = 1; n < 200 && Math.abs(term) > 1e-18 * sum; n++) {
      term *= (2 * z * z) / (2 * n + 1)
      sum += term
    }
    return Math.sign(x) * ((2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * sum)
  }
  let fraction = 0
  for (let n = 120; n > 0; n--) fraction = n / 2 / (z + fraction)
  return Math.sign(x) * (1 - Math.exp(-z * z) / (Math.sqrt(Math.PI) * (z + fraction)))
}

/** To even where two integers are equally near (ONNX Round). */
function roundEven(x: number): number {
  const floor = Math.floor(x)
  if (x - floor !== 0.5) return Math.round(x)
  return floor % 2 === 0 ? floor : floor + 1
}

const FUNCTIONS: { readonly [N in ScalarName]: (x: number) => number } = {
  abs: Math.abs,
  acos: Math.acos,
  acosh: Math.acosh,
  asin: Math.asin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: Math.cosh,
  erf,
  exp: Math.exp,
  floor: Math.floor,
  log: Math.log,
  neg: x => -x,
  not: x => (x === 0 ? 1 : 0),
  reciprocal: x => 1 / x,
  round: roundEven,
  sigmoid: x => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  sign: Math.sign,
  sin: Math.sin,
  sinh: Math.sinh,
  softplus: x => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
}

/** The function that an expression means. */
export function scalarFunction(f: Scalar): (x: number) => number {
  switch (f.op) {
    case 'x':
      return x => x
    case 'constant': {
      const { value } = f
      return () => value
    }
    case 'where': {
      const [condition, yes, no] = f.args.map(scalarFunction) as [
        (x: number) => number,
        (x: number) => number,
        (x: number) => number,
      ]
      return x => (condition(x) !== 0 ? yes(x) : no(x))
    }
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'pow':
    case 'min':
    case 'max':
    case 'less':
    case 'equal': {
      const [a, b] = f.args.map(scalarFunction) as [(x: number) => number, (x: number) => number]
      const combine = COMBINE[f.op]
      return x => combine(a(x), b(x))
    }
    default: {
      const inner = scalarFunction(f.args[0])
      const apply = FUNCTIONS[f.op]
      return x => apply(inner(x))
    }
  }
}

const COMBINE = {
  add: (a: number, b: number): number => a + b,
  sub: (a: number, b: number): number => a - b,
  mul: (a: number, b: number): number => a * b,
  div: (a: number, b: number): number => a / b,
  pow: (a: number, b: number): number => a ** b,
  min: (a: number, b: number): number => Math.min(a, b),
  max: (a: number, b: number): number => Math.max(a, b),
  less: (a: number, b: number): number => (a < b ? 1 : 0),
  equal: (a: number, b: number): number => (a === b ? 1 : 0),
} as const

/** `f` with `inner` in the place of x. */
export function compose(f: Scalar, inner: Scalar): Scalar {
  switch (f.op) {
    case 'x':
      return inner
    case 'constant':
      return f
    default:
      return { ...f, args: f.args.map(arg => compose(arg, inner)) } as unknown as Scalar
  }
}

export const X: Scalar = { op: 'x' }
export const number = (value: number): Scalar => ({ op: 'constant', value })
export const call1 = (op: ScalarName, a: Scalar): Scalar => ({ op, args: [a] })
export const call2 = (op: keyof typeof COMBINE, a: Scalar, b: Scalar): Scalar => ({ op, args: [a, b] })
export const where = (condition: Scalar, yes: Scalar, no: Scalar): Scalar => ({
  op: 'where',
  args: [condition, yes, no],
})

/** Has an expression at most so many nodes? Composing can double it, so that counting them all would not end. */
export const isWithin = (f: Scalar, most: number): boolean => leftOf(f, most) >= 0

function leftOf(f: Scalar, most: number): number {
  let left = most - 1
  if (f.op === 'x' || f.op === 'constant') return left
  for (const arg of f.args) {
    if (left < 0) return left
    left = leftOf(arg, left)
  }
  return left
}

/** scale and shift where f is scale * x + shift, else null. */
export function affineOf(f: Scalar): { readonly scale: number; readonly shift: number } | null {
  switch (f.op) {
    case 'x':
      return { scale: 1, shift: 0 }
    case 'constant':
      return { scale: 0, shift: f.value }
    case 'neg': {
      const a = affineOf(f.args[0])
      return a === null ? null : { scale: -a.scale, shift: -a.shift }
    }
    case 'add':
    case 'sub':
    case 'mul':
    case 'div': {
      const [a, b] = [affineOf(f.args[0]), affineOf(f.args[1])]
      if (a === null || b === null) return null
      if (f.op === 'add') return { scale: a.scale + b.scale, shift: a.shift + b.shift }
      if (f.op === 'sub') return { scale: a.scale - b.scale, shift: a.shift - b.shift }
      if (f.op === 'mul') {
        if (a.scale !== 0 && b.scale !== 0) return null
        const [factor, other] = a.scale === 0 ? [a.shift, b] : [b.shift, a]
        return { scale: factor * other.scale, shift: factor * other.shift }
      }
      return b.scale === 0 ? { scale: a.scale / b.shift, shift: a.shift / b.shift } : null
    }
    default:
      return null
  }
}

/** Bounds where f only clamps x, else null. */
export function clampOf(f: Scalar): Clamp | null {
  if (f.op === 'x') return { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY }
  if (f.op !== 'min' && f.op !== 'max') return null
  const bound = f.args.find(arg => arg.op === 'constant')
  const inner = f.args.find(arg => arg.op !== 'constant')
  if (bound?.op !== 'constant' || inner === undefined) return null
  const clamp = clampOf(inner)
  if (clamp === null) return null
  const within = (value: number): number => COMBINE[f.op](value, bound.value)
  return { lo: within(clamp.lo), hi: within(clamp.hi) }
}
