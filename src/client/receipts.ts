// Receipts and what belongs to them, from gateways: unverified material for verify(). spec/gateway.md, "Receipts".

import { equal, fromHex, type Hex, isHex } from '../core/bytes/index.ts'
import { attempt, attemptAsync, type Result, refuse, unwrap } from '../core/errors/index.ts'
import {
  type EpochProof,
  type Inclusion,
  leafHash,
  parseEpochProof,
  parseHashes,
  parseInclusion,
  rootsFromPrefix,
  type SignedCheckpoint,
  verifyConsistency,
  verifyEpoch,
  verifyInclusionIn,
} from '../core/log/index.ts'
import {
  bundleFromJson,
  MAX_BUNDLE_BYTES,
  type ReceiptBundle,
  type ReplayVerdict,
  receiptId,
  structFromJson,
  VERDICT_FIELDS,
} from '../core/receipt/index.ts'
import type { Evidence } from '../core/verify/index.ts'
import { type Client, exchangeOf } from './client.ts'
import { exchangeJson } from './http.ts'
import { proveReader, readerHeaders } from './reader.ts'

const LIMITS = { timeoutMs: 15_000, maxBytes: MAX_BUNDLE_BYTES + (1 << 20) }

/** How to show that one may read a receipt: the key of its payer or of a delegate, or the token of an unsigned request. */
export type ReaderKey =
  | { readonly privateKey: Uint8Array; readonly delegates?: readonly Hex[] }
  | { readonly token: string }

export const headersFor = (client: Client, id: Hex, reader: ReaderKey | null): Record<string, string> => {
  if (reader === null) return {}
  if ('token' in reader) return { 'x-assay-reader': reader.token }
  const proof = proveReader(client.domain, id, Math.floor(client.now() / 1000), reader.privateKey)
  return readerHeaders(proof, reader.delegates)
}

/** Asks the gateways for a path, one after another, until `read` takes what one says. */
async function ask<T>(
  client: Client,
  path: string,
  signal: AbortSignal | undefined,
  read: (json: unknown) => T,
  headers = {},
): Promise<T> {
  const gateways = await client.gateways(signal)
  return gateways.attempt(async url => {
    const json = await exchangeJson(`${url}${path}`, { ...exchangeOf(client, LIMITS, signal), headers })
    const result = attempt(() => read(json))
    // What is malformed or does not hold is that gateway's fault: the next one may do better.
    return result.ok ? result.value : refuse('peer_misbehaved', `${new URL(url).host}: ${result.message}`)
  })
}

const members = (json: unknown): Record<string, unknown> =>
  typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}

/** A receipt as far as the reader may see it. */
export const fetchReceipt = (
  client: Client,
  id: Hex,
  reader: ReaderKey | null = null,
  signal?: AbortSignal,
): Promise<Result<ReceiptBundle>> =>
  attemptAsync(() => {
    const read = (json: unknown): ReceiptBundle => {
      const bundle = unwrap(bundleFromJson(json))
      const found = receiptId(client.domain, bundle.receipt)
      return found === id ? bundle : refuse('peer_misbehaved', `gives receipt ${found} for ${id}`)
    }
    return ask(client, `/receipts/${id}`, signal, read, headersFor(client, id, reader))
  })

/** The id of the receipt that answers a request, or null. */
export const findReceipt = (client: Client, requestHash: Hex, signal?: AbortSignal): Promise<Result<Hex | null>> =>
  attemptAsync(() =>
    ask(client, `/receipts?request=${requestHash}`, signal, json => {
      const { receipts } = members(json)
      if (!Array.isArray(receipts)) return refuse('peer_misbehaved', 'lists no receipts')
      const { id } = members(receipts[0])
      return isHex(id, 32) ? id : null
    }),
  )

/** Is a checkpoint signed by its node? Without it a gateway could show a tree of its own making, and so spoil a good receipt. */
export type IsSigned = (checkpoint: SignedCheckpoint) => boolean

/** An inclusion that leads from this receipt to the root of its own node's checkpoint. */
function inclusionFor(json: unknown, id: Hex, node: Hex, isSigned: IsSigned): Inclusion {
  const inclusion = parseInclusion(json)
  const { index, proof, checkpoint } = inclusion
  if (checkpoint.node !== node) refuse('checkpoint_key_mismatch', `a checkpoint of ${checkpoint.node}, not ${node}`)
  if (!isSigned(checkpoint)) refuse('checkpoint_signature_invalid', `a checkpoint that ${node} has not signed`)
  unwrap(verifyInclusionIn(checkpoint, index, leafHash(fromHex(id)), proof))
  return inclusion
}

