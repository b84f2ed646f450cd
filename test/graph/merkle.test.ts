// Merkle trees and multiproofs of spec/graph.md: what is opened leads to the root, and nothing else does.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equal, toHex } from '../../src/core/bytes/index.ts'
import {
  depthFor,
  hashLeaf,
  hashNode,
  LEAF_BYTES,
  leafHashesOfBytes,
  merkleProof,
  merkleRoot,
  merkleRootOfBytes,
  merkleTree,
  rootFromProof,
} from '../../src/core/crypto/index.ts'

const leaves = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => hashLeaf(Uint8Array.of(i & 255, i >> 8)))

const opening = fc.integer({ min: 1, max: 70 }).chain(count =>
  fc.record({
    count: fc.constant(count),
    indices: fc
      .uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: Math.min(count, 12) })
      .map(list => list.sort((a, b) => a - b)),
  }),
)

const open = (count: number, indices: readonly number[]) => {
  const hashes = leaves(count)
  const tree = merkleTree(hashes)
  return { tree, entries: indices.map(index => ({ index, hash: hashes[index]! })), proof: merkleProof(tree, indices) }
}

describe('merkleTree', () => {
  it('is the perfect tree padded with empty leaves', () => {
    for (let count = 2; count <= 33; count++) {
      let level = leaves(count)
      while (level.length < 2 ** depthFor(count)) level.push(new Uint8Array(32))
      while (level.length > 1) {
        level = Array.from({ length: level.length / 2 }, (_, i) => hashNode(level[2 * i]!, level[2 * i + 1]!))
      }
      expect(toHex(merkleRoot(leaves(count)))).toBe(toHex(level[0]!))
    }
  })

  it('gives 32 zero bytes for no leaves and the leaf hash for one', () => {
    expect(merkleRoot([])).toEqual(new Uint8Array(32))
    expect(merkleRoot(leaves(1))).toEqual(leaves(1)[0])
    expect([0, 1, 2, 3, 4, 5, 1024, 1025].map(depthFor)).toEqual([0, 0, 1, 2, 2, 3, 10, 11])
  })

  it('cuts bytes into leaves of 256, the last one being what is left', () => {
    for (const length of [0, 1, 255, 256, 257, 512, 700]) {
      const bytes = Uint8Array.from({ length }, (_, i) => i & 255)
      const parts = leafHashesOfBytes(bytes)
      expect(parts.length).toBe(Math.ceil(length / LEAF_BYTES))
      expect(merkleRootOfBytes(bytes)).toEqual(merkleRoot(parts))
      if (length > 256) expect(parts[1]).toEqual(hashLeaf(bytes.subarray(256, 512)))
    }
  })

  it('tells leaves from nodes, and a longer last leaf from zeros', () => {
    expect(equal(hashLeaf(new Uint8Array(64)), hashNode(new Uint8Array(32), new Uint8Array(32)))).toBe(false)
    expect(equal(merkleRootOfBytes(Uint8Array.of(1)), merkleRootOfBytes(Uint8Array.of(1, 0)))).toBe(false)
    expect(() => hashNode(new Uint8Array(31), new Uint8Array(32))).toThrow(RangeError)
  })
})

describe('multiproofs', () => {
  it('lead to the root', () => {
    fc.assert(
      fc.property(opening, ({ count, indices }) => {
        const { tree, entries, proof } = open(count, indices)
        expect(rootFromProof(tree.depth, entries, proof)).toEqual(tree.root)
        expect(proof.length).toBeLessThanOrEqual(tree.depth * indices.length)
      }),
      { numRuns: 300 },
    )
  })

  it('of every leaf together need no hash but the padding', () => {
    for (let count = 1; count < 20; count++) {
      const indices = Array.from({ length: count }, (_, i) => i)
      const { tree, entries, proof } = open(count, indices)
      expect(rootFromProof(tree.depth, entries, proof)).toEqual(tree.root)
      expect(proof.length).toBe([...Array(tree.depth).keys()].filter(h => Math.ceil(count / 2 ** h) % 2 === 1).length)
    }
  })

  it('do not lead to the root after any change', () => {
    fc.assert(
      fc.property(opening, fc.nat(), fc.nat(255), ({ count, indices }, which, bit) => {
        const { tree, entries, proof } = open(count, indices)
        const differs = (depth: number, e: typeof entries, p: readonly Uint8Array[]): void => {
          const root = rootFromProof(depth, e, p)
          expect(root === null || !equal(root, tree.root)).toBe(true)
        }
        const flip = (hash: Uint8Array): Uint8Array => {
          const out = hash.slice()
          out[bit >> 3]! ^= 1 << (bit & 7)
          return out
        }
        const at = which % entries.length
        // A wrong leaf, a wrong sibling.
        differs(
          tree.depth,
          entries.map((entry, i) => (i === at ? { ...entry, hash: flip(entry.hash) } : entry)),
          proof,
        )
        if (proof.length > 0) {
          const p = which % proof.length
          differs(
            tree.depth,
            entries,
            proof.map((hash, i) => (i === p ? flip(hash) : hash)),
          )
          // One too few; the same ones in another order, unless they are equal.
          expect(rootFromProof(tree.depth, entries, proof.slice(0, -1))).toBeNull()
          if (proof.length > 1 && !equal(proof[0]!, proof[1]!))
            differs(tree.depth, entries, [proof[1]!, proof[0]!, ...proof.slice(2)])
        }
        // One too many, another depth.
        expect(rootFromProof(tree.depth, entries, [...proof, new Uint8Array(32)])).toBeNull()
        for (const depth of [tree.depth - 1, tree.depth + 1]) differs(depth, entries, proof)
        // Another index for one leaf, in order or not.
        for (const index of [entries[at]!.index ^ 1, entries[at]!.index + 1, entries[at]!.index + 2 ** tree.depth]) {
          differs(
            tree.depth,
            entries.map((entry, i) => (i === at ? { ...entry, index } : entry)),
            proof,
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  it('are refused for duplicates, disorder, no leaves, bad hashes and bad depths', () => {
    const { tree, entries, proof } = open(9, [2, 5])
    const [a, b] = entries as [(typeof entries)[0], (typeof entries)[0]]
    expect(rootFromProof(tree.depth, [b, a], proof)).toBeNull()
    expect(rootFromProof(tree.depth, [a, a, b], proof)).toBeNull()
    expect(rootFromProof(tree.depth, [], proof)).toBeNull()
    expect(rootFromProof(tree.depth, [a, { ...b, hash: b.hash.subarray(1) }], proof)).toBeNull()
    expect(rootFromProof(tree.depth, entries, [proof[0]!.subarray(1), ...proof.slice(1)])).toBeNull()
    for (const index of [-1, 16, 1.5, Number.NaN, 2 ** 53]) {
      expect(rootFromProof(tree.depth, [{ index, hash: a.hash }], proof)).toBeNull()
    }
    for (const depth of [-1, 49, 3.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(rootFromProof(depth, [{ index: 0, hash: a.hash }], []), `depth ${depth}`).toBeNull()
    }
  })

  it('are not made for indices outside, out of order or twice', () => {
    const { tree } = open(5, [0])
    for (const indices of [[5], [-1], [1, 1], [2, 1], [0.5]]) {
      expect(() => merkleProof(tree, indices)).toThrow(RangeError)
    }
  })
})
