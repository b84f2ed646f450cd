// Patterns of tokenizer files: a subset of regular expressions as tokenizers use them (spec/tokenizer.md, "Patterns"). Reads text
// into a tree of sets; the matcher beside it never backtracks. Outside the subset (backreferences, lookbehind, longer lookahead,
// word borders) is a refusal that names the place.

import { refuse } from '../../../errors/index.ts'
import {
  type CodeSet,
  complement,
  contains,
  intersection,
  MAX_CODE_POINT,
  property,
  single,
  union,
  WHITE_SPACE,
  wordCharacters,
} from './sets.ts'

export const MAX_PATTERN_LENGTH = 8192
const MAX_DEPTH = 32
const MAX_REPEAT = 1000
const MAX_POSSESSIVE = 32

export type Node =
  /** One code point of the set. */
  | { readonly type: 'set'; readonly set: CodeSet }
  | { readonly type: 'sequence' | 'choice'; readonly items: readonly Node[] }
  | { readonly type: 'repeat'; readonly item: Node; readonly min: number; readonly max: number; readonly lazy: boolean }
  /** Takes nothing: holds where the next code point is in the set, or at the end of the text. */
  | { readonly type: 'look'; readonly set: CodeSet; readonly atEnd: boolean }

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, a: 7, e: 27, '0': 0 }
const POSIX: Readonly<Record<string, () => CodeSet>> = {
  alpha: () => union(property('L')!, property('M')!, property('Nl')!),
  alnum: () => union(property('L')!, property('M')!, property('Nl')!, property('Nd')!),
  digit: () => property('Nd')!,
  lower: () => property('Ll')!,
  upper: () => property('Lu')!,
  punct: () => union(property('P')!, property('S')!),
  space: () => WHITE_SPACE,
  word: wordCharacters,
}

/** Both cases of ASCII letters, and of nothing else. */
function foldAscii(set: CodeSet): CodeSet {
  const more: CodeSet[] = [set]
  for (let i = 0; i < 26; i++) {
    if (contains(set, 65 + i)) more.push(single(97 + i))
    if (contains(set, 97 + i)) more.push(single(65 + i))
  }
  return union(...more)
}

export const nullable = (node: Node): boolean => {
  if (node.type === 'set') return false
  if (node.type === 'look') return true
  if (node.type === 'repeat') return node.min === 0 || nullable(node.item)
  return node.type === 'sequence' ? node.items.every(nullable) : node.items.some(nullable)
}

/** Code points that a match of the node may begin with, or that it looks at first. */
function first(node: Node): CodeSet {
  if (node.type === 'set') return node.set
  if (node.type === 'look') return complement([])
  if (node.type === 'repeat') return first(node.item)
  if (node.type === 'choice') return union(...node.items.map(first))
  const sets: CodeSet[] = []
  for (const item of node.items) {
    sets.push(first(item))
    if (!nullable(item)) break
  }
  return union(...sets)
}

class Parser {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  private bad(why: string): never {
    return refuse('tokenizer_unsupported', `pattern ${JSON.stringify(this.text.slice(0, 200))}: ${why} at ${this.at}`, {
      hint: 'spec/tokenizer.md, "Patterns", says what patterns may hold',
    })
  }

  whole(): Node {
    const node = this.choice(0, false)
    if (this.at !== this.text.length) this.bad('a parenthesis closes that was not opened')
    return node
  }

  private peek(text: string): boolean {
    return this.text.startsWith(text, this.at)
  }
  private accept(text: string): boolean {
    if (!this.peek(text)) return false
    this.at += text.length
    return true
  }
  private next(): number {
    const code = this.text.codePointAt(this.at)
    if (code === undefined) return this.bad('something is missing')
    this.at += code > 0xffff ? 2 : 1
    return code
  }

  private choice(depth: number, fold: boolean): Node {
    if (depth > MAX_DEPTH) this.bad(`more than ${MAX_DEPTH} groups in one another`)
    const items = [this.sequence(depth, fold)]
    while (this.accept('|')) items.push(this.sequence(depth, fold))
    return items.length === 1 ? items[0]! : { type: 'choice', items }
  }

