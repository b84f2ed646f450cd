// Runs a grammar's automaton along the bytes of an answer: spec/sampler.md, "Masks". The set of all places where a text so far can
// stand is one state here, made when it is first met; stacks of open frames are shared. Every place kept can still come to an end.

import { refuse } from '../../errors/index.ts'
import type { Vocabulary } from '../types.ts'
import { type Automaton, compile } from './automaton.ts'
import { encodeGrammar } from './encoding.ts'
import { createInsides } from './inside.ts'
import { trieOf } from './trie.ts'
import { type Grammar, MAX_NESTING } from './types.ts'

/** An open frame, with the places that may follow its end. Equal ones are one object, so they are compared by `id`. */
interface Node {
  readonly id: number
  readonly frame: number
  /** Frames that nest, this one with them. */
  readonly depth: number
  readonly parents: readonly Place[]
}

/** A state of the automaton, counts in its frame, and the frame. */
interface Place {
  readonly state: number
  readonly count: number
  readonly node: Node
}

/** Where texts stand after the same bytes. Made by a matcher; never changes for who holds it. */
export interface GrammarState {
  /** Is what has been read a text of the grammar? */
  readonly accepts: boolean
  /** No byte can follow. */
  readonly complete: boolean
}

interface Met extends GrammarState {
  readonly places: readonly Place[]
  /** By class of byte; undefined: not tried, null: none. */
  readonly next: (Met | null | undefined)[]
  mask: Uint32Array | null
}

export interface Matcher {
  readonly start: GrammarState
  /** The state behind some bytes, or null where no text begins so. Refuses (`grammar_too_large`) what takes too much work. */
  advance(state: GrammarState, bytes: Uint8Array): GrammarState | null
  /**
   * Tokens whose bytes keep a text possible, and end tokens where one ends: bit id mod 32 of word floor(id / 32). Not to be changed. Refuses as
   * `advance` does.
   */
  mask(state: GrammarState): Uint32Array
  /** Masks made so far: by a walk over the whole vocabulary, and of a part that was made before. */
  readonly walks: { readonly whole: number; readonly inside: number }
}

/**
 * Places that one mask, or one token's bytes, may make. Grammars of schemas make some hundreds; one that can be read in very many ways at once
 * is given up on: then there is no answer and no verdict.
 */
export const MAX_PLACES = 1 << 17
/** States remembered before they are made anew, and masks among them. What they say does not depend on it. */
const MAX_MET = 4096
const MAX_MASKS = 64

/**
 * A matcher of a grammar over a vocabulary. Refuses what `compile` refuses, and (`vocabulary_incomplete`) a vocabulary that lacks a
 * token for a single byte of the grammar: a text could come to where no token continues it.
 */
