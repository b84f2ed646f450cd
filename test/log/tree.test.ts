import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, equal, fromHex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  LogTree,
  leafHash,
  memoryStore,
  nodeHash,
  rootFromInclusion,
  rootOf,
  rootsFromPrefix,
  verifyConsistency,
  verifyInclusion,
} from '../../src/core/log/index.ts'

const MAX = 70
const leaves = Array.from({ length: MAX }, (_, i) => leafHash(utf8(`leaf ${i}`)))

// The definitions of RFC 6962, section 2.1, word by word: slow, recursive on slices, sharing no code with the product.
function split(n: number): number {
  let k = 1
  while (2 * k < n) k *= 2
  return k
}
function mth(d: readonly Uint8Array[]): Uint8Array {
  if (d.length === 0) return sha256(new Uint8Array(0))
  if (d.length === 1) return d[0]!
  const k = split(d.length)
  return sha256(concat(Uint8Array.of(1), mth(d.slice(0, k)), mth(d.slice(k))))
}
function path(m: number, d: readonly Uint8Array[]): Uint8Array[] {
  if (d.length <= 1) return []
  const k = split(d.length)
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))]
}
function subproof(m: number, d: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === d.length) return whole ? [] : [mth(d)]
  const k = split(d.length)
  return m <= k
    ? [...subproof(m, d.slice(0, k), whole), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))]
}

const roots = Array.from({ length: MAX + 1 }, (_, n) => mth(leaves.slice(0, n)))
const hexes = (hashes: readonly Uint8Array[]) => hashes.map(toHex)

/** One tree grown leaf by leaf; it answers for every earlier size. */
const grown = new LogTree()
for (const leaf of leaves) grown.append(leaf)

describe('RFC 6962 trees', () => {
  it('has the roots of the Certificate Transparency test tree', () => {
    const data = [
      '0x',
      '0x00',
      '0x10',
      '0x2021',
      '0x3031',
      '0x40414243',
      '0x5051525354555657',
      '0x606162636465666768696a6b6c6d6e6f',
    ]
    const known = [
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]
    const hashes = data.map(fromHex).map(leafHash)
    known.forEach((root, n) => {
      expect(toHex(rootOf(hashes.slice(0, n)))).toBe(`0x${root}`)
    })
    expect(toHex(EMPTY_ROOT)).toBe(`0x${known[0]}`)
    expect(equal(leafHash(Uint8Array.of(5)), sha256(Uint8Array.of(0, 5)))).toBe(true)
    expect(equal(nodeHash(roots[1]!, roots[2]!), sha256(concat(Uint8Array.of(1), roots[1]!, roots[2]!)))).toBe(true)
  })

  it('agrees with the definitions for every size, from a list and from LogTree, now and as it was', () => {
    const tree = new LogTree()
    for (let n = 0; n <= MAX; n++) {
      expect(tree.size).toBe(n)
      expect(toHex(tree.root())).toBe(toHex(roots[n]!))
      expect(toHex(grown.root(n))).toBe(toHex(roots[n]!))
      expect(toHex(rootOf(leaves.slice(0, n)))).toBe(toHex(roots[n]!))
      if (n < MAX) expect(tree.append(leaves[n]!)).toBe(n)
    }
    expect(toHex(new LogTree(memoryStore(leaves.slice())).root())).toBe(toHex(roots[MAX]!))
  })

  it('proves inclusion of every leaf at every size, with the definition as the only proof', () => {
    for (let n = 1; n <= MAX; n++) {
      const list = leaves.slice(0, n)
      for (let m = 0; m < n; m++) {
        const proof = path(m, list)
        expect(hexes(grown.inclusionProof(m, n))).toEqual(hexes(proof))
        if (n % 7 === 0) expect(hexes(inclusionProof(list, m))).toEqual(hexes(proof))
        expect(verifyInclusion({ index: m, size: n, leafHash: leaves[m]!, proof, root: roots[n]! }).ok).toBe(true)
      }
    }
  })

  it('proves consistency of every pair of sizes', () => {
    for (let n = 0; n <= MAX; n++) {
      const list = leaves.slice(0, n)
      for (let m = 0; m <= n; m++) {
        const proof = m === 0 ? [] : subproof(m, list, true)
        expect(hexes(grown.consistencyProof(m, n))).toEqual(hexes(proof))
        if (n % 7 === 0) expect(hexes(consistencyProof(list, m))).toEqual(hexes(proof))
        const first = { size: m, root: roots[m]! }
        const second = { size: n, root: roots[n]! }
        expect(verifyConsistency({ first, second, proof }).ok).toBe(true)
        const prefix = grown.prefixProof(m, n)
        if (m > 0 && m < n) {
          const led = rootsFromPrefix(m, n, prefix)!
          expect([toHex(led.first), toHex(led.second)]).toEqual([toHex(roots[m]!), toHex(roots[n]!)])
        } else expect(prefix).toEqual([])
      }
    }
  })
})

