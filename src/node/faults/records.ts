// Lies about what was served: the same request twice, a receipt that no log holds, two histories of one log.

import { type Hex, toHex } from '../../core/bytes/index.ts'
import { RefusalError } from '../../core/errors/index.ts'
import { signCheckpoint } from '../../core/log/index.ts'
import { hashRequest } from '../../core/receipt/index.ts'
import type { NewReceipt } from '../store/index.ts'
import type { Faults } from './types.ts'

/** Serves a request again that it has served, under the same nonce: metered twice. */
export const staleNonce = (): Faults => ({
  admission: (honest, { chain }) => ({
    ...honest,
    enter(signed) {
      try {
        return honest.enter(signed)
      } catch (error) {
        if (!(error instanceof RefusalError) || error.code !== 'nonce_replayed') throw error
        return { hash: hashRequest(chain.domain, signed.request), leave() {} }
      }
    },
  }),
  log(honest, { store, random }) {
    // The database holds a nonce once; what is signed keeps its own.
    const again = (receipt: NewReceipt): NewReceipt =>
      store.nonceUsed(receipt.payer, receipt.nonce) ? { ...receipt, nonce: toHex(random(32)) } : receipt
    return {
      ...honest,
      append: receipt => honest.append(again(receipt)),
      issue: make =>
        honest.issue(previous => {
          const made = make(previous)
          return { ...made, receipt: again(made.receipt) }
        }),
    }
  },
})

/** Signs receipts, and puts none of them into its log. */
export const neverLogged = (): Faults => ({
  log: honest => ({
    ...honest,
    append() {},
    issue: async make => make(honest.last()).value,
  }),
})

/** Shows each cosigner, beside every checkpoint, another one of the same size. */
export const equivocation = (): Faults => ({
  cosign: (honest, { chain, keys, random }) => {
    const seconds = new Map<number, Hex>()
    return async (peer, checkpoint, from, proof) => {
      const answer = await honest(peer, checkpoint, from, proof)
      const { node, size, timestamp } = checkpoint
      const root = seconds.get(size) ?? toHex(random(32))
      seconds.set(size, root)
      const secrets = { receiptKey: keys.receipt.secret.reveal(), logKey: keys.log.secret.reveal() }
      const second = signCheckpoint(chain.domain, { node, size, root, timestamp }, secrets)
      // Whoever has cosigned the first refuses, and that is what it is for.
      if (typeof answer === 'object' && answer !== null && 'cosigned' in answer)
        await honest(peer, second, size, []).catch(() => {})
      return answer
    }
  },
})