export function createMatcher(grammar: Grammar, vocabulary: Vocabulary): Matcher {
  const automaton = compile(grammar)
  const { states, frames, accept, needs } = automaton
  const trie = trieOf(vocabulary)
  const { classes, examples } = classesOf(automaton)
  for (let byte = 0; byte < 256; byte++) {
    if (classes[byte] !== 0 && trie.single[byte] === 0)
      refuse(
        'vocabulary_incomplete',
        `vocabulary: no token is the byte 0x${byte.toString(16).padStart(2, '0')} alone`,
        {
          hint: 'constrained output needs a tokenizer with all bytes, as byte-level ones and those with byte fallback have',
        },
      )
  }

  let met = new Map<string, Met>()
  let nodes = new Map<string, Node>()
  let nodeIds = 0
  let worked = 0
  const work = (places: number): void => {
    worked += places
    if (worked > MAX_PLACES)
      refuse('grammar_too_large', `grammar: one token leads to more than ${MAX_PLACES} places`, {
        hint: 'use fewer alternatives that begin alike',
      })
  }
  const withMask: Met[] = []

  function node(frame: number, depth: number, parents: readonly Place[]): Node {
    const sorted = distinct(parents)
    const key = `${frame} ${depth} ${sorted.map(keyOf).join(' ')}`
    const known = nodes.get(key)
    if (known !== undefined) return known
    const made = { id: nodeIds++, frame, depth, parents: sorted }
    nodes.set(key, made)
    return made
  }

  /** A place, if it can come to an end within the nesting allowed. */
  const possible = (state: number, node: Node): boolean => node.depth + needs[state]! <= MAX_NESTING

  /** The count of a frame after one more, or -1: as far as its bounds can tell. */
  function counted(count: number, { frame }: Node): number {
    const { min, max } = frames[frame]!
    if (max === Number.POSITIVE_INFINITY) return Math.min(count + 1, min)
    return count < max ? count + 1 : -1
  }

  /** The state of these places and of those that follow without a byte; null: there are none. */
  function settle(places: Place[]): Met | null {
    const found = new Map<string, Place>()
    const offer = (state: number, count: number, node: Node): void => {
      if (count < 0 || !possible(state, node)) return
      const place = { state, count, node }
      const key = keyOf(place)
      if (found.has(key)) return
      found.set(key, place)
      for (const { to, counts } of states[state]!.free) offer(to, counts ? counted(count, node) : count, node)
    }
    for (const { state, count, node } of places) offer(state, count, node)
    // Places without anything to do for a byte tell nothing.
    const kept = [...found.values()].filter(({ state }) => {
      const { edges, calls, ends } = states[state]!
      return edges.length > 0 || calls.length > 0 || ends >= 0 || state === accept
    })
    work(found.size)
    if (kept.length === 0) return null
    const sorted = distinct(kept)
    const key = sorted.map(keyOf).join(' ')
    const known = met.get(key)
    if (known !== undefined) return known
    const made: Met = {
      places: sorted,
      accepts: sorted.some(({ state }) => state === accept),
      complete: sorted.every(({ state }) => state === accept),
      next: new Array(examples.length).fill(undefined),
      mask: null,
    }
    made.next[0] = null
    if (met.size >= MAX_MET) {
      met = new Map()
      nodes = new Map()
    }
    met.set(key, made)
    return made
  }

  /** The places behind a byte that stays in the frames of these. */
  function stay(places: readonly Place[], byte: number): Place[] {
    const found: Place[] = []
    for (const { state, count, node: at } of places) {
      for (const { lo, hi, to, counts } of states[state]!.edges) {
        if (byte >= lo && byte <= hi) found.push({ state: to, count: counts ? counted(count, at) : count, node: at })
      }
    }
    return found
  }

  /** The places behind a byte that begins or ends a frame. */
  function turn(places: readonly Place[], byte: number): Place[] {
    const found: Place[] = []
    /** Frames that this byte begins, by frame and depth, with all that may follow their end. */
    const begun = new Map<string, { frame: number; depth: number; parents: Place[] }>()
    for (const { state, count, node: at } of places) {
      const { calls, ends } = states[state]!
      if (byte === ends && count >= frames[at.frame]!.min) found.push(...at.parents)
      for (const call of calls) {
        if (call.byte !== byte || !possible(call.to, at)) continue
        const depth = at.depth + (frames[call.frame]!.nests ? 1 : 0)
        const key = `${call.frame} ${depth}`
        const parent = { state: call.to, count, node: at }
        const same = begun.get(key)
        if (same === undefined) begun.set(key, { frame: call.frame, depth, parents: [parent] })
        else same.parents.push(parent)
      }
    }
    for (const { frame, depth, parents } of begun.values())
      found.push({ state: frames[frame]!.start, count: 0, node: node(frame, depth, parents) })
    return found
  }

  const leave = (places: readonly Place[], byte: number): Met | null => settle(turn(places, byte))
  const follow = ({ places }: Met, byte: number): Met | null => settle([...stay(places, byte), ...turn(places, byte)])

  function step(from: Met, byte: number): Met | null {
    const at = classes[byte]!
    const known = from.next[at]
    if (known !== undefined) return known
    const made = follow(from, examples[at]!)
    from.next[at] = made
    return made
  }

  const insides = createInsides(automaton, trie, vocabulary.size, classes, examples, work)
  const walks = { whole: 0, inside: 0 }
  /** The most that a place can need: where there is so much room, no place is impossible for want of it. */
  const mostNeed = needs.reduce((most, need) => (Number.isFinite(need) ? Math.max(most, need) : most), 0)

  const allow = (mask: Uint32Array, id: number): void => {
    mask[id >>> 5]! |= 1 << (id & 31)
  }
  const allowTokens = (mask: Uint32Array, node: number): void => {
    for (let id = trie.token[node]!; id !== -1; id = trie.same[id]!) allow(mask, id)
  }

  /** Allows the tokens of some nodes of the tree that `above` goes on with: those below one node, or all. */
  function walk(mask: Uint32Array, above: Met, first: number, last: number): void {
    const { byte, depth, end } = trie
    const path: Met[] = []
    if (first < last) path[depth[first]! - 1] = above
    for (let node = first; node < last; ) {
      const d = depth[node]!
      const from = path[d - 1]!
      const known = from.next[classes[byte[node]!]!]
      const state = known === undefined ? step(from, byte[node]!) : known
      if (state === null) {
        node = end[node]!
        continue
      }
      path[d] = state
      allowTokens(mask, node)
      node++
    }
  }

  /** The mask where all places are in one frame and nearly every token stays there; null where it is not so. */
  function maskInside({ places }: Met): Uint32Array | null {
    const { count, node: at } = places[0]!
    if (places.some(place => place.node !== at || place.count !== count)) return null
    const list = places.map(({ state }) => state)
    if (at.depth + mostNeed > MAX_NESTING || !insides.isWide(list)) return null
    const { min, max } = frames[at.frame]!
    const bounded = min > 0 || max !== Number.POSITIVE_INFINITY
    const inside = insides.of(list, bounded)
    const mask = inside.mask.slice()
    const most = max - count
    inside.growing.forEach((ids, added) => {
      if (added > most) for (const id of ids) mask[id >>> 5]! &= ~(1 << (id & 31))
    })
    // What leaves the frame is followed from the places it leaves at, as everywhere else.
    const after = inside.kinds.map(({ byte, spots }) => {
      const left: Place[] = []
      for (const { state, added } of spots) {
        let now = count
        for (let n = 0; n < added && now >= 0; n++) now = counted(now, at)
        if (now >= 0) left.push({ state, count: now, node: at })
      }
      return leave(left, byte)
    })
    for (const { node, kind } of inside.exits) {
      const state = after[kind]!
      if (state === null) continue
      allowTokens(mask, node)
      walk(mask, state, node + 1, trie.end[node]!)
    }
    return mask
  }

  function makeMask(from: Met): Uint32Array {
    let mask = maskInside(from)
    if (mask === null) {
      walks.whole++
      mask = new Uint32Array((vocabulary.size + 31) >>> 5)
      walk(mask, from, 0, trie.length)
    } else walks.inside++
    if (from.accepts) for (const id of vocabulary.eos) allow(mask, id)
    return mask
  }

  const start = settle([{ state: frames[0]!.start, count: 0, node: node(0, 0, []) }])!
  return {
    start,
    advance(state, bytes) {
      worked = 0
      let at: Met | null = state as Met
      for (let i = 0; i < bytes.length && at !== null; i++) at = step(at, bytes[i]!)
      return at
    },
    walks,
    mask(state) {
      const from = state as Met
      if (from.mask !== null) return from.mask
      worked = 0
      const mask = makeMask(from)
      if (withMask.length >= MAX_MASKS) withMask.shift()!.mask = null
      withMask.push(from)
      return (from.mask = mask)
    },
  }
}

