// The part of a mask that does not depend on the stack: tokens that stay inside one frame. spec/sampler.md, "Masks". Inside a string nearly
// every token is allowed, whatever stands around it, so the walk over them is made once; what leaves the frame is walked by the matcher.

import type { Automaton } from './automaton.ts'
import type { Trie } from './trie.ts'

/** A state of the frame, and by how much the frame's count has grown on the way there. */
interface Spot {
  readonly state: number
  readonly added: number
}

/** Where the byte of a node of the tree begins or ends a frame: from these spots. Exits that lead alike have one `kind`. */
export interface Exit {
  readonly node: number
  readonly kind: number
}

export interface Inside {
  /** Tokens that stay inside, if the count may grow as it likes. */
  readonly mask: Uint32Array
  /** By how much the count grows at least: the tokens; from 1 on, where the frame bounds it. */
  readonly growing: readonly (readonly number[])[]
  readonly exits: readonly Exit[]
  /** By kind: the byte, and the spots that it is read from. */
  readonly kinds: readonly { readonly byte: number; readonly spots: readonly Spot[] }[]
}

/** Spots that one byte leads from: sets of them are made once. */
interface SpotSet {
  readonly spots: readonly Spot[]
  readonly next: ({ inside: SpotSet | null; exits: boolean } | undefined)[]
}

const NOWHERE = { inside: null, exits: false }

/** Sets of a frame's states whose inside is remembered: each takes up to a megabyte or two. */
const MAX_INSIDES = 8
/** States with more ways than a byte in the middle of a character has are worth it. */
const WIDE = 64

export interface Insides {
  /** Is one of these states in the middle of something that nearly every token goes on with? */
  isWide(states: readonly number[]): boolean
  /** From these states of one frame; `bounded`: the frame counts. */
  of(states: readonly number[], bounded: boolean): Inside
}

export function createInsides(
  { states, needs }: Automaton,
  trie: Trie,
  size: number,
  classes: Uint8Array,
  examples: Uint8Array,
  work: (places: number) => void,
): Insides {
  const wide = states.map(({ edges }) => edges.reduce((sum, { lo, hi }) => sum + hi - lo + 1, 0) > WIDE)
  const known = new Map<string, Inside>()

  function make(starts: readonly number[], bounded: boolean): Inside {
    const sets = new Map<string, SpotSet>()

    function settle(spots: readonly Spot[]): SpotSet | null {
      const found = new Map<string, Spot>()
      const offer = (state: number, added: number): void => {
        const key = `${state} ${added}`
        if (!Number.isFinite(needs[state]!) || found.has(key)) return
        found.set(key, { state, added })
        for (const { to, counts } of states[state]!.free) offer(to, counts && bounded ? added + 1 : added)
      }
      for (const { state, added } of spots) offer(state, added)
      work(found.size)
      if (found.size === 0) return null
      const key = [...found.keys()].sort().join(',')
      const same = sets.get(key)
      if (same !== undefined) return same
      const made: SpotSet = { spots: [...found.values()], next: new Array(examples.length).fill(undefined) }
      sets.set(key, made)
      return made
    }

    function step(from: SpotSet, at: number): { inside: SpotSet | null; exits: boolean } {
      const byte = examples[at]!
      const spots: Spot[] = []
      let exits = false
      for (const { state, added } of from.spots) {
        const { edges, calls, ends } = states[state]!
        for (const { lo, hi, to, counts } of edges)
          if (byte >= lo && byte <= hi) spots.push({ state: to, added: counts && bounded ? added + 1 : added })
        exits ||= ends === byte || calls.some(call => call.byte === byte)
      }
      return { inside: settle(spots), exits }
    }

    const mask = new Uint32Array((size + 31) >>> 5)
    const growing: number[][] = []
    const exits: Exit[] = []
    const kinds: { byte: number; spots: readonly Spot[] }[] = []
    const kindOf = new Map<SpotSet, Map<number, number>>()
    const leave = (node: number, from: SpotSet, at: number): void => {
      const byKind = kindOf.get(from) ?? new Map<number, number>()
      kindOf.set(from, byKind)
      const kind = byKind.get(at) ?? kinds.push({ byte: examples[at]!, spots: from.spots }) - 1
      byKind.set(at, kind)
      exits.push({ node, kind })
    }

    const { length, byte, depth, end, token, same } = trie
    const start = settle(starts.map(state => ({ state, added: 0 })))
    const path: (SpotSet | null)[] = [start]
    for (let node = 0; node < length && start !== null; ) {
      const at = classes[byte[node]!]!
      const from = path[depth[node]! - 1]!
      // Class 0: bytes that stand nowhere.
      const found = at === 0 ? NOWHERE : (from.next[at] ??= step(from, at))
      if (found.exits) leave(node, from, at)
      const { inside } = found
      if (inside === null) {
        node = end[node]!
        continue
      }
      path[depth[node]!] = inside
      if (token[node]! !== -1) {
        const added = bounded ? Math.min(...inside.spots.map(spot => spot.added)) : 0
        for (let id = token[node]!; id !== -1; id = same[id]!) {
          mask[id >>> 5]! |= 1 << (id & 31)
          if (added > 0) (growing[added] ??= []).push(id)
        }
      }
      node++
    }
    return { mask, growing, exits, kinds }
  }

  return {
    isWide: list => list.some(state => wide[state]),
    of(list, bounded) {
      const key = list.join(' ')
      const inside = known.get(key) ?? make(list, bounded)
      known.delete(key)
      known.set(key, inside)
      if (known.size > MAX_INSIDES) known.delete(known.keys().next().value!)
      return inside
    },
  }
}