const flipped = (hash: Uint8Array, bit: number): Uint8Array => {
  const copy = hash.slice()
  copy[bit >> 3]! ^= 1 << (bit & 7)
  return copy
}

/** Every way to change a list of hashes by one step: flip, drop, double, add, swap, shorten a hash. */
function* mutations(proof: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  const stranger = sha256(utf8('stranger'))
  for (let i = 0; i < proof.length; i++) {
    yield proof.with(i, flipped(proof[i]!, (i * 37) % 256))
    yield proof.with(i, stranger)
    yield proof.with(i, proof[i]!.subarray(1))
    yield proof.with(i, concat(proof[i]!, Uint8Array.of(0)))
    yield proof.toSpliced(i, 1)
    yield proof.toSpliced(i, 0, proof[i]!)
    for (let j = i + 1; j < proof.length; j++) yield proof.with(i, proof[j]!).with(j, proof[i]!)
  }
  for (let i = 0; i <= proof.length; i++) yield proof.toSpliced(i, 0, stranger)
  if (proof.length > 0) yield []
  yield Array.from({ length: 65 }, () => stranger)
}

describe('refusals', () => {
  it('refuses every changed inclusion proof, leaf, root, index and size', () => {
    let tried = 0
    for (const n of [1, 2, 3, 5, 7, 8, 13, 32, 33, 70]) {
      for (let m = 0; m < n; m++) {
        const claim = { index: m, size: n, leafHash: leaves[m]!, proof: path(m, leaves.slice(0, n)), root: roots[n]! }
        const changed = [
          ...Array.from(mutations(claim.proof), proof => ({ ...claim, proof })),
          { ...claim, leafHash: flipped(claim.leafHash, m) },
          { ...claim, leafHash: claim.leafHash.subarray(1) },
          { ...claim, root: flipped(claim.root, n) },
          { ...claim, root: claim.root.subarray(1) },
          ...[-1, 0.5, Number.NaN, n, n + 1, 2 ** 53, 2 ** 32 + m].map(index => ({ ...claim, index })),
          ...[-1, 0, m, 0.5, Number.NaN, Infinity, 2 ** 53, 2 ** 40].map(size => ({ ...claim, size })),
          ...leaves.slice(0, n).flatMap((_, index) => (index === m ? [] : [{ ...claim, index }])),
        ]
        for (const wrong of changed) {
          const result = verifyInclusion(wrong)
          expect(result.ok ? wrong : result.code).toBe('inclusion_invalid')
          tried++
        }
      }
    }
    expect(tried).toBeGreaterThan(5000)
  })

  it('takes no proof for another size unless it is the same statement', () => {
    // A path can be the same in trees of two sizes (the last leaf's neighbours do not change), but then the root differs.
    for (let n = 1; n <= 40; n++)
      for (let m = 0; m < n; m++)
        for (let size = m + 1; size <= 40; size++) {
          if (size === n) continue
          const claim = { index: m, size, leafHash: leaves[m]!, proof: grown.inclusionProof(m, n), root: roots[size]! }
          expect(verifyInclusion(claim).ok).toBe(false)
        }
  })

  it('refuses every changed consistency proof, root and size', () => {
    let tried = 0
    for (const n of [1, 2, 3, 4, 6, 8, 13, 32, 33, 70]) {
      for (let m = 0; m <= n; m++) {
        const claim = {
          first: { size: m, root: roots[m]! },
          second: { size: n, root: roots[n]! },
          proof: m === 0 ? [] : subproof(m, leaves.slice(0, n), true),
        }
        const changed = [
          ...Array.from(mutations(claim.proof), proof => ({ ...claim, proof })),
          { ...claim, first: { size: m, root: flipped(roots[m]!, m) } },
          { ...claim, second: { size: n, root: flipped(roots[n]!, n) } },
          { ...claim, first: { size: m, root: new Uint8Array(0) } },
          ...(m === n ? [] : [{ ...claim, first: claim.second, second: claim.first }]),
          ...[-1, 0.5, Number.NaN, m + 1, 2 ** 53, Infinity].map(size => ({
            ...claim,
            first: { size, root: roots[m]! },
          })),
          ...[-1, 0.5, Number.NaN, 2 ** 53].map(size => ({ ...claim, second: { size, root: roots[n]! } })),
        ]
        for (const wrong of changed) {
          // Nothing but the empty tree's root is said about the second tree when the first is empty.
          if (
            m === 0 &&
            n > 0 &&
            wrong.first.size === 0 &&
            wrong.proof.length === 0 &&
            equal(wrong.first.root, EMPTY_ROOT)
          )
            continue
          const result = verifyConsistency(wrong)
          expect(result.ok ? wrong : result.code).toBe('consistency_invalid')
          tried++
        }
      }
    }
    expect(tried).toBeGreaterThan(3000)
  })

  it('does not hang or throw on proofs made of anything', () => {
    const hash = fc.uint8Array({ minLength: 0, maxLength: 40 })
    const size = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.double())
    fc.assert(
      fc.property(size, size, hash, fc.array(hash, { maxLength: 70 }), (a, b, root, proof) => {
        expect(verifyInclusion({ index: a, size: b, leafHash: root, proof, root }).ok).toBe(
          a === 0 && b === 1 && root.length === 32 && proof.length === 0,
        )
        const found = verifyConsistency({ first: { size: a, root }, second: { size: b, root }, proof })
        if (found.ok) expect([a === b, proof.length]).toEqual([true, 0])
      }),
    )
  })

  it('throws on wrong use', () => {
    const tree = new LogTree(memoryStore(leaves.slice(0, 5)))
    expect(() => tree.append(new Uint8Array(31))).toThrow(RangeError)
    expect(() => tree.root(6)).toThrow(RangeError)
    expect(() => tree.leafHash(5)).toThrow(RangeError)
    expect(() => tree.inclusionProof(5)).toThrow(RangeError)
    expect(() => tree.inclusionProof(1, 1)).toThrow(RangeError)
    expect(() => tree.inclusionProof(0, 6)).toThrow(RangeError)
    expect(() => tree.consistencyProof(3, 2)).toThrow(RangeError)
    expect(() => tree.consistencyProof(1, 6)).toThrow(RangeError)
    expect(() => inclusionProof([], 0)).toThrow(RangeError)
    expect(() => consistencyProof([], 1)).toThrow(RangeError)
  })
})

