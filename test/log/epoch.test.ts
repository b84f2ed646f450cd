import { describe, expect, it } from 'vitest'
import { concat, fromHex, type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import { epochLeaf, makeEpoch, parseEpochProof, proveEpoch, verifyEpoch } from '../../src/core/log/index.ts'

const entries = Array.from({ length: 13 }, (_, i) => ({
  node: toHex(sha256(utf8(`node ${i}`)).subarray(0, 20)),
  size: i * 1000 + 1,
  root: toHex(sha256(utf8(`root ${i}`))),
}))
const code = (result: { ok: true } | { ok: false; code: string }): string => (result.ok ? 'ok' : result.code)

/** The padded tree written out: pairs, an absent one being 32 zero bytes or the hash of two absent ones. */
function paddedRoot(hashes: Uint8Array[]): Uint8Array {
  let level = hashes
  let empty: Uint8Array = new Uint8Array(32)
  while (level.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i < level.length; i += 2)
      above.push(sha256(concat(Uint8Array.of(1), level[i]!, level[i + 1] ?? empty)))
    empty = sha256(concat(Uint8Array.of(1), empty, empty))
    level = above
  }
  return level[0]!
}

describe('epoch roots', () => {
  it('cover checkpoints in the order of their nodes', () => {
    for (let n = 1; n <= entries.length; n++) {
      const some = entries.slice(0, n)
      const sorted = some.toSorted((a, b) => (a.node < b.node ? -1 : 1))
      const expected = paddedRoot(
        sorted.map(({ node, size, root }) =>
          sha256(concat(Uint8Array.of(0), fromHex(`${node}${size.toString(16).padStart(16, '0')}${root.slice(2)}`))),
        ),
      )
      const epoch = makeEpoch(some)
      expect(epoch.root).toBe(toHex(expected))
      expect(makeEpoch(some.toReversed()).root).toBe(epoch.root)
      for (const entry of some) {
        const proof = proveEpoch(epoch, entry.node)!
        expect(code(verifyEpoch(entry, proof))).toBe('ok')
        expect(sorted[proof.index]).toEqual(entry)
        expect(parseEpochProof(JSON.parse(JSON.stringify(proof)))).toEqual({ ok: true, value: proof })
      }
    }
  })

  it('refuse everything else', () => {
    const epoch = makeEpoch(entries)
    const stranger = toHex(sha256(utf8('stranger')))
    for (const entry of entries) {
      const proof = proveEpoch(epoch, entry.node)!
      const wrong = [
        verifyEpoch({ ...entry, size: entry.size + 1 }, proof),
        verifyEpoch({ ...entry, root: stranger }, proof),
        verifyEpoch({ ...entry, node: `0x${'00'.repeat(20)}` }, proof),
        verifyEpoch(entry, { ...proof, root: stranger }),
        verifyEpoch(entry, { ...proof, index: proof.index ^ 1 }),
        verifyEpoch(entry, { ...proof, index: proof.index + 16 }),
        verifyEpoch(entry, { ...proof, index: -1 }),
        verifyEpoch(entry, { ...proof, index: 0.5 }),
        verifyEpoch(entry, { ...proof, proof: [...proof.proof, stranger] }),
        verifyEpoch(entry, { ...proof, proof: proof.proof.slice(1) }),
        verifyEpoch(entry, { ...proof, proof: proof.proof.toReversed() }),
        verifyEpoch(entry, { ...proof, proof: proof.proof.with(0, stranger) }),
        verifyEpoch(entry, { ...proof, proof: proof.proof.with(0, '0x12') }),
        verifyEpoch(entry, { ...proof, proof: Array.from({ length: 33 }, () => stranger) }),
      ]
      expect(wrong.map(code)).toEqual(wrong.map(() => 'epoch_proof_invalid'))
    }
    expect(proveEpoch(epoch, `0x${'00'.repeat(20)}`)).toBeNull()
  })

  it('are read strictly', () => {
    const proof = proveEpoch(makeEpoch(entries), entries[0]!.node)!
    for (const bad of [
      null,
      [],
      {},
      { ...proof, more: 1 },
      { ...proof, index: -1 },
      { ...proof, index: 1.5 },
      { ...proof, root: '0x' },
      { ...proof, proof: null },
      { ...proof, proof: [''] },
      { ...proof, proof: Array.from({ length: 33 }, () => proof.root) },
    ])
      expect(code(parseEpochProof(bad))).toBe('checkpoint_malformed')
  })

  it('throw on wrong use', () => {
    expect(() => makeEpoch([])).toThrow(RangeError)
    expect(() => makeEpoch([entries[0]!, { ...entries[0]!, size: 5 }])).toThrow(RangeError)
    expect(() => epochLeaf({ ...entries[0]!, node: '0x00' as Hex })).toThrow(TypeError)
    expect(() => epochLeaf({ ...entries[0]!, root: '0x00' as Hex })).toThrow(TypeError)
    expect(() => epochLeaf({ ...entries[0]!, size: -1 })).toThrow(RangeError)
  })
})