  private sequence(depth: number, fold: boolean): Node {
    const items: Node[] = []
    /** Possessive items: what follows must not begin with what they take, or they would not be the same as greedy ones. */
    const possessive: [index: number, set: CodeSet][] = []
    while (this.at < this.text.length && !this.peek('|') && !this.peek(')')) {
      const item = this.atom(depth, fold)
      const repeated = this.quantified(item)
      if (repeated.possessive) {
        if (item.type !== 'set') return this.bad('a possessive quantifier stands after a group')
        if (possessive.push([items.length, item.set]) > MAX_POSSESSIVE) this.bad('too many possessive quantifiers')
      }
      items.push(repeated.node)
    }
    for (const [index, set] of possessive) {
      const rest: Node = { type: 'sequence', items: items.slice(index + 1) }
      if (depth > 0 && nullable(rest)) this.bad('a possessive quantifier ends a group')
      if (intersection(set, first(rest)).length > 0) this.bad('a possessive quantifier changes the meaning')
    }
    return items.length === 1 ? items[0]! : { type: 'sequence', items }
  }

  private quantified(item: Node): { node: Node; possessive: boolean } {
    let min: number
    let max: number
    if (this.accept('?')) [min, max] = [0, 1]
    else if (this.accept('*')) [min, max] = [0, Number.POSITIVE_INFINITY]
    else if (this.accept('+')) [min, max] = [1, Number.POSITIVE_INFINITY]
    else {
      const braces = /^\{(\d{0,4})(,?)(\d{0,4})\}/.exec(this.text.slice(this.at, this.at + 12))
      if (braces === null || (braces[1] === '' && braces[3] === '')) return { node: item, possessive: false }
      this.at += braces[0].length
      min = Number(braces[1])
      max = braces[2] === '' ? min : braces[3] === '' ? Number.POSITIVE_INFINITY : Number(braces[3])
      if (min > max || min > MAX_REPEAT || (max !== Number.POSITIVE_INFINITY && max > MAX_REPEAT) || max === 0)
        this.bad(`a count is not 1 to ${MAX_REPEAT}`)
      if (this.peek('+')) this.bad('a quantifier follows a count')
    }
    if (item.type === 'look') this.bad('an assertion is repeated')
    if (max > 1 && nullable(item)) this.bad('what is repeated can be empty')
    const lazy = this.accept('?')
    const possessive = !lazy && this.accept('+')
    if (/^[?*+]/.test(this.text.slice(this.at, this.at + 1))) this.bad('a quantifier follows a quantifier')
    return { node: { type: 'repeat', item, min, max, lazy }, possessive }
  }

  private atom(depth: number, fold: boolean): Node {
    if (this.accept('(')) {
      if (this.accept('?=')) return this.look(depth, fold, false)
      if (this.accept('?!')) return this.look(depth, fold, true)
      const inner = this.accept('?i:') || fold
      if (!this.accept('?:') && this.peek('?')) this.bad('a group of this kind is not in the subset')
      const node = this.choice(depth + 1, inner)
      if (!this.accept(')')) this.bad('a parenthesis is not closed')
      return node
    }
    if (this.accept('$')) return { type: 'look', set: single(10), atEnd: true }
    if (this.accept('\\z')) return { type: 'look', set: [], atEnd: true }
    if (this.accept('.')) return { type: 'set', set: complement(single(10)) }
    const set = this.peek('[') ? this.set(0) : this.peek('\\') ? this.escape() : null
    if (set !== null) return { type: 'set', set: fold ? foldAscii(set) : set }
    if (/[*+?^]/.test(this.text[this.at]!))
      this.bad('a sign stands where nothing is to repeat, or is not in the subset')
    const literal = single(this.next())
    return { type: 'set', set: fold ? foldAscii(literal) : literal }
  }

  private look(depth: number, fold: boolean, negative: boolean): Node {
    const node = this.choice(depth + 1, fold)
    if (!this.accept(')')) this.bad('a parenthesis is not closed')
    if (node.type !== 'set') return this.bad('lookahead at more than one character')
    return negative
      ? { type: 'look', set: complement(node.set), atEnd: true }
      : { type: 'look', set: node.set, atEnd: false }
  }

