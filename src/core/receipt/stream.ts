// Heads of streams and the ticks that sign them: spec/stream.md, "Heads" and "Ticks". A head depends on the tokens alone and not on how
// they were cut into chunks, so an exact answer streamed twice has the same heads. Who signs may sign is core/verify's to say.

import { concat, fromHex, type Hex, toHex, utf8 } from '../bytes/index.ts'
import { depthFor, digest, eip712Domain, hashLeaf, rootFromProof, sha256, structHash } from '../crypto/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import { signerOf, typeString } from './hash.ts'
import { MAX_TOKEN } from './tokens.ts'
import type { Domain, StructFields } from './types.ts'

/** Tokens of one chunk, of one stream. */
export const MAX_CHUNK_TOKENS = 64
export const MAX_STREAM_TOKENS = 32_768
/** Least time between two ticks of a node, and the longest that a token may wait for one while others follow: milliseconds. */
export const TICK_MS = 50
/** Tokens of a stream that no tick has signed yet: never more. */
export const MAX_UNSIGNED_TOKENS = 256
/** Streams under one tick. */
export const MAX_TICK_STREAMS = 65_536
export const MAX_TICK_DEPTH = 16

/** A stream's state after `tokenCount` tokens: the leaf of a tick. */
export interface StreamHead {
  readonly requestHash: Hex
  readonly modelId: Hex
  readonly tokenCount: bigint
  readonly head: Hex
  /** Unix milliseconds: the tick's. */
  readonly tick: bigint
}

/** What is signed: all heads of a node that have moved. */
export interface StreamTick {
  readonly node: Hex
  readonly root: Hex
  readonly streams: bigint
  readonly tick: bigint
}

export const STREAM_HEAD_FIELDS: StructFields<StreamHead> = [
  ['requestHash', 'bytes32'],
  ['modelId', 'bytes32'],
  ['tokenCount', 'uint64'],
  ['head', 'bytes32'],
  ['tick', 'uint64'],
]

export const STREAM_TICK_FIELDS: StructFields<StreamTick> = [
  ['node', 'address'],
  ['root', 'bytes32'],
  ['streams', 'uint32'],
  ['tick', 'uint64'],
]

export const STREAM_HEAD_TYPE = typeString('StreamHead', STREAM_HEAD_FIELDS)
export const STREAM_TICK_TYPE = typeString('StreamTick', STREAM_TICK_FIELDS)

const START = utf8('assay/stream/1')
const TOKEN = utf8('assay/token/1')
const END = utf8('assay/end/1')

/** Head of a stream before its first token. */
export const firstHead = (requestHash: Hex, modelId: Hex): Hex =>
  toHex(sha256(concat(START, fromHex(requestHash), fromHex(modelId))))

/** `assay/token/1` || head || u32 index || u32 token: 53 bytes, one block of SHA-256. */
const step = concat(TOKEN, new Uint8Array(40))
const stepView = new DataView(step.buffer)

/** The heads after each of `tokens`, the first of which stands at index `before` of the answer. */
export function headsAfter(head: Hex, before: number, tokens: readonly number[]): Hex[] {
  let at = fromHex(head)
  return tokens.map((token, i) => {
    if (!Number.isInteger(token) || token < 0 || token >= MAX_TOKEN) throw new RangeError(`tokens: ${token} is no id`)
    step.set(at, TOKEN.length)
    stepView.setUint32(TOKEN.length + 32, before + i)
    stepView.setUint32(TOKEN.length + 36, token)
    at = sha256(step)
    return toHex(at)
  })
}

/** Head of a whole answer: of `tokens` from the first one on. */
export const headOf = (requestHash: Hex, modelId: Hex, tokens: readonly number[]): Hex => {
  const first = firstHead(requestHash, modelId)
  return headsAfter(first, 0, tokens).at(-1) ?? first
}

/** What a verdict on an ended answer names in place of its head: it says that the answer ends here, and whether by its rule. */
export function endHead(head: Hex, tokenCount: number, truncated: boolean): Hex {
  const tail = new Uint8Array(5)
  new DataView(tail.buffer).setUint32(0, tokenCount)
  tail[4] = truncated ? 1 : 0
  return toHex(sha256(concat(END, fromHex(head), tail)))
}

const valuesOf = <T>(fields: StructFields<T>, value: T): (Hex | bigint)[] =>
  fields.map(([name]) => value[name] as Hex | bigint)

/** Leaf hash of a head under a tick's root. */
export const streamLeaf = (head: StreamHead): Uint8Array =>
  hashLeaf(structHash(STREAM_HEAD_TYPE, valuesOf(STREAM_HEAD_FIELDS, head)))

export const hashTick = (domain: Domain, tick: StreamTick): Hex =>
  toHex(digest(eip712Domain(domain), structHash(STREAM_TICK_TYPE, valuesOf(STREAM_TICK_FIELDS, tick))))

/** A head with the way to the signature of its tick. Numbers of heads and ticks are plain here: all are below 2^53. */
export interface SignedHead {
  readonly node: Hex
  readonly requestHash: Hex
  readonly modelId: Hex
  readonly tokenCount: number
  readonly head: Hex
  readonly tick: number
  readonly streams: number
  readonly index: number
  readonly proof: readonly Hex[]
  readonly signature: Hex
}

/** The address whose key signed the tick over this very head, or null. Which key may is not looked at. Never throws on parsed data. */
export function headSigner(domain: Domain, signed: SignedHead): Hex | null {
  const { node, requestHash, modelId, head, streams, index } = signed
  if (streams < 1 || streams > MAX_TICK_STREAMS || index >= streams) return null
  const tick = BigInt(signed.tick)
  const leaf = streamLeaf({ requestHash, modelId, tokenCount: BigInt(signed.tokenCount), head, tick })
  const root = rootFromProof(depthFor(streams), [{ index, hash: leaf }], signed.proof.map(fromHex))
  if (root === null) return null
  return signerOf(hashTick(domain, { node, root: toHex(root), streams: BigInt(streams), tick }), signed.signature)
}

/**
 * Did a node sign two different answers to one request? True for two heads of one request and token count that differ, both
 * signed by a key of the node; false for heads that can stand beside each other. Refused with `stream_tick_invalid` where one is not
 * signed by one of `receiptKeys`, which accuses nobody.
 */
export const streamEquivocation = (
  first: SignedHead,
  second: SignedHead,
  { domain, receiptKeys }: { readonly domain: Domain; readonly receiptKeys: readonly Hex[] },
): Result<boolean> =>
  attempt(() => {
    for (const [name, head] of Object.entries({ first, second })) {
      const signer = headSigner(domain, head)
      if (signer === null || !receiptKeys.includes(signer))
        refuse('stream_tick_invalid', `the ${name} head is signed by ${signer ?? 'nobody'}, not by a key of the node`)
    }
    return (
      first.node === second.node &&
      first.requestHash === second.requestHash &&
      first.tokenCount === second.tokenCount &&
      first.head !== second.head
    )
  })
