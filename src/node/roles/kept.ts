// The last thing that was made for somebody who takes it in pieces, kept for a while after it was asked for last.

import type { Hex } from '../../core/bytes/index.ts'
import type { ReceiptBundle } from '../../core/receipt/index.ts'

/** Makes a thing once for each receipt, as long as nobody asks for another's. One that failed is made again. */
export function keepLast<T>(
  ms: number,
  make: (id: Hex, bundle: ReceiptBundle) => Promise<T>,
): (id: Hex, bundle: ReceiptBundle) => Promise<T> {
  let kept: { readonly id: Hex; readonly made: Promise<T>; timer: NodeJS.Timeout } | null = null
  return (id, bundle) => {
    const forget = (): void => {
      if (kept?.id === id) kept = null
    }
    if (kept !== null) clearTimeout(kept.timer)
    if (kept?.id !== id) kept = { id, made: make(id, bundle), timer: undefined as never }
    kept.made.catch(forget)
    kept.timer = setTimeout(forget, ms)
    kept.timer.unref()
    return kept.made
  }
}

/** Bytes `from` on, at most `most`, of lists one behind the other. */
export function pieceOf(lists: readonly Uint8Array[], from: number, most: number): Uint8Array {
  const piece = new Uint8Array(most)
  let [at, length] = [0, 0]
  for (const list of lists) {
    const skip = Math.max(0, from - at)
    at += list.length
    if (skip >= list.length || length === most) continue
    const part = list.subarray(skip, skip + most - length)
    piece.set(part, length)
    length += part.length
  }
  return piece.subarray(0, length)
}
