// A cosigner and a node that tries to have two histories: asked over the wire, with the node's own keys. spec/log.md.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getNode } from '../../src/contracts/index.ts'
import { type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import {
  consistencyProof,
  leafHash,
  parseCheckpoint,
  parseNote,
  rootOf,
  type SignedCheckpoint,
  signCheckpoint,
  verifyCosignatures,
} from '../../src/core/log/index.ts'
import { type NodeKeys, openKeys } from '../../src/node/keys.ts'
import { createHost, generatePeerKey, type Host, type PeerKey } from '../../src/node/net/index.ts'
import { askLog, type LogQuestion } from '../../src/node/roles/serveLog.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { value } from './helpers.ts'

describe('a cosigner', () => {
  let devnet: Devnet
  let keys: NodeKeys
  let host: Host
  const leaves = Array.from({ length: 12 }, (_, i) => leafHash(utf8(`entry ${i}`)))
  const forked = leaves.with(3, leafHash(utf8('another entry')))

  const hostOf = (privateKey: PeerKey) =>
    createHost({ privateKey, listen: [], bootstrap: [], network: 'private', relay: { serve: false, use: false } })

  beforeAll(async () => {
    devnet = await startDevnet({ nodes: 2, roles: index => (index === 0 ? ['host'] : ['host', 'verify']) })
    const { directory } = devnet.nodes[0]!
    await devnet.stopNode(0)
    // From here on this test speaks as node 0.
    keys = await openKeys(`${directory}/keys`)
    host = await hostOf(await keys.peer.key())
  })
  afterAll(async () => {
    await host?.stop()
    await devnet?.stop()
  })

  const checkpoint = (size: number, from = leaves, change: Partial<SignedCheckpoint> = {}): SignedCheckpoint => {
    const { domain } = devnet.node(1).chain
    const timestamp = change.timestamp ?? Math.floor(Date.now() / 1000)
    const body = { node: keys.account.address, size, root: toHex(rootOf(from.slice(0, size))), timestamp }
    const secrets = { receiptKey: keys.receipt.secret.reveal(), logKey: keys.log.secret.reveal() }
    return { ...signCheckpoint(domain, body, secrets), ...change }
  }
  const proofOf = (first: number, second: number, from = leaves): Hex[] =>
    consistencyProof(from.slice(0, second), first).map(toHex)
  const ask = (question: LogQuestion, as = host) =>
    askLog({ host: as, config: devnet.node(1).config }, devnet.node(1).addresses()[0]!, question)
  const cosign = (shown: SignedCheckpoint, from: number, proof: Hex[] = [], as = host) =>
    ask({ op: 'cosign', checkpoint: shown, from, proof }, as)

  it('signs what extends what it signed before, and asks for a proof from there', async () => {
    const first = (await cosign(checkpoint(4), 0)) as { cosigned: SignedCheckpoint }
    const cosigned = value(parseCheckpoint(first.cosigned))
    const { logKey } = devnet.node(1).chain.registry().nodes.get(devnet.node(1).account)!.keys.at(-1)!
    const found = verifyCosignatures(value(parseNote(cosigned.note)), [{ node: devnet.node(1).account, logKey }])
    expect(value(found).length).toBe(1)
    expect(await cosign(checkpoint(7), 0)).toEqual({ from: 4 })
    expect(await cosign(checkpoint(7), 4, proofOf(4, 7))).toHaveProperty('cosigned')
    // The same again is harmless.
    expect(await cosign(checkpoint(7), 7)).toHaveProperty('cosigned')
  })

  it('refuses everything else, each with its code', async () => {
    const refused = (action: Promise<unknown>) =>
      action.then(
        () => 'signed',
        (error: { code?: string }) => error.code,
      )
    expect(await refused(cosign(checkpoint(5), 7))).toBe('checkpoint_stale')
    expect(await refused(cosign(checkpoint(9), 7, proofOf(7, 9).slice(1)))).toBe('consistency_invalid')
    expect(await refused(cosign(checkpoint(9, forked), 7, proofOf(7, 9, forked)))).toBe('consistency_invalid')
    expect(await refused(cosign(checkpoint(9, forked), 7, proofOf(7, 9)))).toBe('consistency_invalid')
    expect(await refused(cosign({ ...checkpoint(9), size: 10 }, 7, proofOf(7, 9)))).toBe('checkpoint_signature_invalid')
    expect(await refused(cosign({ ...checkpoint(9), note: checkpoint(8).note }, 7, proofOf(7, 9)))).toBe(
      'checkpoint_mismatch',
    )
    const later = Math.floor(Date.now() / 1000) + 3600
    expect(await refused(cosign(checkpoint(9, leaves, { timestamp: later }), 7, proofOf(7, 9)))).toBe(
      'checkpoint_mismatch',
    )
    expect(await refused(cosign({ ...checkpoint(9), node: devnet.node(1).account }, 7, proofOf(7, 9)))).toBe(
      'checkpoint_key_mismatch',
    )
    expect(await refused(ask({ op: 'cosign', checkpoint: 'x', from: 0, proof: [] }))).toBe('checkpoint_malformed')
    expect(await refused(ask({ op: 'cosign' } as never))).toBe('request_malformed')
    expect(await refused(ask({ op: 'destroy' } as never))).toBe('request_malformed')
    const stranger = await hostOf(await generatePeerKey())
    expect(await refused(cosign(checkpoint(9), 7, proofOf(7, 9), stranger))).toBe('node_unknown')
    await stranger.stop()
    expect(devnet.node(1).metrics.read()['log_forks_seen']).toBe(0)
    // Nothing of this moved it.
    expect(await cosign(checkpoint(9), 7, proofOf(7, 9))).toHaveProperty('cosigned')
  })

  it('keeps the proof of a fork, forgets nothing over a restart, and takes it to the chain', async () => {
    const fork = checkpoint(9, forked)
    await expect(cosign(fork, 9)).rejects.toMatchObject({ code: 'log_fork' })
    expect(devnet.node(1).metrics.read()['log_forks_seen']).toBe(1)
    await devnet.stopNode(1)
    await devnet.start(1)
    await expect(cosign(fork, 9)).rejects.toMatchObject({ code: 'log_fork' })
    await expect(cosign(checkpoint(8), 9)).rejects.toMatchObject({ code: 'checkpoint_stale' })
    // It tells the node itself how far it had come.
    expect(value(parseCheckpoint(await ask({ op: 'checkpoint', node: keys.account.address }))).size).toBe(9)
    const stakeOf = async (node: Hex) => (await getNode(devnet.treasury, node))!.stake
    await eventually(async () => (await stakeOf(keys.account.address)) === 0n, 'the stake is gone', 20_000)
    expect(await stakeOf(devnet.node(1).account)).toBeGreaterThan(0n)
    // A precommitment, and the statements.
    await eventually(() => devnet.node(1).metrics.read()['forks_reported'] === 2, 'both are counted', 5_000)
  }, 40_000)
})
