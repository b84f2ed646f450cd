// What alpha and gamma of the lookups leave to chance, and the work that makes up for it (spec/proof.md, "Systems").

import { bitsFor } from '../eq.ts'
import type { Layout } from './layout.ts'
import type { System } from './types.ts'

/** log2 |F|, less what challenges lack in uniformity. */
export const FIELD_BITS = 4 * Math.log2(2 ** 31 - 1) - 2 ** -29

/** Bits that lookups and work have together, as those of a commitment. */
const TARGET_BITS = 102
const MOST_WORK = 20

/** log2 of how many events there are: a polynomial in alpha and gamma, of a degree below the leaves times the most entries. */
export const lookupEvents = ({ lookups }: System, { leaves }: Layout): number =>
  leaves.variables + Math.log2(Math.max(1, ...lookups.map(({ entries }) => entries.length)))

/**
 * Bits of work before alpha and gamma are drawn. Entries are few and counted up to the next power of two, so that all
 * machines find the same integer.
 */
export function lookupWork({ lookups }: System, { leaves }: Layout): number {
  const entries = Math.max(1, ...lookups.map(lookup => lookup.entries.length))
  const events = leaves.variables + bitsFor(entries)
  return Math.min(MOST_WORK, Math.max(0, events + TARGET_BITS - Math.floor(FIELD_BITS)))
}
