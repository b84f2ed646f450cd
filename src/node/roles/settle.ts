// Being paid: own receipts with a price are settled in batches once an anchored checkpoint holds them. spec/node.md, "Settling".
// The escrow decides; what it refuses for good is let go, what is merely too early is tried again. It moves no money itself.

import {
  findKey,
  getDeposit,
  type Outcome,
  type Settlement,
  type SigningContracts,
  settle,
} from '../../contracts/index.ts'
import type { Hex } from '../../core/bytes/index.ts'
import { RefusalError, unwrap } from '../../core/errors/index.ts'
import { parseBundle } from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import type { StoredReceipt } from '../store/index.ts'
import type { Anchoring } from './anchor.ts'

export interface Settling {
  /** One look over recent receipts. */
  turn(): Promise<void>
}

/** Own receipts looked at in one turn, newest first. */
const PAGE = 256
/** In one batch: far under what the contract takes, so that one transaction stays small. */
const BATCH = 32
/** Outcomes that time may change. */
const AGAIN: ReadonlySet<Outcome> = new Set<Outcome>(['checkpoint_missing', 'checkpoint_not_anchored'])

export function createSettling(context: Context, anchoring: Anchoring, signer: SigningContracts): Settling {
  const { chain, log, metrics, now, self, store } = context
  /** Receipts that need no further look: without a price, settled, or refused for good. A restart looks again. */
  const done = new Set<Hex>()

  /** What the escrow is to be shown, or null where the time has not come or there is nothing to be had. */
  async function prepare({ id, bundle: text, requestHash }: StoredReceipt): Promise<Settlement | null> {
    const { receipt, request, signature } = unwrap(parseBundle(text))
    if (receipt.price === 0n) {
      done.add(id)
      return null
    }
    const { inclusion, epoch } = anchoring.anchored(id)
    const deposit = await getDeposit(chain.contracts, requestHash)
    if (deposit?.state !== 'open' || deposit.refundAt * 1000 <= now()) {
      done.add(id)
      return null
    }
    const { registry } = chain
    const anchoredAt = registry().epochs.find(({ root }) => root === epoch.root)?.anchoredAt
    const history = registry()
      .nodes.get(self)
      ?.keys.map(keys => ({ ...keys, validUntil: keys.validUntil === 0 ? null : keys.validUntil }))
    if (anchoredAt === undefined || history === undefined) return null
    const keyIndex = findKey(history, context.keys.receipt.address, anchoredAt, registry().parameters.mergeDelay)
    if (keyIndex === null) return null
    const { index, proof, checkpoint } = inclusion
    return {
      receipt,
      request: request.request,
      signature,
      keyIndex,
      index,
      proof,
      checkpoint: { ...checkpoint, epoch, keyIndex },
    }
  }

  return {
    async turn() {
      const due: { id: Hex; item: Settlement }[] = []
      for (const stored of store.receipts.newest(now() + 1, PAGE)) {
        if (!stored.own || done.has(stored.id) || due.length >= BATCH) continue
        try {
          const item = await prepare(stored)
          if (item !== null) due.push({ id: stored.id, item })
        } catch (error) {
          // Not anchored yet, most of the time.
          if (!(error instanceof RefusalError)) throw error
        }
      }
      if (due.length === 0) return
      const results = await settle(
        signer,
        due.map(({ item }) => item),
      )
      results.forEach(({ outcome, transaction }, i) => {
        const { id, item } = due[i]!
        if (!AGAIN.has(outcome)) done.add(id)
        if (outcome === 'settled') metrics.count('receipts_settled')
        log(outcome === 'settled' ? 'info' : 'warn', 'settlement', {
          id,
          outcome,
          transaction,
          price: item.receipt.price,
        })
      })
    },
  }
}
