import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { logVectors } from '../../scripts/vectors-log.ts'
import { fromHex, type Hex, toHex } from '../../src/core/bytes/index.ts'
import {
  checkpointDigest,
  compareCheckpoints,
  type EpochEntry,
  type EpochProof,
  type Equivocation,
  type LogDomain,
  leafHash,
  type NodeLogKeys,
  parseCheckpoint,
  parseNote,
  rootsFromPrefix,
  type SignedCheckpoint,
  verifyCheckpoint,
  verifyConsistency,
  verifyCosignatures,
  verifyEpoch,
  verifyInclusion,
} from '../../src/core/log/index.ts'

const folder = fileURLToPath(new URL('../../vectors/log/', import.meta.url))
const made = logVectors()
if (process.env['UPDATE_VECTORS'] === '1') {
  for (const [name, text] of made) {
    mkdirSync(dirname(folder + name), { recursive: true })
    writeFileSync(folder + name, text)
  }
}
const read = <T>(name: string): T => JSON.parse(readFileSync(folder + name, 'utf8'))

describe('vectors/log', () => {
  it.each([...made])('%s is what its generator gives', (name, text) => {
    expect(existsSync(folder + name)).toBe(true)
    expect(readFileSync(folder + name, 'utf8')).toBe(text)
  })

  it('holds no other file', () => {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    expect(found.length).toBe(made.size)
  })

  it('trees verify', () => {
    interface Trees {
      leaves: Hex[]
      roots: { size: number; root: Hex }[]
      inclusion: { index: number; size: number; proof: Hex[] }[]
      consistency: { first: number; second: number; proof: Hex[]; prefix: Hex[] }[]
    }
    const { leaves, roots, inclusion, consistency } = read<Trees>('valid/trees.json')
    const rootAt = (size: number) => fromHex(roots.find(entry => entry.size === size)!.root)
    for (const { index, size, proof } of inclusion) {
      const claim = {
        index,
        size,
        leafHash: leafHash(fromHex(leaves[index]!)),
        proof: proof.map(fromHex),
        root: rootAt(size),
      }
      expect(verifyInclusion(claim).ok).toBe(true)
    }
    for (const { first, second, proof, prefix } of consistency) {
      const claim = {
        first: { size: first, root: rootAt(first) },
        second: { size: second, root: rootAt(second) },
        proof: proof.map(fromHex),
      }
      expect(verifyConsistency(claim).ok).toBe(true)
      if (prefix.length === 0) continue
      const led = rootsFromPrefix(first, second, prefix.map(fromHex))!
      expect([toHex(led.first), toHex(led.second)]).toEqual([toHex(claim.first.root), toHex(claim.second.root)])
    }
  })

  it('checkpoints verify', () => {
    interface Checkpoints {
      known: NodeLogKeys
      cosigners: { node: Hex; logKey: Hex; timestamp: number }[]
      cosigned: SignedCheckpoint
      checkpoints: { digest: Hex; checkpoint: SignedCheckpoint }[]
    }
    const { known, cosigners, cosigned, checkpoints } = read<Checkpoints>('valid/checkpoints.json')
    for (const { digest, checkpoint } of checkpoints) {
      expect(toHex(checkpointDigest(known.domain, checkpoint))).toBe(digest)
      expect(verifyCheckpoint(checkpoint, known).ok).toBe(true)
    }
    const note = verifyCheckpoint(cosigned, known)
    if (!note.ok) throw new Error(note.message)
    expect(verifyCosignatures(note.value, cosigners)).toEqual({
      ok: true,
      value: cosigners.map(({ node, timestamp }) => ({ node, timestamp })),
    })
  })

  it('equivocations are evidence', () => {
    interface Forks {
      domain: LogDomain
      receiptKeys: Hex[]
      equivocations: Equivocation[]
    }
    const { equivocations, ...known } = read<Forks>('valid/forks.json')
    for (const evidence of equivocations)
      expect(compareCheckpoints(evidence.first, evidence.second, evidence.proof, known)).toEqual({
        ok: true,
        value: { relation: 'fork', evidence },
      })
  })

  it('epoch proofs verify', () => {
    const { epochs } = read<{ epochs: { root: Hex; entries: (EpochEntry & { proof: EpochProof })[] }[] }>(
      'valid/epochs.json',
    )
    for (const { root, entries } of epochs)
      for (const entry of entries) expect([entry.proof.root, verifyEpoch(entry, entry.proof).ok]).toEqual([root, true])
  })

  it('refused checkpoints are refused with their code', () => {
    const { known, cases } = read<{ known: NodeLogKeys; cases: { name: string; code: string; checkpoint: unknown }[] }>(
      'invalid/checkpoints.json',
    )
    for (const { name, code, checkpoint } of cases) {
      const parsed = parseCheckpoint(checkpoint)
      const result = parsed.ok ? verifyCheckpoint(parsed.value, known) : parsed
      expect([name, result.ok ? 'accepted' : result.code]).toEqual([name, code])
      if (code === 'note_malformed' && parsed.ok && name !== 'extension line' && !name.startsWith('size'))
        expect(parseNote(parsed.value.note).ok).toBe(false)
    }
  })
})