/** Where the receipt stands in its log; a refusal `inclusion_pending` where it does not yet. */
export const fetchInclusion = (
  client: Client,
  id: Hex,
  node: Hex,
  signal?: AbortSignal,
  isSigned: IsSigned = () => true,
): Promise<Result<Inclusion>> =>
  attemptAsync(() => ask(client, `/receipts/${id}/inclusion`, signal, json => inclusionFor(json, id, node, isSigned)))

export interface Anchored {
  readonly inclusion: Inclusion
  readonly epoch: EpochProof
}

/** Inclusion in a checkpoint under an anchored epoch root; a refusal `log_not_anchored` where there is none yet. */
export const fetchAnchored = (
  client: Client,
  id: Hex,
  node: Hex,
  signal?: AbortSignal,
  isSigned: IsSigned = () => true,
): Promise<Result<Anchored>> =>
  attemptAsync(() =>
    ask(client, `/receipts/${id}/anchor`, signal, json => {
      const inclusion = inclusionFor(members(json)['inclusion'], id, node, isSigned)
      const epoch = unwrap(parseEpochProof(members(json)['epoch']))
      unwrap(verifyEpoch(inclusion.checkpoint, epoch))
      return { inclusion, epoch }
    }),
  )

const MAX_VERDICTS = 64

/** Verdicts on a receipt that a gateway knows of. Malformed ones, and those on other receipts, are left out. */
export const fetchVerdicts = (client: Client, id: Hex, signal?: AbortSignal): Promise<Result<Evidence['verdicts']>> =>
  attemptAsync(() =>
    ask(client, `/receipts/${id}/verdicts`, signal, json => {
      const { verdicts } = members(json)
      if (!Array.isArray(verdicts)) return refuse('peer_misbehaved', 'lists no verdicts')
      return verdicts.slice(0, MAX_VERDICTS).flatMap(entry => {
        const { verdict, signature } = members(entry)
        const read = attempt(() => structFromJson<ReplayVerdict>(VERDICT_FIELDS, verdict, 'verdict'))
        if (!read.ok || read.value.receiptId !== id || !isHex(signature, 65)) return []
        return [{ verdict: read.value, signature }]
      })
    }),
  )

/** A checkpoint's tree. */
export type TreeHead = Pick<SignedCheckpoint, 'size' | 'root'>

/** Does the proof lead to the larger tree, so that it says something about the smaller one? */
function leadsTo(first: TreeHead, second: TreeHead, proof: readonly Hex[]): boolean {
  const [from, to] = [first, second].map(({ size, root }) => ({ size, root: fromHex(root) })) as [LogHead, LogHead]
  const hashes = proof.map(fromHex)
  const roots = rootsFromPrefix(from.size, to.size, hashes)
  return (
    (roots !== null && equal(roots.second, to.root)) || verifyConsistency({ first: from, second: to, proof: hashes }).ok
  )
}

type LogHead = { readonly size: number; readonly root: Uint8Array }

const readProof = (json: unknown): Hex[] => parseHashes(members(json)['proof'], 64, 'consistency proof')

/** A consistency proof between two sizes of a node's log, as some gateway gives it. */
export const fetchConsistency = (
  client: Client,
  node: Hex,
  from: number,
  to: number,
  signal?: AbortSignal,
): Promise<Result<readonly Hex[]>> =>
  attemptAsync(() => ask(client, `/log/${node}/consistency?from=${from}&to=${to}`, signal, readProof))

/** The same between two known trees, `first` the smaller one: only a proof that leads to the larger one is taken. */
export const fetchConsistencyBetween = (
  client: Client,
  node: Hex,
  first: TreeHead,
  second: TreeHead,
  signal?: AbortSignal,
): Promise<Result<readonly Hex[]>> =>
  attemptAsync(() =>
    ask(client, `/log/${node}/consistency?from=${first.size}&to=${second.size}`, signal, json => {
      const proof = readProof(json)
      return leadsTo(first, second, proof) ? proof : refuse('consistency_invalid', 'a proof of another tree')
    }),
  )
