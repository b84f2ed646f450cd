// A grammar's rules as a pushdown automaton over bytes: spec/sampler.md, "Grammars". States have byte edges and free edges; a string,
// an array or an object is a frame that its opening byte pushes and its closing byte pops. `matcher.ts` runs it.

import { utf8 } from '../../bytes/index.ts'
import { refuse } from '../../errors/index.ts'
import { addInteger, addNumber } from './numbers.ts'
import { type Grammar, MAX_INLINE, MAX_NESTING, type Rule, type RuleId } from './types.ts'
import { boundary, charactersFor } from './unicode.ts'

/** States of all frames together, and ways between them: compiling stops there, so hostile rules cost no more. */
export const MAX_STATES = 1 << 16
const MAX_WAYS = 1 << 20

export interface State {
  /** Take one byte of lo to hi; those that count add one to the frame's count, not beyond its most. */
  readonly edges: { readonly lo: number; readonly hi: number; readonly to: number; readonly counts: boolean }[]
  /** Taken without a byte. */
  readonly free: { readonly to: number; readonly counts: boolean }[]
  /** `byte` begins the frame, and `to` follows its end. */
  readonly calls: { readonly byte: number; readonly frame: number; readonly to: number }[]
  /** Ends the frame when its count is at least its least; -1: no byte does. */
  ends: number
}

export interface Frame {
  readonly start: number
  /** Is it an array or object, which nest? */
  readonly nests: boolean
  readonly min: number
  /** Infinity: no limit. */
  readonly max: number
}

export interface Automaton {
  readonly states: readonly State[]
  /** Frame 0 is the whole text; its end is `accept`. */
  readonly frames: readonly Frame[]
  readonly accept: number
  /** By state: how many frames that nest must still be opened inside one another to come to the frame's end; Infinity: never. */
  readonly needs: Float64Array
}

/** What the helpers in this folder add states with. */
export interface Builder {
  state(): number
  edge(from: number, to: number, lo: number, hi?: number, counts?: boolean): void
  free(from: number, to: number, counts?: boolean): void
  text(from: number, to: number, bytes: Uint8Array): void
}

const byte = (character: string): number => character.charCodeAt(0)
const QUOTE = byte('"')

