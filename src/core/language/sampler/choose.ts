// The token that follows from a row of logits: spec/sampler.md, "Scores" to "Draw". Passes over the row and a histogram of distances
// from the best score; nothing is sorted. test/language/samplerReference.ts is its slow equal.

import { drawBelow, SEED_BYTES } from './draw.ts'
import type { History } from './history.ts'
import { adjusted, type Constants, constantsOf, weightsByDistance } from './scale.ts'
import { MILLION, type Sampler } from './types.ts'

/** Bit id mod 32 of word floor(id / 32): may the token come next? */
export type Mask = Uint32Array

/** Score of a token that may not come: further from any other than the widest distance. */
const NEVER = -(2 ** 30)
const BLOCK_BITS = 6

export interface Row {
  /** Holds the row's logits from `offset` on: integers of 16 bits. */
  readonly logits: Int16Array
  readonly offset: number
}

export interface Chooser {
  /**
   * The token of index `index` (0: the first of the answer). `mask` allows at least one token, null allows all.
   * Throws RangeError where the row is shorter than the vocabulary.
   */
  choose(row: Row, index: number, history: History, mask: Mask | null): number
}

/** Written anew by every choice, none of which is interrupted: choosers of one vocabulary share it. */
interface Workspace {
  readonly scores: Int32Array
  readonly sums: Float64Array
}
let workspace: Workspace = { scores: new Int32Array(), sums: new Float64Array() }

function workspaceFor(size: number): Workspace {
  if (workspace.scores.length !== size)
    workspace = { scores: new Int32Array(size), sums: new Float64Array(((size - 1) >> BLOCK_BITS) + 1) }
  return workspace
}

/** Tables of weights by what they are made of: many generations have the same few. */
const tables = new Map<string, Int32Array>()
const MAX_TABLES = 16

function sharedWeights(constants: Constants): Int32Array {
  const key = `${constants.scale} ${constants.shift} ${constants.leastWeight}`
  const table = tables.get(key) ?? weightsByDistance(constants)
  tables.delete(key)
  tables.set(key, table)
  if (tables.size > MAX_TABLES) tables.delete(tables.keys().next().value!)
  return table
}

/** A chooser for one sampler, exponent of the logits, size of the vocabulary, and seed of 32 bytes (TypeError otherwise). */
export function createChooser(sampler: Sampler, exponent: number, size: number, seed: Uint8Array): Chooser {
  if (seed.length !== SEED_BYTES) throw new TypeError(`seed: ${seed.length} bytes, ${SEED_BYTES} expected`)
  const constants = constantsOf(sampler, exponent)
  const greedy = sampler.temperature === 0
  const weights = greedy ? new Int32Array() : sharedWeights(constants)
  const biases = new Map(constants.biases)
  const repeats = sampler.repetition !== MILLION
  const counts = sampler.presence !== 0 || sampler.frequency !== 0
  const cuts = (sampler.topK > 0 && sampler.topK < size) || sampler.topP < MILLION
  const { scores, sums } = workspaceFor(size)
  const histogram = cuts ? new Int32Array(weights.length) : new Int32Array()

  function adjust(history: History): void {
    const one = (id: number): void => {
      scores[id] = adjusted(
        scores[id]!,
        biases.get(id) ?? 0,
        repeats && history.seen.has(id),
        counts ? (history.counts.get(id) ?? 0) : 0,
        constants,
      )
    }
    for (const id of biases.keys()) one(id)
    if (repeats) {
      for (const id of history.seen) if (!biases.has(id)) one(id)
    } else if (counts) {
      for (const id of history.counts.keys()) if (!biases.has(id)) one(id)
    }
  }

  function forbid(mask: Mask): void {
    for (let word = 0; word * 32 < size; word++) {
      const bits = mask[word]!
      if (bits === 0xffffffff) continue
      const end = Math.min(size, word * 32 + 32)
      for (let id = word * 32; id < end; id++) if (((bits >>> (id & 31)) & 1) === 0) scores[id] = NEVER
    }
  }

  /** The first of the greatest scores. */
  function best(): number {
    let at = 0
    let most = scores[0]!
    for (let id = 1; id < size; id++) {
      if (scores[id]! > most) {
        most = scores[id]!
        at = id
      }
    }
    if (most === NEVER) throw new RangeError('mask: no token is allowed')
    return at
  }

  /**
   * Where the order by score and then by id is cut, for top-k and then top-p: tokens nearer than `distance` stay, and the first
   * `ties` by id of those at it.
   */
  function cut(most: number): { distance: number; ties: number } {
    const length = weights.length
    histogram.fill(0)
    for (let id = 0; id < size; id++) {
      const distance = most - scores[id]!
      if (distance < length) histogram[distance]!++
    }
    let left = sampler.topK === 0 ? size : sampler.topK
    let total = 0
    let last = 0
    for (let d = 0; d < length && left > 0; d++) {
      const n = Math.min(histogram[d]!, left)
      if (n === 0) continue
      histogram[d] = n
      left -= n
      total += n * weights[d]!
      last = d
    }
    if (sampler.topP === MILLION) return { distance: last, ties: histogram[last]! }
    // total is below 2^39 and the product below 2^59: one exact division in big integers.
    const share = Number((BigInt(sampler.topP) * BigInt(total) + BigInt(MILLION - 1)) / BigInt(MILLION))
    let wanted = Math.max(1, share)
    for (let d = 0; ; d++) {
      const n = histogram[d]!
      const mass = n * weights[d]!
      if (mass >= wanted) return { distance: d, ties: Math.ceil(wanted / weights[d]!) }
      wanted -= mass
    }
  }

  return {
    choose({ logits, offset }, index, history, mask) {
      if (logits.length < offset + size)
        throw new RangeError(`logits: ${logits.length - offset} of ${size} at offset ${offset}`)
      scores.set(logits.subarray(offset, offset + size))
      adjust(history)
      if (mask !== null) forbid(mask)
      const first = best()
      if (greedy) return first
      const most = scores[first]!
      const { distance: furthest, ties } = cuts ? cut(most) : { distance: weights.length - 1, ties: size }
      let left = ties
      let total = 0
      for (let block = 0; block < sums.length; block++) {
        const end = Math.min(size, (block + 1) << BLOCK_BITS)
        let sum = 0
        for (let id = block << BLOCK_BITS; id < end; id++) {
          const distance = most - scores[id]!
          if (distance < furthest || (distance === furthest && left-- > 0)) sum += weights[distance]!
        }
        sums[block] = sum
        total += sum
      }
      let r = Number(drawBelow(BigInt(total), seed, index))
      let block = 0
      while (r >= sums[block]!) r -= sums[block++]!
      // Ties before this block have used up some of those that stay.
      left = ties
      const start = block << BLOCK_BITS
      if (ties < size) for (let id = 0; id < start && left > 0; id++) if (most - scores[id]! === furthest) left--
      for (let id = start; ; id++) {
        const distance = most - scores[id]!
        if (distance < furthest || (distance === furthest && left-- > 0)) {
          const weight = weights[distance]!
          if (r < weight) return id
          r -= weight
        }
      }
    },
  }
}
