// Cosigning, both sides: asking other nodes to cosign our checkpoint, and cosigning theirs. spec/log.md, "Cosigner";
// spec/wire.md, "Log". A cosigner stores what it is about to sign before it signs, and never goes back: not after a restart.

import { fromHex, type Hex } from '../../core/bytes/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import {
  checkCosignature,
  checkExtension,
  cosignCheckpoint,
  cosignerName,
  cosignersOf,
  formatNote,
  noteKeyId,
  parseCheckpoint,
  parseNote,
  type SignedCheckpoint,
  verifyCheckpoint,
} from '../../core/log/index.ts'
import type { Context } from '../context.ts'
import type { Peer } from '../peers.ts'
import type { NodeLog } from './log.ts'

/** Clocks of honest nodes differ by at most this: seconds. */
const MAX_SKEW = 120

/** A peer's answer to `cosign`: the checkpoint with its line, or the size from which it wants a proof. */
export type CosignAnswer = { readonly cosigned: SignedCheckpoint } | { readonly from: number }
export type AskCosign = (
  peer: Peer,
  checkpoint: SignedCheckpoint,
  from: number,
  proof: readonly Hex[],
) => Promise<unknown>

export interface Cosigning {
  /** Asks the peers that have not cosigned our newest checkpoint yet. Returns how many did. */
  gather(peers: readonly Peer[]): Promise<number>
  /** What a registered peer asks of us. Refuses with the codes of spec/errors.tsv. */
  cosign(node: Hex, checkpoint: SignedCheckpoint, from: number, proof: readonly Hex[]): CosignAnswer
}

export function createCosigning(context: Context, nodeLog: NodeLog, ask: AskCosign): Cosigning {
  const { chain, store, self, keys, log, metrics, now } = context
  /** The size that a peer cosigned last, as far as we know; a guess that the peer corrects. */
  const sizes = new Map<Hex, number>()
  let gathering = false

  /** The peer's line for our checkpoint, verified under its registered log key, added to our note. */
  function take(checkpoint: SignedCheckpoint, node: Hex, answer: SignedCheckpoint): SignedCheckpoint {
    const key = chain.registry().nodes.get(node)?.keys.at(-1)?.logKey
    if (key === undefined) return refuse('node_unknown', `cosigner ${node} is not registered`)
    const theirs = unwrap(parseNote(answer.note))
    const name = cosignerName(node)
    if (theirs.text !== unwrap(parseNote(checkpoint.note)).text)
      refuse('cosignature_invalid', 'the cosigner answered for another checkpoint')
    const line = theirs.signatures.find(
      ({ name: other, keyId }) =>
        other === name && keyId === noteKeyId('cosignature', { name, publicKey: fromHex(key) }),
    )
    if (line === undefined || unwrap(checkCosignature(theirs, { name, publicKey: fromHex(key) })) === null)
      return refuse('cosignature_invalid', 'the cosigner gave no line of its log key')
    // The line that was verified and no other: one of a former key that does not verify would condemn our whole note.
    const ours = unwrap(parseNote(checkpoint.note))
    const others = ours.signatures.filter(line => line.name !== name)
    return { ...checkpoint, note: formatNote({ text: ours.text, signatures: [...others, line] }) }
  }

  async function askOne(peer: Peer, checkpoint: SignedCheckpoint): Promise<boolean> {
    let from = sizes.get(peer.node) ?? 0
    for (let attempt = 0; attempt < 2; attempt++) {
      if (from > checkpoint.size) return false
      const answer = await ask(peer, checkpoint, from, from === 0 ? [] : nodeLog.consistency(from, checkpoint.size))
      const json = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>
      if (json['cosigned'] !== undefined) {
        const cosigned = unwrap(parseCheckpoint(json['cosigned']))
        // Re-read: another peer's line may have been added meanwhile.
        const current = nodeLog.at(checkpoint.size) ?? checkpoint
        const merged = take(current, peer.node, cosigned)
        store.checkpoints.cosign(merged.size, JSON.stringify(merged), cosignersOf(merged).length)
        sizes.set(peer.node, checkpoint.size)
        metrics.count('cosignatures_received')
        return true
      }
      if (!Number.isSafeInteger(json['from']) || (json['from'] as number) < 0)
        refuse('peer_misbehaved', 'cosign: neither a checkpoint nor a size came back')
      from = json['from'] as number
      sizes.set(peer.node, from)
    }
    return false
  }

  return {
    async gather(peers) {
      const checkpoint = nodeLog.newest()
      if (checkpoint === null || gathering) return 0
      gathering = true
      try {
        const have = new Set(cosignersOf(checkpoint))
        const missing = peers.filter(({ node }) => !have.has(node))
        const done = await Promise.all(
          missing.map(peer =>
            askOne(peer, checkpoint).catch(error => {
              log('debug', 'a peer did not cosign', { peer: peer.node, size: checkpoint.size, error })
              return false
            }),
          ),
        )
        return done.filter(Boolean).length
      } finally {
        gathering = false
      }
    },

    cosign(node, checkpoint, from, proof) {
      try {
        const record = chain.registry().nodes.get(node)
        // A key may sign for one merge delay after its end: what was promised must still be included.
        const oldest = now() / 1000 - chain.registry().parameters.mergeDelay
        const current = record?.keys.filter(({ validUntil }) => validUntil === 0 || validUntil >= oldest) ?? []
        if (record === undefined || current.length === 0 || node === self)
          return refuse('node_unknown', `cosign: ${node} is not a registered node`)
        const checked = current.map(key => verifyCheckpoint(checkpoint, { domain: chain.domain, node, ...key }))
        unwrap(checked.find(({ ok }) => ok) ?? checked.at(-1)!)
        if (checkpoint.timestamp > now() / 1000 + MAX_SKEW)
          refuse('checkpoint_mismatch', 'cosign: the checkpoint is from the future')
        const last = store.cosigned.get(node)
        const size = last?.size ?? 0
        if (last !== null && checkpoint.size === size && checkpoint.root !== last.root)
          fork(node, last.json, checkpoint)
        if (checkpoint.size > size && from !== size) return { from: size }
        unwrap(checkExtension(last, checkpoint, checkpoint.size === size ? [] : proof))
        const seed = keys.log.secret.reveal()
        const cosigned = cosignCheckpoint(checkpoint, { node: self, seed }, Math.floor(now() / 1000))
        // On the disk before anybody sees it.
        store.cosigned.put(node, checkpoint.size, checkpoint.root, JSON.stringify(cosigned))
        metrics.count('cosignatures_given')
        return { cosigned }
      } catch (error) {
        metrics.count('cosignatures_refused')
        throw error
      }
    },
  }

  function fork(node: Hex, known: string, other: SignedCheckpoint): never {
    const evidence = JSON.stringify({ first: JSON.parse(known), second: other, proof: [] })
    store.evidence.add(node, 'fork', evidence, now())
    metrics.count('log_forks_seen')
    log('error', 'a node signed two histories of its log', { peer: node, size: other.size, root: other.root })
    return refuse('log_fork', `cosign: two roots of size ${other.size}`)
  }
}
