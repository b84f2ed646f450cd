// Who may read a receipt's content: spec/gateway.md, "Readers". Tokens for callers who sign nothing, proofs for those who do.
// Opened receipts of unsigned requests are remembered for a stated time and size, in memory only.

import { type ReaderProof, readerFromHeaders, readerOf } from '../client/reader.ts'
import { concat, equal, fromHex, type Hex, isHex, toHex, utf8 } from '../core/bytes/index.ts'
import { sha256 } from '../core/crypto/index.ts'
import { refuse } from '../core/errors/index.ts'
import { bytesIn, type Disclosed, type Domain, type ReceiptBundle, ZERO_ADDRESS } from '../core/receipt/index.ts'
import type { Reader } from './backend.ts'
import type { Settings } from './settings.ts'

const TOKEN_DOMAIN = utf8('assay/reader/1')

export interface Readers {
  /** Remembers an opened receipt of an unsigned request, and gives the token that opens it. */
  keep(id: Hex, bundle: ReceiptBundle): Hex
  /** The opened receipt, while it is remembered. */
  kept(id: Hex): ReceiptBundle | null
  /** Who asks, by the request's headers; null: nobody in particular. Refuses proofs and tokens that do not hold. */
  from(id: Hex, headers: Headers): Reader | null
}

const pad = (key: Uint8Array, byte: number): Uint8Array => {
  const out = new Uint8Array(64).fill(byte)
  for (let i = 0; i < key.length; i++) out[i] = key[i]! ^ byte
  return out
}

/** HMAC-SHA-256 (RFC 2104) under a key of 32 bytes. */
const hmac = (key: Uint8Array, message: Uint8Array): Uint8Array =>
  sha256(concat(pad(key, 0x5c), sha256(concat(pad(key, 0x36), message))))

const sizeOf = (shown: Disclosed | null): number =>
  (shown?.tensors ?? []).reduce((sum, { tensor }) => sum + bytesIn(tensor), 0)

/** Leaves, fields, signatures and object overhead of one bundle, roughly. */
const BUNDLE_OVERHEAD = 24 << 10

export function makeReaders(domain: Domain, settings: Settings): Readers {
  const { limits, now, readerKey } = settings
  const kept = new Map<Hex, { bundle: ReceiptBundle; bytes: number; until: number }>()
  let bytes = 0

  const tokenOf = (id: Hex): Uint8Array => hmac(readerKey, concat(TOKEN_DOMAIN, fromHex(id)))
  const drop = (id: Hex): void => {
    bytes -= kept.get(id)?.bytes ?? 0
    kept.delete(id)
  }

  return {
    keep(id, bundle) {
      drop(id)
      const size = BUNDLE_OVERHEAD + sizeOf(bundle.input) + sizeOf(bundle.output)
      kept.set(id, { bundle, bytes: size, until: now() + limits.keptMs })
      bytes += size
      // Oldest first: a Map keeps the order of insertion.
      for (const [oldest, entry] of kept) {
        if (bytes <= limits.keptBytes && entry.until > now()) break
        drop(oldest)
      }
      return toHex(tokenOf(id))
    },

    kept(id) {
      const entry = kept.get(id)
      if (entry === undefined) return null
      if (entry.until > now()) return entry.bundle
      drop(id)
      return null
    },

    from(id, headers) {
      const token = headers.get('x-assay-reader')
      if (token !== null) {
        if (!isHex(token, 32) || !equal(fromHex(token), tokenOf(id)))
          refuse('reader_proof_invalid', 'x-assay-reader: not the token of this receipt')
        return { address: ZERO_ADDRESS }
      }
      const signature = headers.get('x-assay-signature')
      if (signature === null) return null
      const parsed = readerFromHeaders(signature, headers.get('x-assay-delegates') ?? undefined)
      const address = parsed && readerOf(domain, id, parsed.proof, Math.floor(now() / 1000))
      if (!parsed || !address)
        return refuse('reader_proof_invalid', 'x-assay-signature: not a fresh signature over this receipt', {
          hint: 'Check the clock; sign ReadReceipt(receiptId, timestamp) in the domain of the network.',
        })
      return readerWith(address, parsed.proof, parsed.delegates)
    },
  }
}

const readerWith = (address: Hex, proof: ReaderProof, delegates: readonly Hex[]): Reader => ({
  address,
  proof,
  ...(delegates.length === 0 ? {} : { delegates }),
})
