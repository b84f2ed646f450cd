// Receipts that this user holds: one file each under receipts/, by id. They carry input and output, so they are the owner's.

import type { Hex } from '../../../core/bytes/index.ts'
import { isHex } from '../../../core/bytes/index.ts'
import { bundleText, parseBundle, type ReceiptBundle } from '../../../core/receipt/index.ts'
import type { Home } from './home.ts'

export interface Held {
  readonly id: Hex
  readonly bundle: ReceiptBundle
}

export const holdReceipt = (home: Home, id: Hex, bundle: ReceiptBundle): string =>
  home.write(`receipts/${id}.json`, `${bundleText(bundle)}\n`, true)

export function heldReceipt(home: Home, id: Hex): ReceiptBundle | null {
  const text = home.read(`receipts/${id}.json`)
  if (text === null) return null
  const parsed = parseBundle(text.trimEnd())
  return parsed.ok ? parsed.value : null
}

/** All that are held and can be read. */
export function heldReceipts(home: Home): Held[] {
  return home
    .list('receipts')
    .map(name => name.replace(/\.json$/, ''))
    .flatMap(id => {
      if (!isHex(id, 32)) return []
      const bundle = heldReceipt(home, id)
      return bundle === null ? [] : [{ id, bundle }]
    })
}

/** What `verify()` must know of earlier receipts: another one under the same payer and nonce is a replay. */
export const acceptedReceipts = (home: Home): { payer: Hex; nonce: Hex; receiptId: Hex }[] =>
  heldReceipts(home).map(({ id, bundle }) => ({
    payer: bundle.receipt.payer,
    nonce: bundle.receipt.nonce,
    receiptId: id,
  }))
