// Keys under a password: Web3 Secret Storage (keystore v3) with scrypt and AES-128-CTR, for any 32-byte secret.
// Read strictly: only what this program and the usual wallets write, with bounds on what a file may make us compute.

import { createCipheriv, createDecipheriv, randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto'
import { scryptAsync } from '@noble/hashes/scrypt.js'
import { concat } from '../../core/bytes/index.ts'
import { keccak256 } from '../../core/crypto/index.ts'
import { WorldError } from '../../core/errors/index.ts'

/** scrypt: 128 MiB and about half a second. */
const COST = { n: 2 ** 17, r: 8, p: 1 }
const MAX_MEMORY = 2 ** 30

function derive(password: string, salt: Uint8Array, { n, r, p }: typeof COST): Promise<Uint8Array> {
  const text = password.normalize('NFKC')
  // OpenSSL keeps to RFC 7914, where N < 2^(16 r); wallets have written files that do not.
  if (r < 4 && n >= 2 ** (16 * r))
    return scryptAsync(text, salt, { N: n, r, p, dkLen: 32, maxmem: MAX_MEMORY + 2 ** 20 })
  const options = { N: n, r, p, maxmem: MAX_MEMORY + 2 ** 20 }
  return new Promise((resolve, reject) => {
    scrypt(text, salt, 32, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}

/** The keystore's text. `cost` is for tests alone. */
export async function encryptKey(secret: Uint8Array, password: string, cost: typeof COST = COST): Promise<string> {
  if (secret.length !== 32) throw new RangeError('secret: 32 bytes expected')
  const salt = randomBytes(32)
  const iv = randomBytes(16)
  const key = await derive(password, salt, cost)
  const cipher = createCipheriv('aes-128-ctr', key.subarray(0, 16), iv)
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()])
  const mac = keccak256(concat(key.subarray(16, 32), ciphertext))
  return `${JSON.stringify({
    version: 3,
    id: randomUUID(),
    crypto: {
      cipher: 'aes-128-ctr',
      cipherparams: { iv: iv.toString('hex') },
      ciphertext: ciphertext.toString('hex'),
      kdf: 'scrypt',
      kdfparams: { dklen: 32, ...cost, salt: salt.toString('hex') },
      mac: Buffer.from(mac).toString('hex'),
    },
  })}\n`
}

/** The secret of a keystore. Throws WorldError file_malformed, password_wrong. */
export async function decryptKey(text: string, password: string): Promise<Uint8Array> {
  const { iv, ciphertext, mac, salt, cost } = parse(text)
  const key = await derive(password, salt, cost)
  const expected = keccak256(concat(key.subarray(16, 32), ciphertext))
  if (!timingSafeEqual(expected, mac)) throw new WorldError('password_wrong', 'The password does not open the keystore')
  const decipher = createDecipheriv('aes-128-ctr', key.subarray(0, 16), iv)
  return new Uint8Array(Buffer.concat([decipher.update(ciphertext), decipher.final()]))
}

function parse(text: string) {
  const bad = (what: string): never => {
    throw new WorldError('file_malformed', `keystore: ${what}`)
  }
  const object = (value: unknown, what: string): Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : bad(what)
  const hex = (value: unknown, length: number, what: string): Buffer =>
    typeof value === 'string' && new RegExp(`^[0-9a-fA-F]{${2 * length}}$`).test(value)
      ? Buffer.from(value, 'hex')
      : bad(what)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    bad('not JSON')
  }
  const store = object(value, 'not an object')
  const crypto = object(store['crypto'] ?? store['Crypto'], 'crypto')
  const kdf = object(crypto['kdfparams'], 'crypto.kdfparams')
  const { n, r, p, dklen } = kdf
  if (store['version'] !== 3) bad('not version 3')
  if (crypto['cipher'] !== 'aes-128-ctr' || crypto['kdf'] !== 'scrypt' || dklen !== 32)
    bad('only aes-128-ctr under scrypt with 32 bytes is supported')
  const whole = (x: unknown): x is number => typeof x === 'number' && Number.isSafeInteger(x) && x >= 1
  if (!whole(n) || !whole(r) || !whole(p) || n < 2 || (n & (n - 1)) !== 0 || 128 * n * r > MAX_MEMORY || r * p > 1024)
    return bad('scrypt parameters out of range')
  return {
    iv: hex(object(crypto['cipherparams'], 'cipherparams')['iv'], 16, 'iv'),
    ciphertext: hex(crypto['ciphertext'], 32, 'ciphertext'),
    mac: hex(crypto['mac'], 32, 'mac'),
    salt: hex(kdf['salt'], 32, 'salt'),
    cost: { n, r, p },
  }
}
