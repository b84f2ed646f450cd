// Waiting for a transaction. viem's own wait looks for a receipt when the block number changes; a chain that makes a block per
// transaction may show the block before its receipt, and then no further block comes. Here the receipt itself is asked for.

import { type PublicClient, type TransactionReceipt, TransactionReceiptNotFoundError } from 'viem'
import type { Hex } from '../core/bytes/index.ts'
import { WorldError } from '../core/errors/index.ts'

const TIMEOUT_MS = 180_000

/** The receipt of a transaction that has been sent. Throws WorldError `timeout` when it is not included in three minutes. */
export async function receiptOf(client: PublicClient, hash: Hex): Promise<TransactionReceipt> {
  for (let waited = 0; ; waited += client.pollingInterval) {
    try {
      return await client.getTransactionReceipt({ hash })
    } catch (error) {
      if (!(error instanceof TransactionReceiptNotFoundError)) throw error
    }
    if (waited >= TIMEOUT_MS) {
      throw new WorldError('timeout', `The transaction ${hash} was not included in ${TIMEOUT_MS / 1000} s`, {
        hint: 'Look it up later: it may still be included. A higher fee or a working RPC may be needed.',
      })
    }
    await new Promise(resolve => setTimeout(resolve, client.pollingInterval))
  }
}
