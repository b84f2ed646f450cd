// Merkle trees of logs: RFC 6962, section 2.1 and RFC 9162, section 2.1.3 on (spec/log.md). Hashes in, hashes out.
// It signs nothing and stores nothing: leaves come from a list or a LeafStore. Sizes go up to 2^53 - 1, so no bit operators.

import { equal } from '../bytes/index.ts'
import { hashLeaf, hashNode, sha256 } from '../crypto/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'

export { hashLeaf as leafHash, hashNode as nodeHash }

/** Root of the tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0))

/** No proof is longer: one hash a level, and one more for a prefix proof. */
export const MAX_PROOF_HASHES = 64

const half = (n: number): number => Math.floor(n / 2)
const odd = (n: number): boolean => n % 2 === 1
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

function isPowerOfTwo(n: number): boolean {
  let power = 1
  while (power < n) power *= 2
  return power === n
}

/** The largest power of two smaller than `n`, which is at least 2: where RFC 6962 splits `n` leaves. */
function splitOf(n: number): number {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}

/** Root over the leaves from `start` up to `end`, which are at least one. */
type RangeRoot = (start: number, end: number) => Uint8Array

/** Hashes from a leaf's sibling up to the root: PATH of RFC 6962. */
function inclusionPath(rootOf: RangeRoot, index: number, size: number): Uint8Array[] {
  const path: Uint8Array[] = []
  let start = 0
  let end = size
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      path.push(rootOf(middle, end))
      end = middle
    } else {
      path.push(rootOf(start, middle))
      start = middle
    }
  }
  return path.reverse()
}

/**
 * The largest complete subtree that ends at leaf `first`, then the hashes from it up to the root over `second` leaves. It
 * is SUBPROOF of RFC 6962 with that subtree always given, where a consistency proof leaves it out if it is the whole first
 * tree. `first` is at least 1 and less than `second`.
 */
function prefixPath(rootOf: RangeRoot, first: number, second: number): Uint8Array[] {
  const path: Uint8Array[] = []
  let start = 0
  let end = second
  while (end !== first) {
    const middle = start + splitOf(end - start)
    if (first <= middle) {
      path.push(rootOf(middle, end))
      end = middle
    } else {
      path.push(rootOf(start, middle))
      start = middle
    }
  }
  path.push(rootOf(start, end))
  return path.reverse()
}

function checkIndex(index: number, size: number): void {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError(`index: ${index} of ${size} leaves`)
}

function checkSizes(first: number, second: number): void {
  if (!isCount(first) || !isCount(second) || first > second) throw new RangeError(`sizes: ${first} of ${second} leaves`)
}

/** Leaf hashes in order. `append` has stored its hash durably when it returns; hashes once stored never change. */
export interface LeafStore {
  readonly size: number
  leafHash(index: number): Uint8Array
  append(leafHash: Uint8Array): void
}

/** A store over an array, which it takes over. */
export function memoryStore(leafHashes: Uint8Array[] = []): LeafStore {
  return {
    get size() {
      return leafHashes.length
    },
    leafHash(index) {
      const hash = leafHashes[index]
      if (hash === undefined) throw new RangeError(`index: ${index} of ${leafHashes.length} leaves`)
      return hash
    },
    append(leafHash) {
      leafHashes.push(leafHash)
    },
  }
}

/** Hashes in one growing block of memory: 32 bytes each, no object each. */
class HashList {
  private block = new Uint8Array(32 * 16)
  length = 0

  at(index: number): Uint8Array {
    return this.block.slice(32 * index, 32 * index + 32)
  }

  push(hash: Uint8Array): void {
    if (32 * this.length === this.block.length) {
      const grown = new Uint8Array(2 * this.block.length)
      grown.set(this.block)
      this.block = grown
    }
    this.block.set(hash, 32 * this.length++)
  }
}

/**
 * An append-only tree that remembers the roots of complete subtrees: 32 bytes a leaf in memory, one hash per leaf to open,
 * then at most log2(size) + 1 hashes for an append, a root or a proof, also for earlier sizes. One writer at a time.
 */
