// Receipts that this node holds, shown as far as the reader may see them. spec/receipt.md, "Bundle"; spec/wire.md, "Receipts".
// Also completes receipts that it relayed: asks their executors for inclusion until it has it, so that losing an executor
// later loses nothing.

import { mayRead } from '../../client/reader.ts'
import { fromHex, type Hex } from '../../core/bytes/index.ts'
import { RefusalError, refuse, unwrap } from '../../core/errors/index.ts'
import {
  cosignersOf,
  type Inclusion,
  leafHash,
  parseEpochProof,
  parseInclusion,
  verifyCheckpoint,
  verifyEpoch,
  verifyInclusionIn,
} from '../../core/log/index.ts'
import { CONTENT_FIELDS, parseBundle, type ReceiptBundle, withhold } from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import type { Peers } from '../peers.ts'
import type { StoredReceipt } from '../store/index.ts'
import type { Anchored } from './anchor.ts'
import type { NodeLog } from './log.ts'
import { askLog } from './serveLog.ts'

/** Who asks; `proof` has been checked by then. */
export interface ReceiptReader {
  readonly address: Hex
  readonly delegates?: readonly Hex[]
}

export interface Receipts {
  /** A receipt with everything in it and the inclusion that is known, or null. For this node's own use. */
  whole(id: Hex): ReceiptBundle | null
  /** As much of it as the reader may see. */
  show(bundle: ReceiptBundle, reader: ReceiptReader | null): ReceiptBundle
  /** Asks the executor for the inclusion of a relayed receipt; null where there is none yet or it cannot be asked. */
  complete(stored: StoredReceipt): Promise<Inclusion | null>
  /** The same for its inclusion in an anchored checkpoint. */
  completeAnchored(stored: StoredReceipt): Promise<Anchored | null>
  /** One round over relayed receipts that lack one or the other. */
  completeAll(): Promise<void>
}

/**
 * An inclusion that nobody has cosigned is kept when it has been all there is for this long: milliseconds. From when it was seen, not
 * from when the receipt was issued: a node that comes back after a day shows one before its peers have cosigned another.
 */
const ALONE_MS = 60_000
/** Receipts whose inclusion is waited for so; beyond it none is kept before it is cosigned. */
const MAX_ALONE = 4096
const ROUND = 64

export function createReceipts(context: Context, nodeLog: NodeLog, peers: Peers): Receipts {
  const { chain, log, now, store } = context
  let openFrom = 0
  let unanchoredFrom = 0
  /** Epochs on chain when the unanchored ones were gone through last: no new epoch, nothing to ask. */
  let epochsSeen = -1
  const aloneIncluded = new Map<Hex, number>()
  const aloneAnchored = new Map<Hex, number>()

  /** May this inclusion be kept? A better one is about to come while nobody has cosigned it. */
  function settled(alone: Map<Hex, number>, id: Hex, inclusion: Inclusion): boolean {
    if (cosignersOf(inclusion.checkpoint).length === 0) {
      const since = alone.get(id)
      if (since === undefined && alone.size < MAX_ALONE) alone.set(id, now())
      if (since === undefined || now() - since <= ALONE_MS) return false
    }
    alone.delete(id)
    return true
  }

  function inclusionOf(stored: StoredReceipt): Inclusion | null {
    if (stored.inclusion !== null) return JSON.parse(stored.inclusion) as Inclusion
    if (!stored.own) return null
    try {
      return nodeLog.inclusion(stored.id)
    } catch (error) {
      if (error instanceof RefusalError) return null
      throw error
    }
  }

  /** Verified under any keys that the node has had. */
  function check(stored: StoredReceipt, inclusion: Inclusion): void {
    const { node, keys } =
      chain.registry().nodes.get(stored.node) ?? refuse('node_unknown', `no node ${stored.node} is registered`)
    const { domain } = chain
    const results = keys.map(key => verifyCheckpoint(inclusion.checkpoint, { domain, node, ...key }))
    const good = results.find(({ ok }) => ok) ?? results.at(-1)
    if (good !== undefined) unwrap(good)
    unwrap(verifyInclusionIn(inclusion.checkpoint, inclusion.index, leafHash(fromHex(stored.id)), inclusion.proof))
  }

  const complete: Receipts['complete'] = async stored => {
    const peer = peers.get(stored.node)
    if (peer === undefined || !peer.alive) return null
    try {
      const inclusion = parseInclusion(await askLog(context, peer.peerId, { op: 'inclusion', id: stored.id }))
      check(stored, inclusion)
      if (settled(aloneIncluded, stored.id, inclusion))
        store.receipts.setInclusion(stored.id, JSON.stringify(inclusion))
      return inclusion
    } catch (error) {
      if (!(error instanceof RefusalError) || error.code !== 'inclusion_pending')
        log('debug', 'no inclusion of a relayed receipt', { id: stored.id, error })
      return null
    }
  }

  const completeAnchored: Receipts['completeAnchored'] = async stored => {
    const peer = peers.get(stored.node)
    if (peer === undefined || !peer.alive) return null
    try {
      const answer = await askLog(context, peer.peerId, { op: 'anchored', id: stored.id })
      const json = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>
      const inclusion = parseInclusion(json['inclusion'])
      const epoch = unwrap(parseEpochProof(json['epoch']))
      check(stored, inclusion)
      unwrap(verifyEpoch(inclusion.checkpoint, epoch))
      if (!chain.registry().epochs.some(({ root }) => root === epoch.root))
        return refuse('log_not_anchored', 'the chain does not show the epoch')
      const anchored = { inclusion, epoch }
      if (settled(aloneAnchored, stored.id, inclusion)) store.receipts.setAnchored(stored.id, JSON.stringify(anchored))
      return anchored
    } catch (error) {
      if (!(error instanceof RefusalError) || error.code !== 'log_not_anchored')
        log('debug', 'no anchored inclusion of a relayed receipt', { id: stored.id, error })
      return null
    }
  }

  return {
    whole(id) {
      const stored = store.receipts.get(id)
      if (stored === null) return null
      return { ...unwrap(parseBundle(stored.bundle)), inclusion: inclusionOf(stored) }
    },
    show(bundle, reader) {
      if (mayRead(bundle.request.request, reader)) return bundle
      const fields = withhold(bundle.fields, CONTENT_FIELDS)
      return { ...bundle, fields, input: null, output: null, sampler: null, trace: null }
    },
    complete,
    completeAnchored,
    async completeAll() {
      const open = store.receipts.open(openFrom, ROUND)
      openFrom = open.length < ROUND ? 0 : open.at(-1)!.seq
      for (const stored of open) {
        if (context.signal.aborted) return
        await complete(stored)
      }
      const { length } = chain.registry().epochs
      if (length === epochsSeen) return
      const unanchored = store.receipts.unanchored(unanchoredFrom, ROUND)
      for (const stored of unanchored) {
        if (context.signal.aborted) return
        await completeAnchored(stored)
      }
      unanchoredFrom = unanchored.at(-1)?.seq ?? 0
      if (unanchored.length < ROUND) {
        unanchoredFrom = 0
        // Without a new epoch nothing changes, unless something waits for its cosigners.
        if (aloneAnchored.size === 0) epochsSeen = length
      }
    },
  }
}
