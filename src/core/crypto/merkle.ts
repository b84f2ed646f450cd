// Merkle trees of spec/graph.md, section "Merkle trees": padded to a perfect binary tree, so that an index alone gives the
// side at every level and a contract needs no size to walk a path. Logs use RFC 6962 trees instead: see core/log.

import { concat } from '../bytes/index.ts'
import { sha256 } from './hash.ts'
import { installTreeHash as install, type TreeHash, treeHash } from './trees.ts'

/** Longest leaf, in bytes, that a tree of this project has. */
export const LEAF_BYTES = 256

const LEAF_PREFIX = Uint8Array.of(0)

export const hashLeaf = (data: Uint8Array): Uint8Array => sha256(concat(LEAF_PREFIX, data))

const scratch = new Uint8Array(65)
scratch[0] = 1

export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== 32 || right.length !== 32) throw new RangeError('hashNode: two hashes of 32 bytes expected')
  scratch.set(left, 1)
  scratch.set(right, 33)
  return sha256(scratch)
}

const EMPTY: Uint8Array[] = [new Uint8Array(32)]
/** Root of an empty subtree of a height: 32 zero bytes, then the hash of two of the height below. */
export const emptyAt = (height: number): Uint8Array => {
  while (EMPTY.length <= height) {
    const below = EMPTY[EMPTY.length - 1]!
    EMPTY.push(hashNode(below, below))
  }
  return EMPTY[height]!
}

/** Height of the tree over `count` leaves: the smallest d with 2^d >= count; 0 for none and for one. */
export function depthFor(count: number): number {
  let depth = 0
  while (2 ** depth < count) depth++
  return depth
}

/** A tree kept in memory, level 0 being the leaf hashes. */
export interface MerkleTree {
  readonly count: number
  readonly depth: number
  readonly levels: readonly (readonly Uint8Array[])[]
  readonly root: Uint8Array
}

/** Builds the tree over leaf *hashes* (`hashLeaf` of each leaf's data). */
export function merkleTree(leafHashes: readonly Uint8Array[]): MerkleTree {
  const depth = depthFor(leafHashes.length)
  const levels: Uint8Array[][] = [leafHashes.slice()]
  for (let height = 0; height < depth; height++) levels.push(levelAbove(levels[height]!, height))
  return { count: leafHashes.length, depth, levels, root: levels[depth]![0] ?? emptyAt(0) }
}

/** Hashes that are worth a call to hash them together. */
const FEWEST = 8

function levelAbove(below: readonly Uint8Array[], height: number): Uint8Array[] {
  const many = treeHash()
  const pairs = below.length >>> 1
  const above: Uint8Array[] = []
  if (many !== null && pairs >= FEWEST) {
    const bytes = new Uint8Array(64 * pairs)
    for (let i = 0; i < 2 * pairs; i++) bytes.set(below[i]!, 32 * i)
    const found = many.nodes(bytes)
    for (let i = 0; i < pairs; i++) above.push(found.subarray(32 * i, 32 * i + 32))
  }
  for (let i = 2 * above.length; i < below.length; i += 2)
    above.push(hashNode(below[i]!, below[i + 1] ?? emptyAt(height)))
  return above
}

export const merkleRoot = (leafHashes: readonly Uint8Array[]): Uint8Array => merkleTree(leafHashes).root

/** Root over `bytes` cut into leaves of LEAF_BYTES, the last one being what is left. Keeps one hash a level, not the tree. */
export function merkleRootOfBytes(bytes: Uint8Array): Uint8Array {
  const depth = depthFor(Math.ceil(bytes.length / LEAF_BYTES))
  /** By height, a whole subtree that still has no right neighbour. */
  const whole: (Uint8Array | undefined)[] = []
  eachSubtree(bytes, (root, from) => {
    let hash = root
    let height = from
    for (let left = whole[height]; left !== undefined; left = whole[height]) {
      hash = hashNode(left, hash)
      whole[height++] = undefined
    }
    whole[height] = hash
  })
  let last: Uint8Array | undefined
  for (let height = 0; height < depth; height++) {
    const left = whole[height]
    if (left !== undefined) last = hashNode(left, last ?? emptyAt(height))
    else if (last !== undefined) last = hashNode(last, emptyAt(height))
  }
  return last ?? whole[depth] ?? emptyAt(0)
}

