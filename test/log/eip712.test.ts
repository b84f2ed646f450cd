import { secp256k1 } from '@noble/curves/secp256k1.js'
import fc from 'fast-check'
import { hashTypedData, recoverAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { fromHex, type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import {
  addressOf,
  digest,
  eip712Domain,
  keccak256,
  publicKeyOf,
  recover,
  sign,
  structHash,
} from '../../src/core/crypto/index.ts'

const bytes = (n: number) => fc.uint8Array({ minLength: n, maxLength: n })
const hex = (n: number) => bytes(n).map(toHex)
const TYPE = 'All(bytes32 a,address b,uint8 c,uint16 d,uint64 e,uint128 f,uint256 g,bool h)'
const MEMBERS = [
  { name: 'a', type: 'bytes32' },
  { name: 'b', type: 'address' },
  { name: 'c', type: 'uint8' },
  { name: 'd', type: 'uint16' },
  { name: 'e', type: 'uint64' },
  { name: 'f', type: 'uint128' },
  { name: 'g', type: 'uint256' },
  { name: 'h', type: 'bool' },
] as const

describe('EIP-712', () => {
  it('equals hashTypedData of viem on random structs and domains', () => {
    fc.assert(
      fc.property(
        fc.record({
          chainId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
          verifyingContract: hex(20),
          a: hex(32),
          b: hex(20),
          c: fc.integer({ min: 0, max: 255 }),
          d: fc.integer({ min: 0, max: 65535 }),
          e: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
          f: fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
          g: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
          h: fc.boolean(),
        }),
        ({ chainId, verifyingContract, ...message }) => {
          const expected = hashTypedData({
            domain: { name: 'Assay', version: '1', chainId, verifyingContract },
            types: { All: MEMBERS },
            primaryType: 'All',
            message,
          })
          const { a, b, c, d, e, f, g, h } = message
          const got = digest(eip712Domain({ chainId, verifyingContract }), structHash(TYPE, [a, b, c, d, e, f, g, h]))
          expect(toHex(got)).toBe(expected)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('refuses types it does not know and values that do not fit', () => {
    for (const type of [
      'A(string s)',
      'A(bytes b)',
      'A(uint s)',
      'A(uint7 s)',
      'A(uint264 s)',
      'A(uint08 s)',
      'A(uint0 s)',
      'A(B b)',
      'A(uint8[] a)',
      'A(uint8  a)',
      'A(uint8 a, uint8 b)',
      'A()',
      'A',
      '(uint8 a)',
    ])
      expect(() => structHash(type, [0]), type).toThrow(TypeError)
    const wrong: [string, Hex | bigint | number | boolean][] = [
      ['uint8', 256],
      ['uint8', -1],
      ['uint64', 2n ** 64n],
      ['uint64', 1.5],
      ['uint256', 2 ** 60],
      ['uint256', 2n ** 256n],
      ['uint8', true],
      ['bool', 1],
      ['bytes32', '0x00'],
      ['address', `0x${'00'.repeat(32)}`],
      ['address', `0x${'AB'.repeat(20)}`],
      ['bytes32', 0n],
    ]
    for (const [type, value] of wrong) expect(() => structHash(`A(${type} x)`, [value]), `${type} ${value}`).toThrow()
    expect(() => structHash('A(uint8 a)', [])).toThrow(TypeError)
    expect(() => structHash('A(uint8 a)', [1, 2])).toThrow(TypeError)
    expect(() => digest(new Uint8Array(31), new Uint8Array(32))).toThrow(RangeError)
  })
})

describe('secp256k1', () => {
  const key = keccak256(utf8('a test key'))
  const address = addressOf(publicKeyOf(key))
  const message = keccak256(utf8('a test message'))
  const signature = sign(message, key)

  it('makes the signatures and addresses that viem makes', async () => {
    const account = privateKeyToAccount(toHex(key))
    expect(address).toBe(account.address.toLowerCase())
    expect(toHex(signature)).toBe(await account.sign({ hash: toHex(message) }))
    expect(addressOf(secp256k1.getPublicKey(key, true))).toBe(address)
    for (let i = 0; i < 20; i++) {
      const hash = keccak256(Uint8Array.of(i))
      const made = sign(hash, key)
      expect(recover(hash, made)).toBe(address)
      expect((await recoverAddress({ hash: toHex(hash), signature: toHex(made) })).toLowerCase()).toBe(address)
    }
  })

  it('accepts one form only', () => {
    expect(recover(message, signature)).toBe(address)
    const with64 = (v: number) => {
      const copy = signature.slice()
      copy[64] = v
      return copy
    }
    for (let v = 0; v < 256; v++) if (v !== 27 && v !== 28) expect(recover(message, with64(v))).toBeNull()
    expect(recover(message, with64(55 - signature[64]!))).not.toBe(address)
    expect(recover(message, signature.subarray(0, 64))).toBeNull()
    expect(recover(message, new Uint8Array([...signature, 0]))).toBeNull()
    expect(recover(message, new Uint8Array(0))).toBeNull()
    expect(recover(message.subarray(1), signature)).toBeNull()
    // The malleable twin: s -> n - s, v flipped. It recovers the same key elsewhere; here it is refused.
    const n = secp256k1.Point.Fn.ORDER
    const s = BigInt(toHex(signature.subarray(32, 64)))
    const twin = signature.slice()
    twin.set(fromHex(`0x${(n - s).toString(16).padStart(64, '0')}`), 32)
    twin[64] = 55 - signature[64]!
    expect(recover(message, twin)).toBeNull()
    for (const [r, sv] of [
      [0n, s],
      [n, s],
      [n + 1n, s],
      [2n ** 256n - 1n, s],
      [BigInt(toHex(signature.subarray(0, 32))), 0n],
      [BigInt(toHex(signature.subarray(0, 32))), n],
    ] as const) {
      const bad = fromHex(`0x${r.toString(16).padStart(64, '0')}${sv.toString(16).padStart(64, '0')}1b`)
      expect(recover(message, bad)).toBeNull()
    }
  })

  it('never throws on random signatures and never yields the signer for a changed one', () => {
    fc.assert(
      fc.property(bytes(65), fc.constantFrom(27, 28), (random, v) => {
        random[64] = v
        expect(recover(message, random)).not.toBe(address)
      }),
      { numRuns: 100 },
    )
    for (let bit = 0; bit < 65 * 8; bit++) {
      const changed = signature.slice()
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(recover(message, changed)).not.toBe(address)
    }
  })

  it('throws on keys and digests that are not ones', () => {
    expect(() => sign(message.subarray(1), key)).toThrow(RangeError)
    expect(() => sign(message, new Uint8Array(32))).toThrow()
    expect(() => addressOf(new Uint8Array(65))).toThrow()
  })
})
