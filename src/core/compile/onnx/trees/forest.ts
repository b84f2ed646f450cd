// A tree ensemble as lists of branches and leaves, out of whichever form the file has it in. Every test becomes "at most a
// float32 threshold" or "equal to one", so that it can be asked of counts. spec/compile.md, "Trees".

import { refuse } from '../../../errors/index.ts'
import type { Call } from '../builder.ts'

/** One target (a class, an output) and what a leaf adds to it. */
export interface Vote {
  readonly target: number
  readonly weight: number
}

/** A child: a branch from 0 on, or a leaf, as -1 less its index. */
export type Child = number
export const isLeaf = (child: Child): boolean => child < 0
export const leafOf = (child: Child): number => -1 - child

export interface Forest {
  /** By branch. */
  readonly features: readonly number[]
  readonly thresholds: readonly number[]
  /** Equal to the threshold; else at most it. */
  readonly equal: readonly boolean[]
  /** Where the test holds, and where it does not. */
  readonly yes: readonly Child[]
  readonly no: readonly Child[]
  readonly leaves: readonly (readonly Vote[])[]
  /** One per tree. */
  readonly roots: readonly Child[]
}

export const MODES = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ'] as const
export type Mode = (typeof MODES)[number]

/** Where a tree goes on: a node or a leaf by its number in the file. */
export interface Place {
  readonly id: number
  readonly leaf: boolean
}

export interface Split {
  readonly feature: number
  readonly mode: Mode
  readonly value: number
  readonly yes: Place
  readonly no: Place
  /** Values any of which will do; then mode and value do not matter. */
  readonly members?: readonly number[]
}

export interface Source {
  readonly roots: readonly Place[]
  split(id: number): Split
  votes(leaf: number): readonly Vote[]
}

/** Branches and leaves of all trees together. */
const MAX_NODES = 2 ** 17

const word = new DataView(new ArrayBuffer(4))

/** The largest float32 below a float32. */
export function below(x: number): number {
  if (x === 0) return -(2 ** -149)
  word.setFloat32(0, x)
  word.setUint32(0, word.getUint32(0) + (x > 0 ? -1 : 1))
  return word.getFloat32(0)
}

/** The largest float32 that is not above x; without -0. */
function atMost(x: number): number {
  const near = Math.fround(x)
  return (near > x ? below(near) : near) + 0
}

type Test = { readonly threshold: number; readonly equal: boolean; readonly swapped: boolean } | boolean

/** A test on finite float32 values; true or false where none of them tells. */
function testOf(mode: Mode, value: number): Test {
  const swapped = mode === 'BRANCH_GTE' || mode === 'BRANCH_GT' || mode === 'BRANCH_NEQ'
  // Nothing is at most, below or equal to NaN; nor, to whoever asks the other way, at least or above it.
  if (Number.isNaN(value)) return mode === 'BRANCH_NEQ'
  if (mode === 'BRANCH_EQ' || mode === 'BRANCH_NEQ') {
    if (!Number.isFinite(value) || Math.fround(value) !== value) return swapped
    return { threshold: value + 0, equal: true, swapped }
  }
  const floor = atMost(value)
  const strict = mode === 'BRANCH_LT' || mode === 'BRANCH_GTE'
  const threshold = strict && floor === value ? below(floor) : floor
  if (threshold === Number.POSITIVE_INFINITY) return !swapped
  if (threshold === Number.NEGATIVE_INFINITY) return swapped
  return { threshold, equal: false, swapped }
}

/** Walks every tree from its root; what is reached twice is there twice. */
export function grow(call: Call, source: Source): Forest {
  const forest = {
    features: [] as number[],
    thresholds: [] as number[],
    equal: [] as boolean[],
    yes: [] as Child[],
    no: [] as Child[],
    leaves: [] as (readonly Vote[])[],
    roots: [] as Child[],
  }
  let steps = 0
  const count = (): void => {
    // A file whose nodes lead back to one another never ends.
    if (++steps > 2 * MAX_NODES)
      refuse(
        'model_too_large',
        `${call.what}: more than ${MAX_NODES} branches and leaves, or nodes that form no tree`,
        {
          facts: { limit: MAX_NODES },
        },
      )
  }
  type Pending = { readonly place: Place; readonly skipped: number; readonly give: (child: Child) => void }
  const stack: Pending[] = source.roots
    .map((place, tree): Pending => ({ place, skipped: 0, give: child => (forest.roots[tree] = child) }))
    .reverse()
  for (;;) {
    const top = stack.pop()
    if (top === undefined) return forest
    let { place, skipped } = top
    let branch: { feature: number; threshold: number; equal: boolean; yes: Place; no: Place; skip: number } | null =
      null
    while (branch === null && !place.leaf) {
      count()
      const split = source.split(place.id)
      const member = split.members?.[skipped]
      if (split.members !== undefined && member === undefined) {
        ;[place, skipped] = [split.no, 0]
        continue
      }
      const test = testOf(member === undefined ? split.mode : 'BRANCH_EQ', member ?? split.value)
      if (typeof test === 'boolean') {
        if (test) [place, skipped] = [split.yes, 0]
        else if (member === undefined) [place, skipped] = [split.no, 0]
        else skipped++
        continue
      }
      const { threshold, equal, swapped } = test
      // The next member of a set is asked where this one is not the value.
      const next = member === undefined ? split.no : place
      const [yes, no] = swapped ? [next, split.yes] : [split.yes, next]
      branch = { feature: split.feature, threshold, equal, yes, no, skip: member === undefined ? 0 : skipped + 1 }
    }
    count()
    if (branch === null) {
      top.give(-1 - (forest.leaves.push(source.votes(place.id)) - 1))
      continue
    }
    const at = forest.features.push(branch.feature) - 1
    forest.thresholds.push(branch.threshold)
    forest.equal.push(branch.equal)
    top.give(at)
    const { yes, no, skip } = branch
    stack.push({ place: no, skipped: skip, give: child => (forest.no[at] = child) })
    stack.push({ place: yes, skipped: 0, give: child => (forest.yes[at] = child) })
  }
}