  /** After a backslash: a shorthand, a property, a code point. */
  private escape(): CodeSet {
    this.at++
    const sign = String.fromCodePoint(this.next())
    switch (sign) {
      case 's':
        return WHITE_SPACE
      case 'S':
        return complement(WHITE_SPACE)
      case 'd':
        return property('Nd')!
      case 'D':
        return complement(property('Nd')!)
      case 'w':
        return wordCharacters()
      case 'W':
        return complement(wordCharacters())
      case 'p':
      case 'P': {
        const name = /^(?:\{(\^?)([A-Za-z_]{1,32})\}|([A-Z]))/.exec(this.text.slice(this.at, this.at + 40))
        const set = name === null ? null : property(name[2] ?? name[3]!)
        if (name === null || set === null) return this.bad('a property that is not known')
        this.at += name[0].length
        return (sign === 'P') !== (name[1] === '^') ? complement(set) : set
      }
      case 'x':
      case 'u': {
        const form =
          sign === 'x' ? /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/ : /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))/
        const hex = form.exec(this.text.slice(this.at, this.at + 8))
        if (hex === null) return this.bad('a code point is not written in full')
        this.at += hex[0].length
        const code = Number.parseInt(hex[1] ?? hex[2]!, 16)
        if (code > MAX_CODE_POINT) this.bad('a code point that does not exist')
        return single(code)
      }
    }
    if (Object.hasOwn(ESCAPES, sign)) return single(ESCAPES[sign]!)
    if (/[A-Za-z0-9]/.test(sign)) return this.bad(`\\${sign} is not in the subset`)
    return single(sign.codePointAt(0)!)
  }

  /** A class in brackets, with ranges, nested classes and intersections. */
  private set(depth: number): CodeSet {
    if (depth > MAX_DEPTH) this.bad(`more than ${MAX_DEPTH} classes in one another`)
    this.at++
    const negative = this.accept('^')
    const operands: CodeSet[] = []
    // Properties come as the same lists each time: naming one again costs nothing.
    let parts = new Set<CodeSet>()
    for (let start = true; ; start = false) {
      if (this.at >= this.text.length) this.bad('a class is not closed')
      if (!start && this.accept(']')) break
      if (this.accept('&&')) {
        operands.push(union(...parts))
        parts = new Set()
        continue
      }
      const member = this.member(depth)
      // A hyphen between two code points makes a range; first, last or beside a set it stands for itself.
      if (typeof member === 'number' && this.peek('-') && !this.peek('-]') && !this.peek('-&&')) {
        this.at++
        const last = this.member(depth)
        if (typeof last !== 'number' || last < member) this.bad('a range does not end at a later character')
        parts.add([member, (last as number) + 1])
      } else parts.add(typeof member === 'number' ? single(member) : member)
    }
    const set = operands.reduce<CodeSet>((a, b) => intersection(a, b), union(...parts))
    return negative ? complement(set) : set
  }

  private member(depth: number): number | CodeSet {
    if (this.peek('[:')) {
      const name = /^\[:(\^?)([a-z]{1,8}):\]/.exec(this.text.slice(this.at, this.at + 16))
      if (name === null || !Object.hasOwn(POSIX, name[2]!)) return this.bad('a named class that is not known')
      this.at += name[0].length
      const set = POSIX[name[2]!]!()
      return name[1] === '^' ? complement(set) : set
    }
    if (this.peek('[')) return this.set(depth + 1)
    if (!this.peek('\\')) return this.next()
    const set = this.escape()
    return set.length === 2 && set[1] === set[0]! + 1 ? set[0]! : set
  }
}

/** For use inside `attempt`. Refuses patterns that match nothing at all: they would never end. */
export function parsePattern(text: string): Node {
  if (text.length > MAX_PATTERN_LENGTH)
    refuse('tokenizer_unsupported', `pattern of ${text.length} characters: at most ${MAX_PATTERN_LENGTH}`)
  const node = new Parser(text).whole()
  if (nullable(node))
    refuse('tokenizer_unsupported', `pattern ${JSON.stringify(text.slice(0, 200))}: it matches the empty text`)
  return node
}