describe('LogTree over a store', () => {
  it('sees a second writer, and keeps its state when the store fails', () => {
    const list = leaves.slice(0, 3)
    const store = memoryStore(list)
    const tree = new LogTree(store)
    list.push(leaves[3]!)
    expect(() => tree.append(leaves[4]!)).toThrow(/another writer/)
    const failing = new LogTree({
      size: 0,
      leafHash: () => leaves[0]!,
      append: () => {
        throw new Error('disk full')
      },
    })
    expect(() => failing.append(leaves[0]!)).toThrow('disk full')
    expect(failing.size).toBe(0)
    expect(toHex(failing.root())).toBe(toHex(EMPTY_ROOT))
  })

  it('reads few leaves for a proof in a large tree', () => {
    const size = 5000
    let reads = 0
    const list = Array.from({ length: size }, (_, i) => leafHash(utf8(`${i}`)))
    const inner = memoryStore(list)
    const tree = new LogTree({
      get size() {
        return inner.size
      },
      leafHash(i) {
        reads++
        return inner.leafHash(i)
      },
      append: hash => inner.append(hash),
    })
    reads = 0
    for (const index of [0, 1, 2500, 4095, 4096, 4998, 4999]) {
      const proof = tree.inclusionProof(index)
      expect(toHex(rootFromInclusion(index, size, list[index]!, proof)!)).toBe(toHex(tree.root()))
    }
    tree.consistencyProof(4097, 4999)
    tree.append(leaves[0]!)
    expect(reads).toBeLessThan(20)
  })
})
