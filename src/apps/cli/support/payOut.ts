// What a dispute has paid to an account, drawn.

import { getSlasherCredit, type SigningContracts, withdrawFromSlasher } from '../../../contracts/index.ts'
import type { Hex } from '../../../core/bytes/index.ts'

/** Draws deposits and bounties that are due; gives their sum in the token's smallest unit. */
export async function payOut(contracts: SigningContracts, account: Hex): Promise<bigint> {
  const due = await getSlasherCredit(contracts, account)
  if (due > 0n) await withdrawFromSlasher(contracts, account)
  return due
}

/** Waits, unless the user interrupts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const onAbort = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal.addEventListener('abort', onAbort, { once: true })
  })