const keyOf = ({ state, count, node }: Place): string => `${state},${count},${node.id}`

/** Places in one order, each once. */
function distinct(places: readonly Place[]): readonly Place[] {
  if (places.length === 1) return places
  const byKey = new Map(places.map(place => [keyOf(place), place]))
  return [...byKey.values()].sort((a, b) => a.state - b.state || a.count - b.count || a.node.id - b.node.id)
}

/** Bytes that no edge tells apart are one class; class 0 holds those that stand nowhere. `examples` has a byte of each. */
function classesOf({ states }: Automaton): { classes: Uint8Array; examples: Uint8Array } {
  const borders = new Uint8Array(257)
  const used = new Uint8Array(256)
  const range = (lo: number, hi: number): void => {
    borders[lo] = 1
    borders[hi + 1] = 1
    used.fill(1, lo, hi + 1)
  }
  for (const { edges, calls, ends } of states) {
    for (const { lo, hi } of edges) range(lo, hi)
    for (const { byte } of calls) range(byte, byte)
    if (ends >= 0) range(ends, ends)
  }
  const classes = new Uint8Array(256)
  const examples = [0]
  let at = 0
  for (let byte = 0; byte < 256; byte++) {
    if (borders[byte] === 1 && used[byte] === 1) {
      at = examples.length
      examples.push(byte)
    }
    classes[byte] = used[byte] === 1 ? at : 0
  }
  return { classes, examples: Uint8Array.from(examples) }
}

const made = new WeakMap<Vocabulary, Map<string, Matcher>>()
const MAX_MATCHERS = 16

/** As `createMatcher`, remembering the last few grammars of a vocabulary. */
export function matcherOf(grammar: Grammar, vocabulary: Vocabulary): Matcher {
  const key = new TextDecoder().decode(encodeGrammar(grammar))
  let known = made.get(vocabulary)
  if (known === undefined) {
    known = new Map()
    made.set(vocabulary, known)
  }
  const matcher = known.get(key) ?? createMatcher(grammar, vocabulary)
  known.delete(key)
  known.set(key, matcher)
  if (known.size > MAX_MATCHERS) known.delete(known.keys().next().value!)
  return matcher
}
