// The salted Merkle fields of a receipt: spec/receipt.md, "Fields".

import { concat, fromHex, fromUtf8, type Hex, toHex, utf8 } from '../bytes/index.ts'
import { hashLeaf, merkleRoot } from '../crypto/index.ts'

type FieldType = 'u8' | 'u16' | 'u32' | 'u64' | 'u256' | 'address' | 'bytes32' | 'text'

/** Name and type by tag; the tag is the position plus one. Never reordered, never reused. */
export const FIELDS = [
  ['version', 'u16'],
  ['modelId', 'bytes32'],
  ['graphRoot', 'bytes32'],
  ['weightsRoot', 'bytes32'],
  ['interfaceHash', 'bytes32'],
  ['tokenizerHash', 'bytes32'],
  ['templateHash', 'bytes32'],
  ['engine', 'text'],
  ['inputRoot', 'bytes32'],
  ['outputRoot', 'bytes32'],
  ['rows', 'u32'],
  ['samplerHash', 'bytes32'],
  ['seed', 'bytes32'],
  ['injected', 'bytes32'],
  ['truncated', 'u8'],
  ['cacheUsed', 'u8'],
  ['node', 'address'],
  ['receiptKey', 'address'],
  ['operator', 'address'],
  ['payer', 'address'],
  ['price', 'u256'],
  ['tokensIn', 'u64'],
  ['tokensOut', 'u64'],
  ['chainId', 'u64'],
  ['contract', 'address'],
  ['nonce', 'bytes32'],
  ['issuedAt', 'u64'],
  ['previous', 'bytes32'],
  ['requestHash', 'bytes32'],
  ['disclosure', 'u8'],
  ['deadline', 'u64'],
  ['evidence', 'text'],
] as const satisfies readonly (readonly [string, FieldType])[]

type Row = (typeof FIELDS)[number]
export type FieldName = Row[0]
type ValueOf<T extends FieldType> = T extends 'text' ? string : T extends 'address' | 'bytes32' ? Hex : bigint

/** A receipt's fields by name: hex, text, or bigint for every integer. */
export type FieldValues = { readonly [R in Row as R[0]]: ValueOf<R[1]> }

/** Fields that would let a stranger test guesses of input or output: shown only to those who may read them. */
export const CONTENT_FIELDS: readonly FieldName[] = ['inputRoot', 'outputRoot']

const BYTES: { readonly [T in FieldType]: number } = {
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  u256: 32,
  address: 20,
  bytes32: 32,
  text: 0,
}
const MAX_TEXT = 64
export const SALT_BYTES = 16

export interface DisclosedField {
  readonly tag: number
  readonly name: FieldName
  readonly salt: Hex
  /** The value's bytes. */
  readonly value: Hex
}

/** All leaf hashes in order, and those fields that the reader may see. */
export interface Fields {
  readonly leaves: readonly Hex[]
  readonly disclosed: readonly DisclosedField[]
}

export function encodeField(name: FieldName, value: bigint | string): Uint8Array {
  const type = FIELDS.find(row => row[0] === name)![1]
  if (type === 'text') {
    const bytes = utf8(value as string)
    if (bytes.length < 1 || bytes.length > MAX_TEXT) throw new RangeError(`${name}: 1 to ${MAX_TEXT} bytes of text`)
    return bytes
  }
  const length = BYTES[type]
  if (typeof value === 'string') {
    const bytes = fromHex(value)
    if (bytes.length !== length) throw new RangeError(`${name}: ${length} bytes expected`)
    return bytes
  }
  if (value < 0n || value >= 1n << BigInt(8 * length)) throw new RangeError(`${name}: outside ${type}`)
  return fromHex(`0x${value.toString(16).padStart(2 * length, '0')}`)
}

/** A field's value from its bytes, or null where they are not the canonical form of one. */
export function decodeField(name: FieldName, bytes: Uint8Array): bigint | string | null {
  const type: FieldType = FIELDS.find(row => row[0] === name)![1]
  if (type === 'text') {
    if (bytes.length < 1 || bytes.length > MAX_TEXT) return null
    try {
      return fromUtf8(bytes)
    } catch {
      return null
    }
  }
  if (bytes.length !== BYTES[type]) return null
  return type === 'address' || type === 'bytes32' ? toHex(bytes) : BigInt(toHex(bytes))
}

/** Hash of one field's leaf: salt || tag || value. */
export function fieldLeaf(tag: number, salt: Uint8Array, value: Uint8Array): Uint8Array {
  return hashLeaf(concat(salt, Uint8Array.of(tag >> 8, tag & 255), value))
}

export const rootOfLeaves = (leaves: readonly Hex[]): Hex => toHex(merkleRoot(leaves.map(fromHex)))

/** Commits to all fields. `salts` gives fresh random bytes, SALT_BYTES at a time. Everything is disclosed in the result. */
export function commitFields(values: FieldValues, salts: () => Uint8Array): { root: Hex; fields: Fields } {
  const leaves: Hex[] = []
  const disclosed: DisclosedField[] = []
  FIELDS.forEach(([name], i) => {
    const salt = salts()
    if (salt.length !== SALT_BYTES) throw new RangeError(`salts: ${SALT_BYTES} bytes expected`)
    const value = encodeField(name, values[name])
    leaves.push(toHex(fieldLeaf(i + 1, salt, value)))
    disclosed.push({ tag: i + 1, name, salt: toHex(salt), value: toHex(value) })
  })
  return { root: rootOfLeaves(leaves), fields: { leaves, disclosed } }
}

/** The same fields with those in `names` withheld: their leaf hashes stay. */
export const withhold = (fields: Fields, names: readonly FieldName[]): Fields => ({
  leaves: fields.leaves,
  disclosed: fields.disclosed.filter(field => !names.includes(field.name)),
})
