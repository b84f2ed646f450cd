// A node's four keys: account (pays gas, names the node), receipt key, log key, peer key. spec/node.md, "Keys".
// Made once, readable by this user alone, opened with a password where they are kept under one, never logged.

import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { fromHex, type Hex, isHex, toHex } from '../core/bytes/index.ts'
import { addressOf, publicKeyOf } from '../core/crypto/index.ts'
import { WorldError } from '../core/errors/index.ts'
import { nobleEd25519 } from '../core/log/index.ts'
import { createPrivate, privateDirectory, readSmall } from '../platform/node/files.ts'
import { decryptKey, encryptKey } from '../platform/node/keystore.ts'
import { type PeerKey, peerIdOf, peerKeyFromSeed } from './net/index.ts'

/** 32 bytes that do not find their way into a log line, a JSON text or an inspection by accident. */
export class Secret {
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    if (bytes.length !== 32) throw new RangeError('secret: 32 bytes expected')
    this.#bytes = bytes
  }

  reveal(): Uint8Array {
    return this.#bytes
  }

  toJSON(): string {
    return '(secret)'
  }

  [inspect.custom](): string {
    return '(secret)'
  }
}

export interface NodeKeys {
  readonly account: { readonly address: Hex; readonly secret: Secret }
  readonly receipt: { readonly address: Hex; readonly secret: Secret }
  /** Ed25519, `publicKey` 32 bytes. */
  readonly log: { readonly publicKey: Hex; readonly secret: Secret }
  readonly peer: { readonly id: string; readonly key: () => Promise<PeerKey> }
}

const NAMES = ['account', 'receipt', 'log', 'peer'] as const
const MAX_KEY_FILE = 16 * 1024

export interface KeyOptions {
  /** Keeps new keys as keystore v3 under this password, and opens those that are. */
  readonly password?: string
}

/** Opens the keys in `directory`, or makes them when there is none. Throws WorldError key_exposed, password_wrong, file_*. */
export async function openKeys(directory: string, options: KeyOptions = {}): Promise<NodeKeys> {
  if (!existsSync(directory)) await createKeys(directory, options)
  const secrets = await Promise.all(NAMES.map(name => readKey(directory, name, options)))
  const [account, receipt, log, peer] = secrets as [Secret, Secret, Secret, Secret]
  const peerKey = () => peerKeyFromSeed(peer.reveal())
  return {
    account: { address: addressOf(publicKeyOf(account.reveal())), secret: account },
    receipt: { address: addressOf(publicKeyOf(receipt.reveal())), secret: receipt },
    log: { publicKey: toHex(nobleEd25519.publicKey(log.reveal())), secret: log },
    peer: { id: peerIdOf(await peerKey()), key: peerKey },
  }
}

/** Makes all four beside their place and moves them there at once: a crash leaves all of them or none. */
async function createKeys(directory: string, { password }: KeyOptions): Promise<void> {
  const temporary = `${directory}.${randomBytes(6).toString('hex')}.tmp`
  privateDirectory(temporary)
  try {
    for (const name of NAMES) {
      const secret = newSecret()
      if (password === undefined) createPrivate(join(temporary, `${name}.key`), `${toHex(secret)}\n`)
      else createPrivate(join(temporary, `${name}.json`), await encryptKey(secret, password))
    }
    renameSync(temporary, directory)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    throw error
  }
}

/** Random bytes that are a secp256k1 key (all but 2^-128 of them are), and an Ed25519 seed as well. */
function newSecret(): Uint8Array {
  const bytes = new Uint8Array(randomBytes(32))
  publicKeyOf(bytes)
  return bytes
}

async function readKey(directory: string, name: (typeof NAMES)[number], { password }: KeyOptions): Promise<Secret> {
  const plain = readSmall(join(directory, `${name}.key`), MAX_KEY_FILE, { private: true })
  if (plain !== null) {
    const text = new TextDecoder().decode(plain).trim()
    if (!isHex(text, 32)) throw new WorldError('file_malformed', `${join(directory, `${name}.key`)} is not a key`)
    return new Secret(fromHex(text))
  }
  const path = join(directory, `${name}.json`)
  const keystore = readSmall(path, MAX_KEY_FILE, { private: true })
  if (keystore === null)
    throw new WorldError('file_not_found', `${directory} lacks the ${name} key`, {
      hint: 'A node never makes single keys anew. Restore the file, or start with an empty data directory.',
    })
  if (password === undefined)
    throw new WorldError('password_wrong', `${path} needs a password`, { hint: 'Give a password file' })
  return new Secret(await decryptKey(new TextDecoder().decode(keystore), password))
}

/** The password in a file: its first line. Refuses a file that others can read. */
export function readPassword(path: string): string {
  const bytes = readSmall(path, MAX_KEY_FILE, { private: true })
  if (bytes === null) throw new WorldError('file_not_found', `The password file ${path} does not exist`)
  const password = new TextDecoder().decode(bytes).split(/\r?\n/, 1)[0] ?? ''
  if (password === '') throw new WorldError('password_wrong', `The password file ${path} is empty`)
  return password
}

/** For a data directory's first start: does it hold keys? */
export const hasKeys = (directory: string): boolean => existsSync(directory) && readdirSync(directory).length > 0
