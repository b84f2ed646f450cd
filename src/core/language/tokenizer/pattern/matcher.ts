// Matches of a pattern in a text, leftmost first, with the preferences of a backtracking matcher but without backtracking: states are
// ordered lists of places in the pattern, all made at the start (so that a pattern is refused when it is read, never later), and each
// code point is looked at once per attempt. What attempts read beyond their matches is bounded: time is linear in the text.

import { refuse } from '../../../errors/index.ts'
import { type Node, parsePattern } from './parse.ts'
import { type CodeSet, contains } from './sets.ts'

const MAX_PLACES = 4096
const MAX_STATES = 2000
const MAX_CLASSES = 254
const MAX_SETS = 256
/** Places visited while states are made. */
const MAX_WORK = 4_000_000
/** Code points read per code point of the text, and in addition. Patterns in use stay below 4. */
const READ_FACTOR = 32
const READ_MORE = 4096

interface Place {
  readonly op: 'set' | 'look' | 'split' | 'match'
  /** set, look: index of the set. */
  readonly set: number
  readonly atEnd: boolean
  /** Where it goes on; split: in the order of preference. */
  readonly next: number
  readonly other: number
}

/** The pattern as places, the last written first: every part knows where it continues. */
class Program {
  readonly places: Place[] = []
  readonly sets: CodeSet[] = []
  private readonly known = new Map<string, number>()

  private add(place: Place): number {
    if (this.places.length >= MAX_PLACES)
      refuse('tokenizer_unsupported', `a pattern with more than ${MAX_PLACES} places`)
    return this.places.push(place) - 1
  }

  private setIndex(set: CodeSet): number {
    const key = set.join()
    let index = this.known.get(key)
    if (index === undefined) {
      this.known.set(key, (index = this.sets.push(set) - 1))
      if (index >= MAX_SETS) refuse('tokenizer_unsupported', `a pattern with more than ${MAX_SETS} sets of characters`)
    }
    return index
  }

  match = (): number => this.add({ op: 'match', set: -1, atEnd: false, next: -1, other: -1 })

  /** Returns the place where the node begins; after it, matching goes on at `next`. */
  write(node: Node, next: number): number {
    switch (node.type) {
      case 'set':
      case 'look':
        return this.add({
          op: node.type,
          set: this.setIndex(node.set),
          atEnd: node.type === 'look' && node.atEnd,
          next,
          other: -1,
        })
      case 'sequence':
        return node.items.reduceRight((after, item) => this.write(item, after), next)
      case 'choice': {
        const starts = node.items.map(item => this.write(item, next))
        return starts.reduceRight((other, start) => this.split(start, other))
      }
      case 'repeat': {
        const { item, min, max, lazy } = node
        let start = next
        if (max === Number.POSITIVE_INFINITY) {
          // The loop's split must exist before its body, which continues there.
          const loop = this.split(-1, -1)
          const body = this.write(item, loop)
          this.places[loop] = { ...this.places[loop]!, next: lazy ? next : body, other: lazy ? body : next }
          start = min === 0 ? loop : body
        } else {
          for (let i = min; i < max; i++) {
            const body = this.write(item, start)
            start = lazy ? this.split(next, body) : this.split(body, next)
          }
          if (min > 0) start = this.write(item, start)
        }
        for (let i = 1; i < min; i++) start = this.write(item, start)
        return start
      }
    }
  }

  private split = (next: number, other: number): number => this.add({ op: 'split', set: -1, atEnd: false, next, other })
}

/** Code points by the sets that they are in: which class each one is of, and one member of each class. */
function classify(sets: readonly CodeSet[]): {
  bmp: Uint8Array
  begins: number[]
  classes: number[]
  samples: number[]
} {
  const borders = [...new Set([0, ...sets.flat()])].sort((a, b) => a - b)
  const bySignature = new Map<string, number>()
  const bmp = new Uint8Array(0x10000)
  const begins: number[] = []
  const classes: number[] = []
  const samples: number[] = []
  borders.forEach((begin, i) => {
    if (begin > 0x10ffff) return
    const signature = sets.map(set => (contains(set, begin) ? '1' : '0')).join('')
    let index = bySignature.get(signature)
    if (index === undefined) {
      index = samples.push(begin) - 1
      bySignature.set(signature, index)
      if (index > MAX_CLASSES)
        refuse('tokenizer_unsupported', `a pattern with more than ${MAX_CLASSES} kinds of characters`)
    }
    if (begin < 0x10000) bmp.fill(index, begin, Math.min(0x10000, borders[i + 1] ?? 0x10000))
    begins.push(begin)
    classes.push(index)
  })
  return { bmp, begins, classes, samples }
}