/** Compiles a checked grammar. Refuses (`grammar_invalid`) endless rules, (`grammar_too_large`), (`grammar_empty`) without a text. */
export function compile({ rules }: Grammar): Automaton {
  const states: State[] = []
  const frames: Frame[] = []
  /** Frames by what they hold, and those still without states. */
  const known = new Map<string, number>()
  const waiting: (() => void)[] = []

  let ways = 0
  const tooLarge = (): never =>
    refuse('grammar_too_large', `grammar: more than ${MAX_STATES} states or ${MAX_WAYS} ways between them`, {
      hint: 'use fewer alternatives, members or literal texts',
    })
  const way = (): void => {
    if (++ways > MAX_WAYS) tooLarge()
  }

  const builder: Builder = {
    state() {
      if (states.length >= MAX_STATES) tooLarge()
      return states.push({ edges: [], free: [], calls: [], ends: -1 }) - 1
    },
    edge(from, to, lo, hi = lo, counts = false) {
      way()
      states[from]!.edges.push({ lo, hi, to, counts })
    },
    free(from, to, counts = false) {
      way()
      states[from]!.free.push({ to, counts })
    },
    text(from, to, bytes) {
      let at = from
      bytes.forEach((value, i) => {
        const next = i === bytes.length - 1 ? to : builder.state()
        builder.edge(at, next, value)
        at = next
      })
      if (bytes.length === 0) builder.free(from, to)
    },
  }
  const { state, edge, free, text } = builder
  const { addCharacters, addEscapes } = charactersFor(builder)

  function frame(key: string, nests: boolean, min: number, max: number | null, fill: (start: number) => void): number {
    const at = known.get(key)
    if (at !== undefined) return at
    const start = state()
    const id = frames.push({ start, nests, min, max: max ?? Number.POSITIVE_INFINITY }) - 1
    known.set(key, id)
    waiting.push(() => fill(start))
    return id
  }

  const stringFrame = (min: number, max: number | null): number =>
    frame(`string ${min} ${max}`, false, min, max, start => {
      addCharacters(start, start, { counts: true, without: [QUOTE, byte('\\')] })
      addEscapes(start, start)
      states[start]!.ends = QUOTE
    })

  const arrayFrame = (id: RuleId, { item, min, max }: Rule & { is: 'array' }): number =>
    frame(`rule ${id}`, true, min, max, start => {
      const value = state()
      const end = state()
      if (min === 0) states[start]!.ends = byte(']')
      states[end]!.ends = byte(']')
      free(start, value, true)
      add(item, value, end, 0)
      separated(end, value, true)
    })

  /** A comma and perhaps a blank, between `from` and `to`. */
  function separated(from: number, to: number, counts = false): void {
    const blank = state()
    edge(from, blank, byte(','), byte(','), counts)
    edge(blank, to, byte(' '))
    free(blank, to)
  }

  /** A colon, perhaps a blank, and a value. */
  function valued(from: number, rule: RuleId, to: number): void {
    const blank = state()
    const value = state()
    edge(from, blank, byte(':'))
    edge(blank, value, byte(' '))
    free(blank, value)
    add(rule, value, to, 0)
  }

  const objectFrame = (id: RuleId, { members, rest }: Rule & { is: 'object' }): number =>
    frame(`rule ${id}`, true, 0, null, start => {
      const n = members.length
      // From keys[i] the key of member i or of a later one begins; ends[i] is behind member i - 1.
      const keys = Array.from({ length: n + 1 }, state)
      const ends = Array.from({ length: n + 1 }, state)
      free(start, keys[0]!)
      if (members.every(({ required }) => !required)) states[start]!.ends = byte('}')
      let optional = true
      for (let i = n; i >= 0; i--) {
        const member = members[i]
        if (member !== undefined) {
          const colon = state()
          text(keys[i]!, colon, utf8(JSON.stringify(member.key)))
          valued(colon, member.rule, ends[i + 1]!)
          if (member.required) optional = false
          else free(keys[i]!, keys[i + 1]!)
        }
        if (optional) states[ends[i]!]!.ends = byte('}')
        if (i > 0 || n === 0) separated(ends[i]!, keys[i]!)
      }
      if (rest === null) return
      const colon = state()
      otherKey(
        keys[n]!,
        colon,
        members.map(({ key }) => utf8(key)),
      )
      valued(colon, rest, ends[n]!)
    })

  /** A key without escapes that is none of `taken`: along their common beginnings a tree, beside it any characters. */
  function otherKey(from: number, to: number, taken: readonly Uint8Array[]): void {
    const apart = state()
    addCharacters(apart, apart, { counts: false, without: [QUOTE, byte('\\')] })
    edge(apart, to, QUOTE)
    const root = state()
    edge(from, root, QUOTE)
    /** `at` has read `before`, with which `keys` begin. */
    const branch = (at: number, keys: readonly Uint8Array[], before: Uint8Array): void => {
      const groups = new Map<number, Uint8Array[]>()
      const depth = before.length
      let whole = false
      for (const key of keys) {
        const value = key[depth]
        if (value === undefined) whole = true
        else if (groups.has(value)) groups.get(value)!.push(key)
        else groups.set(value, [key])
      }
      addCharacters(at, apart, {
        counts: false,
        without: [QUOTE, byte('\\'), ...groups.keys()],
        behind: before,
      })
      if (!whole && boundary(before)) edge(at, to, QUOTE)
      for (const [value, group] of groups) {
        // A key with a quote or a backslash in it cannot be met: other keys have neither.
        if (value === QUOTE || value === byte('\\') || value < 0x20) continue
        const next = state()
        edge(at, next, value)
        branches.push(() => branch(next, group, group[0]!.subarray(0, depth + 1)))
      }
    }
    const branches: (() => void)[] = [() => branch(root, taken, new Uint8Array())]
    for (let next = branches.pop(); next !== undefined; next = branches.pop()) next()
  }

  const inside = new Set<RuleId>()

  /** Ways of rule `id` from one state to another, in the same frame. */
  function add(id: RuleId, from: number, to: number, depth: number): void {
    const rule = rules[id]!
    way()
    switch (rule.is) {
      case 'text':
        text(from, to, utf8(rule.text))
        break
      case 'string':
        states[from]!.calls.push({ byte: QUOTE, frame: stringFrame(rule.min, rule.max), to })
        break
      case 'integer':
        addInteger(builder, from, to, rule.min, rule.max)
        break
      case 'number':
        addNumber(builder, from, to)
        break
      case 'array':
        states[from]!.calls.push({ byte: byte('['), frame: arrayFrame(id, rule), to })
        break
      case 'object':
        states[from]!.calls.push({ byte: byte('{'), frame: objectFrame(id, rule), to })
        break
      case 'prose': {
        const first = utf8(rule.not)[0]
        const body = state()
        addCharacters(from, body, { counts: false, controls: true, without: first === undefined ? [] : [first] })
        addCharacters(body, body, { counts: false, controls: true, without: [] })
        free(body, to)
        free(from, to)
        break
      }
      case 'any':
        nested(id, depth, () => {
          for (const option of options(id)) add(option, from, to, depth + 1)
        })
        break
      case 'sequence':
        nested(id, depth, () => {
          let at = from
          rule.of.forEach((part, i) => {
            const next = i === rule.of.length - 1 ? to : state()
            add(part, at, next, depth + 1)
            at = next
          })
        })
    }
  }

  /** An array or object must stand between a rule and itself, or it would never end. */
  function nested(id: RuleId, depth: number, body: () => void): void {
    if (inside.has(id)) refuse('grammar_invalid', `grammar: rule ${id} begins with itself`)
    if (depth >= MAX_INLINE) refuse('grammar_invalid', `grammar: rule ${id} is nested deeper than ${MAX_INLINE}`)
    inside.add(id)
    body()
    inside.delete(id)
  }

  /** The rules that are not `any` below an `any`, each once: a product of alternatives would grow without bound. */
  function options(id: RuleId): Set<RuleId> {
    const found = new Set<RuleId>()
    const met = new Set<RuleId>([id])
    const left = [id]
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const rule = rules[next]!
      if (rule.is !== 'any') found.add(next)
      else
        for (const option of rule.of) {
          if (met.has(option)) continue
          met.add(option)
          left.push(option)
        }
    }
    return found
  }

  const start = state()
  const accept = state()
  frames.push({ start, nests: false, min: 0, max: Number.POSITIVE_INFINITY })
  add(0, start, accept, 0)
  for (let fill = waiting.pop(); fill !== undefined; fill = waiting.pop()) fill()
  const needs = heights(states, frames, accept)
  if (needs[start]! > MAX_NESTING)
    refuse(
      'grammar_empty',
      Number.isFinite(needs[start]!)
        ? `grammar: every text nests ${needs[start]} deep, at most ${MAX_NESTING}`
        : 'grammar: no text fits it',
      { hint: 'a rule that needs itself has no end: make the member optional or give an alternative' },
    )
  return { states, frames, accept, needs }
}

