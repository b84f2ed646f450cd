// Payer keys of this user: one file each under keys/, 0600, never printed. A node's keys are the node's own.

import { randomBytes } from 'node:crypto'
import { fromHex, type Hex, isHex, toHex } from '../../../core/bytes/index.ts'
import { addressOf, publicKeyOf } from '../../../core/crypto/index.ts'
import { RefusalError } from '../../../core/errors/index.ts'
import type { Home } from './home.ts'

export interface PayerKey {
  readonly name: string
  readonly address: Hex
  readonly privateKey: Uint8Array
}

const file = (name: string): string => `keys/${name}.json`

/** Null for bytes that are no secp256k1 key: zero, or not below the group's order. */
function keyFrom(name: string, privateKey: Uint8Array): PayerKey | null {
  try {
    return { name, address: addressOf(publicKeyOf(privateKey)), privateKey }
  } catch {
    return null
  }
}

export function saveKey(home: Home, name: string, privateKey: Uint8Array): PayerKey {
  if (!/^[\w.-]{1,64}$/.test(name))
    throw new RefusalError('usage', `key name ${JSON.stringify(name)}: letters, digits, dot, dash and underscore`)
  if (home.read(file(name)) !== null)
    throw new RefusalError('usage', `key ${name} exists`, { hint: 'Choose another name; keys are never overwritten.' })
  const key = keyFrom(name, privateKey)
  if (key === null) throw new RefusalError('usage', `key ${name}: these 32 bytes are no private key of secp256k1`)
  home.write(file(name), `${JSON.stringify({ address: key.address, privateKey: toHex(privateKey) })}\n`, true)
  return key
}

export const newKey = (home: Home, name: string): PayerKey => saveKey(home, name, new Uint8Array(randomBytes(32)))

export function loadKey(home: Home, name: string): PayerKey | null {
  const text = home.read(file(name))
  if (text === null) return null
  const bad = (): never => {
    throw new RefusalError('file_malformed', `${home.at(file(name))}: not a key file`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return bad()
  }
  const { privateKey } = value as { privateKey?: unknown }
  return (isHex(privateKey, 32) ? keyFrom(name, fromHex(privateKey)) : null) ?? bad()
}

/** The named key, made on first use. */
export const loadOrCreateKey = (home: Home, name: string): PayerKey => loadKey(home, name) ?? newKey(home, name)

export const listKeys = (home: Home): PayerKey[] =>
  home
    .list('keys')
    .filter(name => name.endsWith('.json'))
    .map(name => loadKey(home, name.slice(0, -'.json'.length))!)
