// The peer key: an Ed25519 key in libp2p's protobuf form, and the peer id that follows from it. spec/wire.md.
// It does not read or write files: where the key is kept, and under which password, is the caller's business.

import './polyfill.ts'
import {
  generateKeyPair,
  generateKeyPairFromSeed,
  privateKeyFromProtobuf,
  privateKeyToProtobuf,
} from '@libp2p/crypto/keys'
import type { Ed25519PrivateKey, PeerId } from '@libp2p/interface'
import { peerIdFromPrivateKey, peerIdFromString } from '@libp2p/peer-id'
import { refuse } from '../../core/errors/index.ts'

export type PeerKey = Ed25519PrivateKey

export function generatePeerKey(): Promise<PeerKey> {
  return generateKeyPair('Ed25519')
}

/** The key of a 32-byte seed: for keys that are derived from another secret, and for tests. */
export function peerKeyFromSeed(seed: Uint8Array): Promise<PeerKey> {
  if (seed.length !== 32) throw new RangeError('seed: 32 bytes expected')
  return generateKeyPairFromSeed('Ed25519', seed)
}

export function peerKeyToBytes(key: PeerKey): Uint8Array {
  return privateKeyToProtobuf(key)
}

/** Reads a key as `peerKeyToBytes` writes it. Refuses other kinds of key: file_malformed. */
export function peerKeyFromBytes(bytes: Uint8Array): PeerKey {
  if (bytes.length > 128) refuse('file_malformed', 'The peer key is longer than an Ed25519 key')
  let key: ReturnType<typeof privateKeyFromProtobuf>
  try {
    key = privateKeyFromProtobuf(bytes)
  } catch {
    refuse('file_malformed', 'The peer key cannot be read')
  }
  if (key.type !== 'Ed25519') refuse('file_malformed', `The peer key is ${key.type}, Ed25519 is expected`)
  return key
}

export function peerIdOf(key: PeerKey): string {
  return peerIdFromPrivateKey(key).toString()
}

/** A peer id from its text, or null: for strings that others wrote. */
export function parsePeerId(text: string): PeerId | null {
  if (typeof text !== 'string' || text.length > 128) return null
  try {
    const id = peerIdFromString(text)
    return id.toString() === text && id.type !== 'url' ? id : null
  } catch {
    return null
  }
}