/** `needs` of every state: the least over its ways of the most that a way needs. From the ends backwards, smallest first. */
function heights(states: readonly State[], frames: readonly Frame[], accept: number): Float64Array {
  const needs = new Float64Array(states.length).fill(Number.POSITIVE_INFINITY)
  /** Ways into a state, and calls that wait for it: as what follows the frame, or as its start. */
  const plain: number[][] = states.map(() => [])
  const calls: { from: number; frame: number; to: number }[][] = states.map(() => [])
  const holdsNothing = new Set(frames.filter(({ max }) => max === 0).map(({ start }) => start))
  states.forEach((state, from) => {
    for (const { to } of state.edges) plain[to]!.push(from)
    for (const { to, counts } of state.free) if (!counts || !holdsNothing.has(from)) plain[to]!.push(from)
    for (const { to, frame } of state.calls) {
      calls[to]!.push({ from, frame, to })
      calls[frames[frame]!.start]!.push({ from, frame, to })
    }
  })
  // What a state needs is never less than what its ways need: a state is done when it is met in order of need.
  const done = new Uint8Array(states.length)
  const byNeed: number[][] = []
  const offer = (at: number, need: number): void => {
    if (need >= needs[at]!) return
    needs[at] = need
    ;(byNeed[need] ??= []).push(at)
  }
  states.forEach(({ ends }, at) => {
    if (ends >= 0 || at === accept) offer(at, 0)
  })
  for (let need = 0; need < byNeed.length; need++) {
    const left = byNeed[need] ?? []
    for (let at = left.pop(); at !== undefined; at = left.pop()) {
      if (done[at] === 1) continue
      done[at] = 1
      for (const from of plain[at]!) offer(from, need)
      for (const { from, frame, to } of calls[at]!) {
        const { start, nests } = frames[frame]!
        const value = Math.max(needs[to]!, needs[start]! + (nests ? 1 : 0))
        if (Number.isFinite(value)) offer(from, value)
      }
    }
  }
  return needs
}