export class Matcher {
  private readonly places: readonly Place[]
  private readonly bmp: Uint8Array
  private readonly begins: readonly number[]
  private readonly classes: readonly number[]
  /** inSet[set * width + class]; the class after the last is the end of the text. */
  private readonly inSet: Uint8Array
  private readonly width: number
  /** State and class to 2 * next state + (a match ends before this code point). State 0 is dead, state 1 the start. */
  private readonly table: Int32Array

  constructor(text: string) {
    const program = new Program()
    const begin = program.write(parsePattern(text), program.match())
    const { bmp, begins, classes, samples } = classify(program.sets)
    this.places = program.places
    this.bmp = bmp
    this.begins = begins
    this.classes = classes
    this.width = samples.length + 1
    this.inSet = new Uint8Array(program.sets.length * this.width)
    program.sets.forEach((set, s) => {
      samples.forEach((codePoint, c) => {
        this.inSet[s * this.width + c] = contains(set, codePoint) ? 1 : 0
      })
    })
    this.table = this.build(begin)
  }

  private build(begin: number): Int32Array {
    const { width } = this
    const states: (readonly number[])[] = [[], [begin]]
    const known = new Map<string, number>(states.map((seeds, i) => [seeds.join(), i]))
    const table: number[] = new Array(width).fill(0)
    let work = 0
    for (let state = 1; state < states.length; state++) {
      for (let kind = 0; kind < width; kind++) {
        const { next, matched, visited } = this.step(states[state]!, kind)
        if ((work += visited) > MAX_WORK) refuse('tokenizer_unsupported', 'a pattern that takes too long to prepare')
        const key = next.join()
        let index = known.get(key)
        if (index === undefined) {
          index = states.push(next) - 1
          if (index >= MAX_STATES)
            refuse('tokenizer_unsupported', `a pattern that takes more than ${MAX_STATES} states`)
          known.set(key, index)
        }
        table.push(2 * index + (matched ? 1 : 0))
      }
    }
    return Int32Array.from(table)
  }

  /** What happens in a state when the next code point is of the class: the places that go on, in the order of preference. */
  private step(seeds: readonly number[], kind: number): { next: number[]; matched: boolean; visited: number } {
    const end = this.width - 1
    const seen = new Set<number>()
    const next = new Set<number>()
    const stack = [...seeds].reverse()
    while (stack.length > 0) {
      const at = stack.pop()!
      if (seen.has(at)) continue
      seen.add(at)
      const place = this.places[at]!
      // Everything behind a match is less preferred.
      if (place.op === 'match') return { next: [...next], matched: true, visited: seen.size }
      if (place.op === 'split') stack.push(place.other, place.next)
      else if (place.op === 'look') {
        if (kind === end ? place.atEnd : this.inSet[place.set * this.width + kind] === 1) stack.push(place.next)
      } else if (kind !== end && this.inSet[place.set * this.width + kind] === 1) next.add(place.next)
    }
    return { next: [...next], matched: false, visited: seen.size + 1 }
  }

  private astral(codePoint: number): number {
    const { begins } = this
    let low = 0
    let high = begins.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (begins[middle]! <= codePoint) low = middle + 1
      else high = middle
    }
    return this.classes[low - 1]!
  }

  /** Begins and ends of all matches in text[begin .. end), ascending, appended to `out`; the text around them is not looked at. */
  matches(text: string, begin: number, end: number, out: number[]): void {
    const { bmp, width, table } = this
    let left = READ_FACTOR * (end - begin) + READ_MORE
    let from = begin
    while (from < end) {
      let state = 1
      let at = from
      let last = -1
      for (;;) {
        let kind = width - 1
        let size = 0
        if (at < end) {
          const unit = text.charCodeAt(at)
          size = 1
          kind = bmp[unit]!
          if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < end) {
            kind = this.astral(text.codePointAt(at)!)
            size = 2
          }
        }
        const step = table[state * width + kind]!
        if ((step & 1) === 1) last = at
        state = step >> 1
        left--
        if (state === 0 || size === 0) break
        at += size
      }
      if (left < 0) refuse('tokenizer_unsupported', 'a pattern reads the text too often: its time is not linear')
      if (last < 0) {
        const unit = text.charCodeAt(from)
        from += unit >= 0xd800 && unit < 0xdc00 && from + 1 < end ? 2 : 1
      } else {
        out.push(from, last)
        from = last
      }
    }
  }
}

const matchers = new Map<string, Matcher>()
const KEPT_MATCHERS = 32

/** Matchers are kept by their pattern: many tokenizers share them. */
export function matcherOf(pattern: string): Matcher {
  let matcher = matchers.get(pattern)
  if (matcher === undefined) {
    matcher = new Matcher(pattern)
    if (matchers.size >= KEPT_MATCHERS) matchers.delete(matchers.keys().next().value!)
    matchers.set(pattern, matcher)
  }
  return matcher
}
