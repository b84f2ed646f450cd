// Pairs of token ids to rank and result, in a hash table of integers. Merging asks it for every two neighbours.

import { MAX_PROBES } from './trie.ts'

export const NEVER = 0x7fffffff

export class PairTable {
  private mask: number
  private left: Int32Array
  private right: Int32Array
  private ranks: Int32Array
  private results: Int32Array
  size = 0
  /** Rank and result of the pair last asked for; rank NEVER: it does not merge. */
  rank = NEVER
  result = -1

  constructor(capacity: number) {
    let slots = 1024
    while (slots < 2 * capacity) slots *= 2
    this.mask = slots - 1
    this.left = new Int32Array(slots).fill(-1)
    this.right = new Int32Array(slots)
    this.ranks = new Int32Array(slots)
    this.results = new Int32Array(slots)
  }

  /** The pair's slot or the free one where it belongs; -1 after too many probes. */
  private slot(a: number, b: number): number {
    let at = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 0
    at = (at ^ (at >>> 15)) & this.mask
    for (let probes = 0; probes < MAX_PROBES; probes++) {
      if (this.left[at] === -1 || (this.left[at] === a && this.right[at] === b)) return at
      at = (at + 1) & this.mask
    }
    return -1
  }

  /** False where the table is full (for this pair), or has the pair already. */
  add(a: number, b: number, rank: number, result: number): boolean {
    const at = 2 * (this.size + 1) > this.mask + 1 ? -1 : this.slot(a, b)
    if (at < 0 || this.left[at] !== -1) return false
    this.left[at] = a
    this.right[at] = b
    this.ranks[at] = rank
    this.results[at] = result
    this.size++
    return true
  }

  /** Is the pair known? Sets `rank` and `result`. */
  find(a: number, b: number): boolean {
    const at = this.slot(a, b)
    if (at < 0 || this.left[at] === -1) {
      this.rank = NEVER
      this.result = -1
      return false
    }
    this.rank = this.ranks[at]!
    this.result = this.results[at]!
    return true
  }

  clear(): void {
    this.left.fill(-1)
    this.size = 0
  }
}