export class LogTree {
  private readonly store: LeafStore
  /** Complete subtrees of 2^(level + 1) leaves each. */
  private readonly levels: HashList[] = []
  private count = 0

  constructor(store: LeafStore = memoryStore()) {
    this.store = store
    while (this.count < store.size) this.grow()
  }

  get size(): number {
    return this.count
  }

  /** Stores a leaf hash and returns its index. */
  append(leafHash: Uint8Array): number {
    if (leafHash.length !== 32) throw new RangeError('leafHash: 32 bytes expected')
    if (this.store.size !== this.count) throw new Error('LogTree: its store has another writer')
    this.store.append(leafHash)
    this.grow()
    return this.count - 1
  }

  leafHash(index: number): Uint8Array {
    checkIndex(index, this.count)
    return this.store.leafHash(index)
  }

  root(size: number = this.count): Uint8Array {
    checkSizes(size, this.count)
    return size === 0 ? EMPTY_ROOT.slice() : this.range(0, size)
  }

  inclusionProof(index: number, size: number = this.count): Uint8Array[] {
    checkSizes(size, this.count)
    checkIndex(index, size)
    return inclusionPath((start, end) => this.range(start, end), index, size)
  }

  consistencyProof(first: number, second: number = this.count): Uint8Array[] {
    const path = this.prefixProof(first, second)
    return isPowerOfTwo(first) ? path.slice(1) : path
  }

  /** As a consistency proof, and enough to show what the root over `first` leaves is: see `rootsFromPrefix`. */
  prefixProof(first: number, second: number = this.count): Uint8Array[] {
    checkSizes(first, second)
    checkSizes(second, this.count)
    if (first === 0 || first === second) return []
    return prefixPath((start, end) => this.range(start, end), first, second)
  }

  /** Takes up the store's next leaf and the subtrees that it completes. */
  private grow(): void {
    let hash = this.store.leafHash(this.count)
    let index = this.count
    for (let level = 0; odd(index); level++) {
      index = half(index)
      hash = hashNode(this.node(level, 2 * index), hash)
      let list = this.levels[level]
      if (list === undefined) {
        list = new HashList()
        this.levels.push(list)
      }
      list.push(hash)
    }
    this.count++
  }

  /** Root of the complete subtree `index` of 2^level leaves. */
  private node(level: number, index: number): Uint8Array {
    return level === 0 ? this.store.leafHash(index) : this.levels[level - 1]!.at(index)
  }

  /** `start` is a multiple of the smallest power of two that holds the range. */
  private range(start: number, end: number): Uint8Array {
    let level = 0
    let width = 1
    while (width * 2 <= end - start) {
      width *= 2
      level++
    }
    const left = this.node(level, start / width)
    return start + width === end ? left : hashNode(left, this.range(start + width, end))
  }
}

function listRange(leafHashes: readonly Uint8Array[]): RangeRoot {
  const range: RangeRoot = (start, end) => {
    if (end - start === 1) return leafHashes[start]!
    const middle = start + splitOf(end - start)
    return hashNode(range(start, middle), range(middle, end))
  }
  return range
}

/** Root over a list of leaf hashes. */
export const rootOf = (leafHashes: readonly Uint8Array[]): Uint8Array =>
  leafHashes.length === 0 ? EMPTY_ROOT.slice() : listRange(leafHashes)(0, leafHashes.length)

/** Inclusion proof of leaf `index` in the tree over all of `leafHashes`. */
export function inclusionProof(leafHashes: readonly Uint8Array[], index: number): Uint8Array[] {
  checkIndex(index, leafHashes.length)
  return inclusionPath(listRange(leafHashes), index, leafHashes.length)
}

/** Consistency proof from the tree over the first `first` hashes to the tree over all; empty for none and for all. */
export function consistencyProof(leafHashes: readonly Uint8Array[], first: number): Uint8Array[] {
  checkSizes(first, leafHashes.length)
  if (first === 0 || first === leafHashes.length) return []
  const path = prefixPath(listRange(leafHashes), first, leafHashes.length)
  return isPowerOfTwo(first) ? path.slice(1) : path
}

const areHashes = (hashes: readonly Uint8Array[]): boolean =>
  hashes.length <= MAX_PROOF_HASHES && hashes.every(hash => hash.length === 32)

