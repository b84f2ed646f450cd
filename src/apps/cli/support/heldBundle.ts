// A receipt that the user names: a file, or the id of one that is held here.

import { isHex } from '../../../core/bytes/index.ts'
import { refuse, unwrap } from '../../../core/errors/index.ts'
import { MAX_BUNDLE_BYTES, parseBundle, type ReceiptBundle } from '../../../core/receipt/index.ts'
import { heldReceipt } from './held.ts'
import { type Home, readUserFile } from './home.ts'

/** Refuses `receipt_not_found` for an id of which there is none here, and what `parseBundle` refuses. */
export function bundleNamed(home: Home, reference: string): ReceiptBundle {
  const held = isHex(reference, 32) ? heldReceipt(home, reference) : null
  if (held !== null) return held
  if (isHex(reference, 32)) return refuse('receipt_not_found', `you hold no receipt ${reference}`)
  return unwrap(parseBundle(new TextDecoder().decode(readUserFile(reference, MAX_BUNDLE_BYTES + 1)).trimEnd()))
}
