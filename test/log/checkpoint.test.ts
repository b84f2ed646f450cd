import { hashTypedData, recoverAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { fromHex, type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { addressOf, publicKeyOf, sha256, sign } from '../../src/core/crypto/index.ts'
import {
  type Checkpoint,
  checkExtension,
  checkpointDigest,
  compareCheckpoints,
  cosignCheckpoint,
  EMPTY_ROOT,
  formatNote,
  LogTree,
  leafHash,
  logOrigin,
  type NodeLogKeys,
  nobleEd25519,
  parseCheckpoint,
  parseInclusion,
  parseNote,
  type SignedCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
  verifyCosignatures,
  verifyInclusionIn,
} from '../../src/core/log/index.ts'

const domain = { chainId: 31337, verifyingContract: `0x${'5e'.repeat(20)}` as Hex }
const node: Hex = `0x${'a1'.repeat(20)}`
const keys = { receiptKey: sha256(utf8('receipt key')), logKey: sha256(utf8('log key')) }
const known: NodeLogKeys = {
  domain,
  node,
  receiptKey: addressOf(publicKeyOf(keys.receiptKey)),
  logKey: toHex(nobleEd25519.publicKey(keys.logKey)),
}

const receipts = Array.from({ length: 20 }, (_, i) => sha256(utf8(`receipt ${i}`)))
const tree = new LogTree()
for (const id of receipts) tree.append(leafHash(id))
/** The same node's other history: it parts at leaf 5. */
const forked = new LogTree()
receipts.forEach((id, i) => {
  forked.append(leafHash(i === 5 ? sha256(id) : id))
})

const at = (size: number, log = tree, timestamp = 1_700_000_000 + size): SignedCheckpoint =>
  signCheckpoint(domain, { node, size, root: toHex(log.root(size)), timestamp }, keys)
const checkpoint = at(12)
const code = (result: { ok: true } | { ok: false; code: string }): string => (result.ok ? 'ok' : result.code)
const hexes = (hashes: readonly Uint8Array[]): Hex[] => hashes.map(toHex)

describe('signed checkpoints', () => {
  it('verify, and their EIP-712 signature is what viem would recover', async () => {
    expect(code(verifyCheckpoint(checkpoint, known))).toBe('ok')
    const hash = hashTypedData({
      domain: { name: 'Assay', version: '1', ...domain },
      types: {
        Checkpoint: [
          { name: 'node', type: 'address' },
          { name: 'size', type: 'uint64' },
          { name: 'root', type: 'bytes32' },
          { name: 'timestamp', type: 'uint64' },
        ],
      },
      primaryType: 'Checkpoint',
      message: { node, size: 12n, root: checkpoint.root, timestamp: BigInt(checkpoint.timestamp) },
    })
    expect(toHex(checkpointDigest(domain, checkpoint))).toBe(hash)
    expect((await recoverAddress({ hash, signature: checkpoint.signature })).toLowerCase()).toBe(known.receiptKey)
    expect(checkpoint.note.split('\n')[0]).toBe(`assay/log/31337/${node}`)
    expect(parseCheckpoint(JSON.parse(JSON.stringify(checkpoint)))).toEqual({ ok: true, value: checkpoint })
  })

  /** The same statement signed afresh, but with another note. */
  const withNote = (note: string): SignedCheckpoint => ({ ...checkpoint, note })
  const other = (change: Partial<Checkpoint>) => signCheckpoint(domain, { ...checkpoint, ...change }, keys)
  const stranger = sha256(utf8('stranger'))

  it.each<[string, SignedCheckpoint, string]>([
    ['another node', { ...checkpoint, node: `0x${'a2'.repeat(20)}` }, 'checkpoint_key_mismatch'],
    ['another size', { ...checkpoint, size: 13 }, 'checkpoint_signature_invalid'],
    ['another root', { ...checkpoint, root: toHex(stranger) }, 'checkpoint_signature_invalid'],
    ['another time', { ...checkpoint, timestamp: checkpoint.timestamp + 1 }, 'checkpoint_signature_invalid'],
    [
      'a signature of another checkpoint',
      { ...checkpoint, signature: at(11).signature },
      'checkpoint_signature_invalid',
    ],
    [
      'a signature by another key',
      { ...checkpoint, signature: toHex(sign(checkpointDigest(domain, checkpoint), stranger)) },
      'checkpoint_signature_invalid',
    ],
    [
      'a signature for another chain',
      signCheckpoint({ ...domain, chainId: 1 }, checkpoint, keys),
      'checkpoint_signature_invalid',
    ],
    [
      'a signature for another contract',
      signCheckpoint({ ...domain, verifyingContract: node }, checkpoint, keys),
      'checkpoint_signature_invalid',
    ],
    ['a note of another size', withNote(at(11).note), 'checkpoint_mismatch'],
    ['a note of another root', withNote(other({ root: toHex(stranger) }).note), 'checkpoint_mismatch'],
    ['a note of another node', withNote(other({ node: `0x${'a2'.repeat(20)}` }).note), 'checkpoint_mismatch'],
    [
      'a note of another chain',
      withNote(signCheckpoint({ ...domain, chainId: 1 }, checkpoint, keys).note),
      'checkpoint_mismatch',
    ],
    [
      'a note by another log key',
      signCheckpoint(domain, checkpoint, { ...keys, logKey: stranger }),
      'checkpoint_key_mismatch',
    ],
    ['a note that is none', withNote('note'), 'note_malformed'],
    ['a note with an extension line', withNote(checkpoint.note.replace('\n\n', '\nmore\n\n')), 'note_malformed'],
    ['an empty tree with a root', other({ size: 0 }), 'checkpoint_malformed'],
    ['a fractional size', { ...checkpoint, size: 12.5 }, 'checkpoint_malformed'],
    ['an upper-case address', { ...checkpoint, node: `0x${'A1'.repeat(20)}` }, 'checkpoint_malformed'],
    ['a short signature', { ...checkpoint, signature: '0x00' }, 'checkpoint_malformed'],
  ])('refuses %s', (_, wrong, expected) => {
    expect(code(verifyCheckpoint(wrong, known))).toBe(expected)
  })

  it('refuses a note line that does not verify', () => {
    const parsed = parseNote(checkpoint.note)
    if (!parsed.ok) throw new Error(parsed.message)
    const [line] = parsed.value.signatures
    const signature = line!.signature.slice()
    signature[3]! ^= 4
    const wrong = withNote(formatNote({ text: parsed.value.text, signatures: [{ ...line!, signature }] }))
    expect(code(verifyCheckpoint(wrong, known))).toBe('checkpoint_signature_invalid')
  })

  it('refuses every single-bit change of its JSON text that is still JSON', () => {
    const bytes = utf8(JSON.stringify(checkpoint))
    let refused = 0
    for (let bit = 0; bit < bytes.length * 8; bit += 3) {
      const changed = bytes.slice()
      changed[bit >> 3]! ^= 1 << (bit & 7)
      let json: unknown
      try {
        json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(changed))
      } catch {
        continue
      }
      const parsed = parseCheckpoint(json)
      expect(parsed.ok && verifyCheckpoint(parsed.value, known).ok).toBe(false)
      refused++
    }
    expect(refused).toBeGreaterThan(500)
  })

  it('reads strictly', () => {
    const json = { ...checkpoint }
    for (const bad of [
      null,
      [],
      'text',
      1,
      {},
      { ...json, more: 1 },
      { ...json, note: undefined },
      { ...json, note: 5 },
      { ...json, note: 'x'.repeat(2 ** 17) },
      { ...json, size: '12' },
      { ...json, size: -1 },
      { ...json, size: 2 ** 53 },
      { ...json, timestamp: null },
      { ...json, root: '0x12' },
      Object.fromEntries(Object.entries(json).slice(1)),
    ])
      expect(code(parseCheckpoint(bad))).toBe('checkpoint_malformed')
  })
})

describe('inclusion in a checkpoint', () => {
  it('holds for every leaf and fails for every other', () => {
    for (let index = 0; index < 12; index++) {
      const proof = hexes(tree.inclusionProof(index, 12))
      expect(code(verifyInclusionIn(checkpoint, index, leafHash(receipts[index]!), proof))).toBe('ok')
      expect(code(verifyInclusionIn(checkpoint, index, leafHash(receipts[index + 1]!), proof))).toBe(
        'inclusion_invalid',
      )
      expect(code(verifyInclusionIn(checkpoint, index + 1, leafHash(receipts[index]!), proof))).toBe(
        'inclusion_invalid',
      )
      expect(code(verifyInclusionIn(at(13), index, leafHash(receipts[index]!), proof))).toBe('inclusion_invalid')
      expect(code(verifyInclusionIn(checkpoint, index, leafHash(receipts[index]!), ['0xzz' as Hex]))).toBe(
        'inclusion_invalid',
      )
    }
  })

  it('is read strictly', () => {
    const inclusion = { index: 3, proof: hexes(tree.inclusionProof(3, 12)), checkpoint }
    expect(parseInclusion(JSON.parse(JSON.stringify(inclusion)))).toEqual(inclusion)
    for (const bad of [
      null,
      { ...inclusion, index: -1 },
      { ...inclusion, index: '3' },
      { ...inclusion, proof: 'no' },
      { ...inclusion, proof: [1] },
      { ...inclusion, proof: ['0x00'] },
      { ...inclusion, proof: Array.from({ length: 65 }, () => checkpoint.root) },
      { ...inclusion, checkpoint: null },
      { ...inclusion, more: 1 },
    ])
      expect(() => parseInclusion(bad)).toThrow(expect.objectContaining({ code: 'checkpoint_malformed' }))
  })
})

describe('cosigning', () => {
  const cosigners = Array.from({ length: 3 }, (_, i) => {
    const seed = sha256(utf8(`cosigner ${i}`))
    return { node: `0x${`c${i}`.repeat(20)}` as Hex, seed, logKey: toHex(nobleEd25519.publicKey(seed)) }
  })
  const noteOf = (signed: SignedCheckpoint) => {
    const result = verifyCheckpoint(signed, known)
    if (!result.ok) throw new Error(result.message)
    return result.value
  }

  it('adds lines that others can check', () => {
    let signed = checkpoint
    for (const [i, cosigner] of cosigners.entries()) signed = cosignCheckpoint(signed, cosigner, 1_700_000_100 + i)
    expect(verifyCosignatures(noteOf(signed), cosigners)).toEqual({
      ok: true,
      value: cosigners.map((cosigner, i) => ({ node: cosigner.node, timestamp: 1_700_000_100 + i })),
    })
    // Cosigning again replaces one's own line.
    const again = cosignCheckpoint(signed, cosigners[0]!, 1_700_000_200)
    expect(noteOf(again).signatures.length).toBe(4)
    expect(verifyCosignatures(noteOf(again), cosigners.slice(0, 1))).toEqual({
      ok: true,
      value: [{ node: cosigners[0]!.node, timestamp: 1_700_000_200 }],
    })
    expect(verifyCosignatures(noteOf(checkpoint), cosigners)).toEqual({ ok: true, value: [] })
  })

  it('ignores unknown cosigners and refuses a wrong line of a known one', () => {
    const [a, b] = cosigners as [(typeof cosigners)[0], (typeof cosigners)[0]]
    const signed = cosignCheckpoint(checkpoint, a, 1_700_000_100)
    expect(verifyCosignatures(noteOf(signed), [b])).toEqual({ ok: true, value: [] })
    expect(verifyCosignatures(noteOf(signed), [{ node: a.node, logKey: b.logKey }])).toEqual({ ok: true, value: [] })
    // A line of the same key taken from another checkpoint.
    const elsewhere = noteOf(cosignCheckpoint(at(11), a, 1_700_000_100)).signatures[1]!
    const note = noteOf(checkpoint)
    expect(code(verifyCosignatures({ ...note, signatures: [...note.signatures, elsewhere] }, [a]))).toBe(
      'cosignature_invalid',
    )
  })

  it('follows the rule: never smaller, never inconsistent', () => {
    const proof = (from: number, to: number) => hexes(tree.consistencyProof(from, to))
    expect(code(checkExtension(null, at(0), []))).toBe('ok')
    expect(code(checkExtension(null, at(12), []))).toBe('ok')
    expect(code(checkExtension(at(8), at(12), proof(8, 12)))).toBe('ok')
    expect(code(checkExtension(at(12), at(12), []))).toBe('ok')
    expect(code(checkExtension(at(12), at(11), []))).toBe('checkpoint_stale')
    expect(code(checkExtension(at(12), at(12, forked), []))).toBe('log_fork')
    expect(code(checkExtension(at(8), at(12), []))).toBe('consistency_invalid')
    expect(code(checkExtension(at(8), at(12), proof(7, 12)))).toBe('consistency_invalid')
    expect(code(checkExtension(at(8), at(12, forked), hexes(forked.consistencyProof(8, 12))))).toBe(
      'consistency_invalid',
    )
    expect(code(checkExtension(null, at(12), proof(8, 12)))).toBe('consistency_invalid')
    expect(code(checkExtension(at(8), at(12), ['0x' as Hex]))).toBe('consistency_invalid')
    expect(
      code(
        checkExtension(
          at(8),
          at(12),
          Array.from({ length: 65 }, () => checkpoint.root),
        ),
      ),
    ).toBe('consistency_invalid')
  })
})

describe('two histories', () => {
  const trusted = { domain, receiptKeys: [known.receiptKey] }
  const compare = (a: SignedCheckpoint, b: SignedCheckpoint, proof: readonly Hex[] | null) => {
    const result = compareCheckpoints(a, b, proof, trusted)
    return result.ok ? result.value.relation : result.code
  }

  it('sees every pair of one history as consistent, in either order', () => {
    const list = Array.from({ length: 21 }, (_, size) => at(size))
    for (let m = 0; m <= 20; m += 3)
      for (let n = m; n <= 20; n += 2)
        for (const proof of [hexes(tree.consistencyProof(m, n)), hexes(tree.prefixProof(m, n))])
          expect([compare(list[m]!, list[n]!, proof), compare(list[n]!, list[m]!, proof)]).toEqual([
            'consistent',
            'consistent',
          ])
  })

  it('turns two histories into evidence', () => {
    expect(compare(at(12), at(12, forked), null)).toBe('fork')
    expect(compare(at(12), at(12, tree, 1), null)).toBe('consistent')
    // The larger tree is of the other history: what it says about its first leaves is not what was signed.
    for (let m = 6; m < 20; m++) {
      const result = compareCheckpoints(at(m), at(20, forked), hexes(forked.prefixProof(m, 20)), trusted)
      if (!result.ok || result.value.relation !== 'fork') throw new Error(`no fork at ${m}`)
      const { evidence } = result.value
      // The evidence stands on its own.
      expect(compare(evidence.first, evidence.second, evidence.proof)).toBe('fork')
      expect([evidence.first.size, evidence.second.size]).toEqual([m, 20])
    }
    // Before they part there is no fork to show.
    for (let m = 1; m <= 5; m++)
      expect(compare(at(m), at(20, forked), hexes(forked.prefixProof(m, 20)))).toBe('consistent')
  })

  it('accuses nobody on a bad proof', () => {
    for (const m of [1, 4, 6, 7, 8, 11, 16, 19]) {
      const prefix = tree.prefixProof(m, 20)
      for (let i = 0; i < prefix.length; i++) {
        const changed = prefix.slice()
        changed[i] = sha256(changed[i]!)
        expect(compare(at(m), at(20), hexes(changed))).toBe('undecided')
        expect(compare(at(m), at(20), hexes(prefix.toSpliced(i, 1)))).not.toBe('fork')
      }
      expect(compare(at(m), at(20), null)).toBe('undecided')
      expect(compare(at(m), at(20), [])).toBe('undecided')
      expect(compare(at(m), at(20), hexes(forked.prefixProof(m, 20)))).not.toBe('fork')
      expect(compare(at(m), at(20), ['0xgg' as Hex])).toBe('undecided')
      expect(
        compare(
          at(m),
          at(20),
          Array.from({ length: 99 }, () => checkpoint.root),
        ),
      ).toBe('undecided')
    }
    // From a power of two a consistency proof alone cannot show a fork; the prefix proof can.
    expect(compare(at(8), at(20, forked), hexes(forked.consistencyProof(8, 20)))).toBe('undecided')
    expect(compare(at(8), at(20, forked), hexes(forked.prefixProof(8, 20)))).toBe('fork')
  })

  it('counts only what the node signed', () => {
    const stranger = { ...keys, receiptKey: sha256(utf8('stranger')) }
    const framed = signCheckpoint(domain, { ...at(12, forked) }, stranger)
    expect(compare(at(12), framed, null)).toBe('checkpoint_signature_invalid')
    expect(compare(framed, at(12), null)).toBe('checkpoint_signature_invalid')
    expect(compare(at(12), { ...at(12), root: toHex(forked.root(12)) }, null)).toBe('checkpoint_signature_invalid')
    const elsewhere = signCheckpoint({ ...domain, chainId: 1 }, at(12, forked), keys)
    expect(compare(at(12), elsewhere, null)).toBe('checkpoint_signature_invalid')
    const sibling = signCheckpoint(domain, { ...at(12, forked), node: `0x${'a2'.repeat(20)}` }, keys)
    expect(compare(at(12), sibling, null)).toBe('checkpoint_key_mismatch')
    // Under both of the node's keys, old and new, it is still one node.
    const rotated = compareCheckpoints(at(12), framed, null, {
      domain,
      receiptKeys: [known.receiptKey, addressOf(publicKeyOf(stranger.receiptKey))],
    })
    expect(rotated.ok && rotated.value.relation).toBe('fork')
  })

  it('has one empty tree', () => {
    expect(toHex(tree.root(0))).toBe(toHex(EMPTY_ROOT))
    expect(compare(at(0), at(12), null)).toBe('consistent')
    expect(logOrigin(1, node)).toBe(`assay/log/1/${node}`)
    expect(fromHex(node).length).toBe(20)
  })
})
