// Trees hashed four leaves at once are the trees that are hashed leaf by leaf; kernels that give anything else are not taken.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { concat, equal } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/hash.ts'
import {
  hashLeaf,
  hashNode,
  installHash,
  installTreeHash,
  leafHashesOfBytes,
  merkleRootOfBytes,
  merkleTree,
  sha256 as own,
  type TreeHash,
  wasmTreeHash,
} from '../../src/core/crypto/index.ts'
import { Random } from '../support/random.ts'

const random = new Random(7, 21)
const kernels = wasmTreeHash()
const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, () => random.int(0, 255))

/** Calls of the kernels, by name. */
function counted(hash: TreeHash): { readonly hash: TreeHash; readonly calls: Record<string, number> } {
  const calls: Record<string, number> = { leaves: 0, nodes: 0, root: 0 }
  const count = (name: 'leaves' | 'nodes' | 'root') => (bytes: Uint8Array) => {
    calls[name]!++
    return hash[name](bytes)
  }
  return { hash: { height: hash.height, leaves: count('leaves'), nodes: count('nodes'), root: count('root') }, calls }
}

beforeEach(() => installTreeHash(null))
afterEach(() => installTreeHash(null))

describe('hashing four leaves at once', () => {
  it('gives the root and every level that hashing leaf by leaf gives', () => {
    const lengths = [
      ...Array.from({ length: 2_100 }, (_, i) => i).filter(i => i % 37 === 0 || i % 256 < 2 || i % 256 === 255),
      ...[3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 100, 1_023, 1_024, 1_025, 2_047, 2_049, 3_000].flatMap(leaves => [
        256 * leaves,
        256 * leaves + random.int(1, 255),
      ]),
    ]
    for (const length of lengths) {
      const bytes = bytesOf(length)
      installTreeHash(null)
      const plain = { tree: merkleTree(leafHashesOfBytes(bytes)), root: merkleRootOfBytes(bytes) }
      const { hash, calls } = counted(kernels)
      installTreeHash(hash)
      for (const name of Object.keys(calls)) calls[name] = 0
      const fast = { tree: merkleTree(leafHashesOfBytes(bytes)), root: merkleRootOfBytes(bytes) }
      expect(fast.tree.levels.map(level => level.length)).toEqual(plain.tree.levels.map(level => level.length))
      const hashes = [fast, plain].map(({ tree, root }) => concat(root, tree.root, ...tree.levels.flat()))
      expect(equal(hashes[0]!, hashes[1]!), `${length} bytes`).toBe(true)
      expect(plain.tree.root).toEqual(plain.root)
      // And it was the kernels that did it.
      if (length >= 256) expect(calls['root']).toBeGreaterThan(0)
      if (length >= 16 * 256) expect(calls['nodes']).toBeGreaterThan(0)
    }
  }, 60_000)

  it('gives the root of any length', () => {
    const bytes = bytesOf(3_000_000)
    const lengths = Array.from({ length: 2_001 }, (_, i) => i)
    for (let exponent = 11; exponent <= 20; exponent++)
      lengths.push(2 ** exponent - 1, 2 ** exponent, 2 ** exponent + 1, random.int(2_000, 2 ** exponent))
    lengths.push(bytes.length)
    for (const length of lengths) {
      const part = bytes.subarray(bytes.length - length)
      installTreeHash(null)
      const plain = merkleRootOfBytes(part)
      installTreeHash(kernels)
      expect(equal(merkleRootOfBytes(part), plain), `${length} bytes`).toBe(true)
    }
  }, 60_000)

  it('knows the last block of a message by its last byte', () => {
    const leaves = Uint8Array.from({ length: 256 * 256 }, (_, i) => (i % 256 === 255 ? i >>> 8 : i))
    const pairs = Uint8Array.from({ length: 64 * 256 }, (_, i) => (i % 64 === 63 ? i >>> 6 : i))
    const [leafHashes, nodeHashes] = [kernels.leaves(leaves), kernels.nodes(pairs)]
    for (let i = 0; i < 256; i++) {
      expect(leafHashes.slice(32 * i, 32 * i + 32)).toEqual(hashLeaf(leaves.subarray(256 * i, 256 * i + 256)))
      const pair = pairs.subarray(64 * i, 64 * i + 64)
      expect(nodeHashes.slice(32 * i, 32 * i + 32)).toEqual(hashNode(pair.subarray(0, 32), pair.subarray(32)))
    }
  })

  it('is SHA-256 behind a byte of prefix, whatever lies beside it in memory', () => {
    for (let round = 0; round < 50; round++) {
      const count = random.int(1, 40)
      const leaves = bytesOf(256 * count)
      const pairs = bytesOf(64 * count)
      const leafHashes = kernels.leaves(leaves)
      const nodeHashes = kernels.nodes(pairs)
      for (let i = 0; i < count; i++) {
        const at = 32 * i
        expect(leafHashes.slice(at, at + 32)).toEqual(
          sha256(Uint8Array.of(0, ...leaves.subarray(256 * i, 256 * i + 256))),
        )
        const [left, right] = [pairs.subarray(64 * i, 64 * i + 32), pairs.subarray(64 * i + 32, 64 * i + 64)]
        expect(nodeHashes.slice(at, at + 32)).toEqual(hashNode(left, right))
      }
    }
  })

  it('refuses what is no whole number of leaves, of pairs, or no tree', () => {
    for (const length of [1, 255, 257]) {
      expect(() => kernels.leaves(new Uint8Array(length))).toThrow(RangeError)
      expect(() => kernels.root(new Uint8Array(length))).toThrow(RangeError)
    }
    expect(() => kernels.nodes(new Uint8Array(65))).toThrow(RangeError)
    for (const leaves of [0, 3, 2 ** (kernels.height + 1)])
      expect(() => kernels.root(new Uint8Array(256 * leaves))).toThrow(RangeError)
    expect(kernels.leaves(new Uint8Array(0))).toEqual(new Uint8Array(0))
  })

  it('is not taken where it gives anything else', () => {
    const bent = (hash: (bytes: Uint8Array) => Uint8Array, at: number) => (bytes: Uint8Array) => {
      const found = hash(bytes)
      found[at % found.length]! ^= 1
      return found
    }
    for (const at of [0, 31, 32 * 15 + 7]) {
      expect(() => installTreeHash({ ...kernels, leaves: bent(kernels.leaves, at) })).toThrow(TypeError)
      expect(() => installTreeHash({ ...kernels, nodes: bent(kernels.nodes, at) })).toThrow(TypeError)
      expect(() => installTreeHash({ ...kernels, root: bent(kernels.root, at) })).toThrow(TypeError)
    }
    expect(() => installTreeHash(kernels)).not.toThrow()
    expect(hashLeaf(new Uint8Array(0))).toEqual(own(Uint8Array.of(0)))
    expect(() => installHash(data => hashLeaf(data))).toThrow(TypeError)
  })
})
