// The digests that are signed equal viem's for the same typed data: wallets, contracts and nodes check the same bytes.

import fc from 'fast-check'
import { hashTypedData, recoverAddress } from 'viem'
import { expect, test } from 'vitest'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { digest, eip712Domain, structHash } from '../../src/core/crypto/index.ts'
import {
  type Domain,
  FOLLOW_FIELDS,
  type FollowVerdict,
  hashFollow,
  hashRequest,
  hashTick,
  hashVerdict,
  RECEIPT_FIELDS,
  REQUEST_FIELDS,
  type Receipt,
  type ReplayVerdict,
  type Request,
  receiptId,
  STREAM_HEAD_FIELDS,
  STREAM_HEAD_TYPE,
  STREAM_TICK_FIELDS,
  type StreamHead,
  type StreamTick,
  type StructFields,
  signDigest,
  signerOf,
  VERDICT_FIELDS,
} from '../../src/core/receipt/index.ts'
import { keyOf } from '../support/world.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(value => toHex(value))

function arbitraryOf(type: string): fc.Arbitrary<unknown> {
  if (type === 'bytes32') return bytes(32)
  if (type === 'address') return bytes(20)
  if (type === 'bool') return fc.boolean()
  if (type === 'uint8') return fc.integer({ min: 0, max: 255 })
  return fc.bigInt({ min: 0n, max: (1n << BigInt(type.slice(4))) - 1n })
}

const structOf = <T>(fields: StructFields<T>): fc.Arbitrary<T> =>
  fc.record(Object.fromEntries(fields.map(([name, type]) => [name, arbitraryOf(type)]))) as unknown as fc.Arbitrary<T>

const domain = fc.record({ chainId: fc.integer({ min: 1, max: 2 ** 31 }), verifyingContract: bytes(20) })

function headDigest(variable: Domain, head: StreamHead): Hex {
  const values = STREAM_HEAD_FIELDS.map(([name]) => head[name])
  return toHex(digest(eip712Domain(variable), structHash(STREAM_HEAD_TYPE, values)))
}

const CASES = [
  ['Request', REQUEST_FIELDS, structOf<Request>(REQUEST_FIELDS), hashRequest],
  ['Receipt', RECEIPT_FIELDS, structOf<Receipt>(RECEIPT_FIELDS), receiptId],
  ['ReplayVerdict', VERDICT_FIELDS, structOf<ReplayVerdict>(VERDICT_FIELDS), hashVerdict],
  ['StreamTick', STREAM_TICK_FIELDS, structOf<StreamTick>(STREAM_TICK_FIELDS), hashTick],
  // A head's struct hash is a leaf and is never signed alone; its digest here shows that the struct hash is EIP-712's.
  ['StreamHead', STREAM_HEAD_FIELDS, structOf<StreamHead>(STREAM_HEAD_FIELDS), headDigest],
  ['FollowVerdict', FOLLOW_FIELDS, structOf<FollowVerdict>(FOLLOW_FIELDS), hashFollow],
] as const

test.each(CASES)('%s', (name, fields, arbitrary, hash) => {
  fc.assert(
    fc.property(domain, arbitrary as fc.Arbitrary<unknown>, (variable, message) => {
      const types = { [name]: (fields as StructFields<never>).map(([field, type]) => ({ name: field, type })) }
      const expected = hashTypedData({
        domain: { name: 'Assay', version: '1', ...variable },
        types,
        primaryType: name,
        message: message as Record<string, unknown>,
      } as Parameters<typeof hashTypedData>[0])
      expect((hash as (d: typeof variable, m: unknown) => Hex)(variable, message)).toBe(expected)
    }),
    { numRuns: 60 },
  )
})

test('a signature is one that viem recovers, and no other form is accepted', async () => {
  const key = keyOf('signer')
  const hash: Hex = `0x${'5a'.repeat(32)}`
  const signature = signDigest(hash, key.privateKey)
  expect(signerOf(hash, signature)).toBe(key.address)
  expect((await recoverAddress({ hash, signature })).toLowerCase()).toBe(key.address)
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const s = BigInt(`0x${signature.slice(66, 130)}`)
  const v = Number.parseInt(signature.slice(130), 16)
  const highS = `${signature.slice(0, 66)}${(order - s).toString(16).padStart(64, '0')}${(v ^ 7).toString(16)}` as Hex
  const v01 = `${signature.slice(0, 130)}${(v - 27).toString(16).padStart(2, '0')}` as Hex
  for (const other of [highS, v01, signature.slice(0, 130) as Hex, `${signature}00` as Hex])
    expect(signerOf(hash, other)).toBeNull()
})