/** The root that a leaf hash and its inclusion proof lead to, or null when the proof does not fit index and size. */
export function rootFromInclusion(
  index: number,
  size: number,
  leafHash: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | null {
  if (!isCount(index) || !isCount(size) || index >= size || leafHash.length !== 32 || !areHashes(proof)) return null
  let node = index
  let last = size - 1
  let hash = leafHash
  for (const sibling of proof) {
    if (last === 0) return null
    if (odd(node) || node === last) {
      hash = hashNode(sibling, hash)
      // The right edge has no sibling until its ancestor is a right child.
      while (!odd(node)) {
        node = half(node)
        last = half(last)
      }
    } else {
      hash = hashNode(hash, sibling)
    }
    node = half(node)
    last = half(last)
  }
  return last === 0 ? hash : null
}

/**
 * The roots over `first` and over `second` leaves that a prefix proof leads to, or null when the proof does not fit the
 * sizes. Once the second is a root that somebody signed, the first is what the same tree says about its first leaves.
 */
export function rootsFromPrefix(
  first: number,
  second: number,
  path: readonly Uint8Array[],
): { readonly first: Uint8Array; readonly second: Uint8Array } | null {
  if (!isCount(first) || !isCount(second) || first === 0 || first >= second || !areHashes(path)) return null
  const seed = path[0]
  if (seed === undefined) return null
  let node = first - 1
  let last = second - 1
  while (odd(node)) {
    node = half(node)
    last = half(last)
  }
  let firstHash = seed
  let secondHash = seed
  for (const sibling of path.slice(1)) {
    if (last === 0) return null
    if (odd(node) || node === last) {
      firstHash = hashNode(sibling, firstHash)
      secondHash = hashNode(sibling, secondHash)
      while (!odd(node) && node !== 0) {
        node = half(node)
        last = half(last)
      }
    } else {
      secondHash = hashNode(secondHash, sibling)
    }
    node = half(node)
    last = half(last)
  }
  return last === 0 ? { first: firstHash, second: secondHash } : null
}

export interface InclusionClaim {
  readonly index: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/** Does the tree of this size and root hold this leaf at this index? */
export const verifyInclusion = ({ index, size, leafHash, proof, root }: InclusionClaim): Result<void> =>
  attempt(() => {
    const found = rootFromInclusion(index, size, leafHash, proof)
    if (found === null)
      refuse('inclusion_invalid', `inclusion proof: ${proof.length} hashes do not fit leaf ${index} of ${size}`)
    if (!equal(found, root)) refuse('inclusion_invalid', `inclusion proof: leads to another root of size ${size}`)
  })

export interface ConsistencyClaim {
  readonly first: { readonly size: number; readonly root: Uint8Array }
  readonly second: { readonly size: number; readonly root: Uint8Array }
  readonly proof: readonly Uint8Array[]
}

/**
 * Is the second tree an extension of the first? Sizes in the wrong order are refused. For an empty first tree, and for two
 * equal trees, the proof is empty.
 */
export const verifyConsistency = ({ first, second, proof }: ConsistencyClaim): Result<void> =>
  attempt(() => {
    const no = (why: string): never =>
      refuse('consistency_invalid', `consistency proof from ${first.size} to ${second.size}: ${why}`)
    if (!isCount(first.size) || !isCount(second.size) || first.size > second.size) no('sizes out of order')
    if (first.size === 0 && !equal(first.root, EMPTY_ROOT)) no('the first root is not that of the empty tree')
    if (first.size === second.size && !equal(first.root, second.root)) no('two roots of one size')
    if (first.size === 0 || first.size === second.size) {
      if (proof.length !== 0) no('hashes where none are due')
      return
    }
    const path = isPowerOfTwo(first.size) ? [first.root, ...proof.slice(0, MAX_PROOF_HASHES)] : proof
    const roots = rootsFromPrefix(first.size, second.size, path)
    if (roots === null) return no(`${proof.length} hashes do not fit the sizes`)
    if (!equal(roots.first, first.root)) no('leads to another first root')
    if (!equal(roots.second, second.root)) no('leads to another second root')
  })
