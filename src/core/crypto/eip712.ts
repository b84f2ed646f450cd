// EIP-712 digests of flat structs: members are bytes32, address, bool or uint8 .. uint256. See spec/receipt.md.
// No nested structs, arrays, strings or dynamic bytes: nothing this project signs has them outside the domain.

import { keccak_256 } from '@noble/hashes/sha3.js'
import { concat, fromHex, type Hex, isHex, utf8 } from '../bytes/index.ts'

/** Keccak-256, only where the EVM demands it; everything else here is SHA-256. */
export const keccak256 = (data: Uint8Array): Uint8Array => keccak_256(data)

/** A member's value: hex for bytes32 and address, boolean for bool, bigint or safe integer for uints. */
export type Eip712Value = Hex | bigint | number | boolean

interface Member {
  readonly name: string
  /** Bits of a uint; 0 for the other kinds. */
  readonly bits: number
  readonly kind: 'bytes32' | 'address' | 'bool' | 'uint'
}

interface StructType {
  readonly hash: Uint8Array
  readonly members: readonly Member[]
}

/** Parsed types. Type strings are constants of this program, so this stays small. */
const parsed = new Map<string, StructType>()

function parseMember(text: string): Member {
  const match = /^(bytes32|address|bool|uint(\d{1,3})) ([A-Za-z_][A-Za-z0-9_]*)$/.exec(text)
  const bits = Number(match?.[2] ?? 0)
  if (match === null || bits % 8 !== 0 || bits > 256 || (match[2] !== undefined && (bits === 0 || match[2][0] === '0')))
    throw new TypeError(`typeString: member '${text}' is not of a supported type`)
  return { name: match[3]!, bits, kind: bits > 0 ? 'uint' : (match[1] as 'bytes32' | 'address' | 'bool') }
}

function parseType(typeString: string): StructType {
  const known = parsed.get(typeString)
  if (known !== undefined) return known
  const match = /^[A-Za-z_][A-Za-z0-9_]*\((.+)\)$/.exec(typeString)
  if (match === null) throw new TypeError(`typeString: '${typeString}' is not Name(type member,...)`)
  const type = { hash: keccak256(utf8(typeString)), members: match[1]!.split(',').map(parseMember) }
  parsed.set(typeString, type)
  return type
}

function encodeMember({ name, kind, bits }: Member, value: Eip712Value): Uint8Array {
  const word = new Uint8Array(32)
  if (kind === 'bytes32' || kind === 'address') {
    const length = kind === 'bytes32' ? 32 : 20
    if (!isHex(value, length)) throw new TypeError(`${name}: ${length} bytes in lower-case hex expected`)
    word.set(fromHex(value), 32 - length)
  } else if (kind === 'bool') {
    if (typeof value !== 'boolean') throw new TypeError(`${name}: boolean expected`)
    word[31] = value ? 1 : 0
  } else {
    if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isSafeInteger(value)))
      throw new TypeError(`${name}: bigint or safe integer expected`)
    let rest = BigInt(value)
    if (rest < 0n || rest >> BigInt(bits) !== 0n) throw new RangeError(`${name}: outside uint${bits}`)
    for (let at = 31; rest > 0n; at--, rest >>= 8n) word[at] = Number(rest & 255n)
  }
  return word
}

/**
 * hashStruct of EIP-712: `typeString` as in `Checkpoint(address node,uint64 size,bytes32 root,uint64 timestamp)`, without
 * spaces but one before each name; `values` in the same order. Throws TypeError or RangeError on values that do not fit:
 * check untrusted ones before.
 */
export function structHash(typeString: string, values: readonly Eip712Value[]): Uint8Array {
  const type = parseType(typeString)
  if (values.length !== type.members.length) throw new TypeError(`values: ${type.members.length} expected`)
  return keccak256(concat(type.hash, ...type.members.map((member, i) => encodeMember(member, values[i]!))))
}

const DOMAIN_TYPE = keccak256(
  utf8('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'),
)
const NAME = keccak256(utf8('Assay'))
const VERSION = keccak256(utf8('1'))

/** Domain separator of `{name: "Assay", version: "1", chainId, verifyingContract}`. */
export function eip712Domain(domain: {
  readonly chainId: number | bigint
  readonly verifyingContract: Hex
}): Uint8Array {
  const chainId = encodeMember({ name: 'chainId', kind: 'uint', bits: 256 }, domain.chainId)
  const contract = encodeMember({ name: 'verifyingContract', kind: 'address', bits: 0 }, domain.verifyingContract)
  return keccak256(concat(DOMAIN_TYPE, NAME, VERSION, chainId, contract))
}

const PREFIX = Uint8Array.of(0x19, 0x01)

/** The 32 bytes that are signed: keccak256(0x19 0x01 || domain separator || struct hash). */
export function digest(domain: Uint8Array, hash: Uint8Array): Uint8Array {
  if (domain.length !== 32 || hash.length !== 32) throw new RangeError('digest: two hashes of 32 bytes expected')
  return keccak256(concat(PREFIX, domain, hash))
}
