// Functions of a small key that each line has, by one table for all of them.

import { constant, type Expression, gathered, repeated, scaled, sum, whole } from '../system/index.ts'
import { digits } from './along.ts'
import type { Builder, Stretch } from './builder.ts'

/** The value of each function at each key from 0 on. */
export type Functions = readonly (readonly number[])[]

/**
 * Looks up f_0(key), f_1(key), ... along the last axis. That a key is one of the table's is shown by it; keys are
 * integers by themselves.
 */
export function functionsOf(
  builder: Builder,
  op: number,
  role: string,
  key: Expression,
  functions: Functions,
): Expression {
  const lead = key.lengths.slice(0, -1)
  const lengths = [...lead, functions.length]
  const keys = functions[0]!.length
  const column = whole(builder.column(op, role, lengths), lengths)
  const stretches = functions.flatMap((values, i) =>
    values.map((value, at): Stretch => [1, [keys * i + at, 0], [value, 0]]),
  )
  const starts = digits(
    functions.map((_, i) => keys * i),
    lead,
  )
  builder.lookup({
    op,
    what: role,
    table: builder.table(...stretches),
    entries: [sum(repeated(key, lengths), starts), column],
  })
  builder.fill({ kind: 'functions', op, role, key, functions })
  return column
}

/** 2^power modulo p = 2^31 - 1, as an integer of magnitude below 2^30. */
export const powerOfTwo = (power: number): number => (power % 31 === 30 ? 1 - 2 ** 30 : 2 ** (power % 31))

/** Functions of a key that give the limbs, of `width` bits, of 2^(power of the key); no power: 0. */
export function powers(of: readonly (number | null)[], width: number, limbs: number): Functions {
  return Array.from({ length: limbs }, (_, i) =>
    of.map(power => (power !== null && Math.floor(power / width) === i ? 2 ** (power % width) : 0)),
  )
}

/** What limbs along the last axis stand for, times 2^shift, modulo p. */
export function inField(limbs: Expression, width: number, shift = 0): Expression {
  const last = limbs.lengths.length - 1
  const parts = Array.from({ length: limbs.lengths[last]! }, (_, i) =>
    scaled(gathered(limbs, last, Int32Array.of(i)), powerOfTwo(width * i + shift)),
  )
  return sum(constant(0, [...limbs.lengths.slice(0, -1), 1]), ...parts)
}