/** `hashLeaf` of each leaf of `bytes`. */
export function leafHashesOfBytes(bytes: Uint8Array): Uint8Array[] {
  const many = treeHash()
  const whole = many === null ? 0 : Math.floor(bytes.length / LEAF_BYTES)
  const found = many?.leaves(bytes.subarray(0, whole * LEAF_BYTES))
  const hashes = Array.from({ length: whole }, (_, i) => found!.subarray(32 * i, 32 * i + 32))
  eachLeafHash(bytes.subarray(whole * LEAF_BYTES), hash => hashes.push(hash))
  return hashes
}

/** Roots of whole subtrees from left to right, as high as can be hashed at once, and their heights. */
function eachSubtree(bytes: Uint8Array, take: (root: Uint8Array, height: number) => void): void {
  const many = treeHash()
  let at = 0
  if (many !== null)
    for (let left = Math.floor(bytes.length / LEAF_BYTES); left > 0; ) {
      const height = Math.min(many.height, 31 - Math.clz32(left))
      const end = at + LEAF_BYTES * 2 ** height
      take(many.root(bytes.subarray(at, end)), height)
      left -= 2 ** height
      at = end
    }
  eachLeafHash(bytes.subarray(at), hash => take(hash, 0))
}

/** Installs a way to hash many leaves at once; null: leaf by leaf. Throws TypeError where it gives other hashes. */
export const installTreeHash = (hash: TreeHash | null): void => install(hash, { leaf: hashLeaf, node: hashNode })

/** `hashLeaf` of one leaf after the other, without copies of them. */
function eachLeafHash(bytes: Uint8Array, take: (hash: Uint8Array) => void): void {
  const leaf = new Uint8Array(1 + LEAF_BYTES)
  for (let at = 0; at < bytes.length; at += LEAF_BYTES) {
    const data = bytes.subarray(at, at + LEAF_BYTES)
    leaf.set(data, 1)
    take(sha256(leaf.subarray(0, 1 + data.length)))
  }
}

function checkIndices(indices: readonly number[], limit: number): void {
  if (indices.length === 0) throw new RangeError('indices: none given')
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!
    if (!Number.isSafeInteger(index) || index < 0 || index >= limit)
      throw new RangeError(`indices: ${index} outside the tree`)
    if (i > 0 && indices[i - 1]! >= index) throw new RangeError('indices: not strictly ascending')
  }
}

/**
 * A multiproof for leaves at strictly ascending `indices`: the sibling hashes that they do not give themselves, level by
 * level from the leaves up, each level from left to right. One index gives an ordinary path.
 */
export function merkleProof(tree: MerkleTree, indices: readonly number[]): Uint8Array[] {
  checkIndices(indices, Math.max(tree.count, 1))
  const proof: Uint8Array[] = []
  let known = indices
  for (let height = 0; height < tree.depth; height++) {
    const level = tree.levels[height]!
    const above: number[] = []
    for (let i = 0; i < known.length; i++) {
      const at = known[i]!
      if ((at & 1) === 0 && known[i + 1] === at + 1) i++
      else proof.push(level[at ^ 1] ?? emptyAt(height))
      above.push(at >>> 1)
    }
    known = above
  }
  return proof
}

/**
 * The root that leaf hashes at strictly ascending indices and a multiproof lead to, or null when the proof has the wrong
 * length or an index lies outside a tree of this depth. Compare it with the root you trust.
 */
export function rootFromProof(
  depth: number,
  entries: readonly { readonly index: number; readonly hash: Uint8Array }[],
  proof: readonly Uint8Array[],
): Uint8Array | null {
  if (entries.length === 0 || !Number.isInteger(depth) || depth < 0 || depth > 48) return null
  for (let i = 0; i < entries.length; i++) {
    const { index, hash } = entries[i]!
    if (!Number.isSafeInteger(index) || index < 0 || index >= 2 ** depth || hash.length !== 32) return null
    if (i > 0 && entries[i - 1]!.index >= index) return null
  }
  let used = 0
  let known = entries
  for (let height = 0; height < depth; height++) {
    const above: { index: number; hash: Uint8Array }[] = []
    for (let i = 0; i < known.length; i++) {
      const { index, hash } = known[i]!
      const next = known[i + 1]
      const left = index % 2 === 0
      let sibling: Uint8Array
      if (left && next !== undefined && next.index === index + 1) {
        sibling = next.hash
        i++
      } else {
        const given = proof[used++]
        if (given === undefined || given.length !== 32) return null
        sibling = given
      }
      above.push({ index: Math.floor(index / 2), hash: left ? hashNode(hash, sibling) : hashNode(sibling, hash) })
    }
    known = above
  }
  return used === proof.length ? known[0]!.hash : null
}
