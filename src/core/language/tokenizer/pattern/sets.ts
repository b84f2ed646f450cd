// Sets of code points, and the properties of Unicode 15.0 that patterns may name (spec/tokenizer.md, "Patterns"). The tables are the
// project's own, not the engine's: what a letter is must not depend on the version of a browser.

import { CATEGORIES, RUNS, SCRIPTS } from '../generated/unicode.ts'

export const MAX_CODE_POINT = 0x10ffff

/** Begin (inclusive) and end (exclusive) of ranges, ascending, never touching: [b0, e0, b1, e1, ...]. */
export type CodeSet = readonly number[]

export const single = (codePoint: number): CodeSet => [codePoint, codePoint + 1]
/** Both ends inclusive. */
export const range = (first: number, last: number): CodeSet => [first, last + 1]

const complements = new WeakMap<CodeSet, CodeSet>()

export function complement(set: CodeSet): CodeSet {
  const known = complements.get(set)
  if (known !== undefined) return known
  const out: number[] = []
  let at = 0
  for (let i = 0; i < set.length; i += 2) {
    if (set[i]! > at) out.push(at, set[i]!)
    at = set[i + 1]!
  }
  if (at <= MAX_CODE_POINT) out.push(at, MAX_CODE_POINT + 1)
  complements.set(set, out)
  return out
}

export function union(...sets: readonly CodeSet[]): CodeSet {
  const ranges: [number, number][] = []
  for (const set of sets) for (let i = 0; i < set.length; i += 2) ranges.push([set[i]!, set[i + 1]!])
  ranges.sort((a, b) => a[0] - b[0])
  const out: number[] = []
  for (const [begin, end] of ranges) {
    const last = out.length - 1
    if (last > 0 && begin <= out[last]!) out[last] = Math.max(out[last]!, end)
    else out.push(begin, end)
  }
  return out
}

export const intersection = (a: CodeSet, b: CodeSet): CodeSet => complement(union(complement(a), complement(b)))

/** Index of the last range that begins at or before the code point, by its place in the list; -2 where none does. */
function rangeAt(set: CodeSet, codePoint: number): number {
  let low = 0
  let high = set.length >> 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (set[2 * middle]! <= codePoint) low = middle + 1
    else high = middle
  }
  return 2 * (low - 1)
}

export function contains(set: CodeSet, codePoint: number): boolean {
  const i = rangeAt(set, codePoint)
  return i >= 0 && codePoint < set[i + 1]!
}

const categorySets = (() => {
  const names = CATEGORIES.split(' ')
  const sets = new Map<string, number[]>(names.map(name => [name, []]))
  let at = 0
  for (const [, letter, count] of RUNS.matchAll(/([A-Za-d])(\d*)/g)) {
    const code = letter!.charCodeAt(0)
    const end = at + (count === '' ? 1 : Number(count))
    sets.get(names[code < 91 ? code - 65 : code - 97 + 26]!)!.push(at, end)
    at = end
  }
  return sets
})()

const known = new Map<string, CodeSet>()
function remember(name: string, make: () => CodeSet): CodeSet {
  let set = known.get(name)
  if (set === undefined) known.set(name, (set = make()))
  return set
}

/** General category of one or two letters (`L`, `Lu`), or a script's long name; null where it is neither. */
export function property(name: string): CodeSet | null {
  if (Object.hasOwn(SCRIPTS, name)) {
    return remember(name, () => {
      const out: number[] = []
      let at = 0
      for (const number of SCRIPTS[name as keyof typeof SCRIPTS].split(' ')) {
        at += Number.parseInt(number, 36)
        out.push(at)
      }
      return out
    })
  }
  if (!/^[A-Z][a-z]?$/.test(name)) return null
  const sets = [...categorySets].filter(([category]) => category.startsWith(name)).map(([, set]) => set)
  return sets.length === 0 ? null : remember(name, () => union(...sets))
}

const of = (name: string): CodeSet => property(name)!

/** White_Space of Unicode. */
export const WHITE_SPACE: CodeSet = union(
  range(0x09, 0x0d),
  single(0x20),
  single(0x85),
  single(0xa0),
  single(0x1680),
  range(0x2000, 0x200a),
  range(0x2028, 0x2029),
  single(0x202f),
  single(0x205f),
  single(0x3000),
)
/** Letters (Alphabetic), marks, decimal digits, connector punctuation. The circled and squared letters are symbols, but Alphabetic. */
export const wordCharacters = (): CodeSet =>
  remember('word', () =>
    union(
      ...['L', 'M', 'Nl', 'Nd', 'Pc'].map(of),
      range(0x24b6, 0x24e9),
      range(0x1f130, 0x1f149),
      range(0x1f150, 0x1f169),
      range(0x1f170, 0x1f189),
    ),
  )
/** Code points that Unicode 15.0 does not assign: engines with a newer version must leave them as they are. */
export const unassigned = (): CodeSet => of('Cn')
