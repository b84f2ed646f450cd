// /assay/infer/1: requests of peers for this node's executor. spec/wire.md, "Inference". The asker's peer id plays no part:
// who pays, and who may read, stands in the request.

import { type Hex, isHex } from '../../core/bytes/index.ts'
import { RefusalError, refuse, unwrap } from '../../core/errors/index.ts'
import {
  bundleFromJson,
  bundleToJson,
  type Disclosed,
  type ReceiptBundle,
  requestFromJson,
  requestToJson,
  SALT_BYTES,
  type SignedRequest,
  tensorsFromJson,
  tensorsToJson,
} from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import { requestJson, type Served, serveJson } from '../net/index.ts'
import type { Executing } from './execute.ts'

export const INFER_PROTOCOL = '/assay/infer/1'
export const INFER_CAP = 16 * 2 ** 20

export function serveInfer(context: Context, executing: Executing): Promise<Served> {
  const limits = {
    requestCap: INFER_CAP,
    answerCap: INFER_CAP,
    // Waiting, running and the way there and back.
    timeoutMs: context.config.execute.runMs + 60_000,
    // More than the queue: who is over it shall be told `busy` by the queue itself, in order.
    maxConcurrent: context.config.execute.queue + 64,
    maxPerPeer: context.config.execute.queue + 64,
  }
  return serveJson(context.host, INFER_PROTOCOL, limits, async (value, { peer, signal }) => {
    const { request, input, requestId } = parseInfer(value)
    const { id, bundle } = unwrap(await executing.execute(request, input, { requestId, from: peer, signal }))
    return { id, bundle: bundleToJson(bundle) }
  })
}

/** A request as it comes over the wire; refuses with request_malformed. */
export function parseInfer(value: unknown): { request: SignedRequest; input: Disclosed; requestId: string } {
  try {
    const json = members(value, ['request', 'signature', 'input', 'requestId'])
    const { salt, tensors } = members(json['input'], ['salt', 'tensors'])
    const { requestId } = json
    if (!isHex(salt, SALT_BYTES)) return refuse('request_malformed', 'input.salt is not 16 bytes in hex')
    if (typeof requestId !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(requestId))
      return refuse('request_malformed', 'requestId is not 1 to 64 letters, digits, _ or -')
    return {
      request: requestFromJson({ request: json['request'], signature: json['signature'] }),
      input: { salt, tensors: tensorsFromJson(tensors, 'input.tensors') },
      requestId,
    }
  } catch (error) {
    if (error instanceof RefusalError && error.code === 'receipt_malformed')
      refuse('request_malformed', error.message.replace(/^receipt: /, 'request: '))
    throw error
  }
}

function members(value: unknown, names: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('request_malformed', 'request: not an object')
  const keys = Object.keys(value)
  if (keys.length !== names.length || !names.every(name => Object.hasOwn(value, name)))
    refuse('request_malformed', `request: expected the members ${names.join(', ')}`)
  return value as Record<string, unknown>
}

/** Asks a peer to run a request. Throws its refusal, or a WorldError where it cannot be reached; parses, verifies nothing. */
export async function askInfer(
  { host }: Pick<Context, 'host'>,
  peerId: string,
  ask: { readonly request: SignedRequest; readonly input: Disclosed; readonly requestId: string },
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<{ id: Hex; bundle: ReceiptBundle }> {
  const { request, input, requestId } = ask
  const body = {
    ...requestToJson(request),
    input: { salt: input.salt, tensors: tensorsToJson(input.tensors) },
    requestId,
  }
  const answer = await requestJson(host, peerId, INFER_PROTOCOL, body, { cap: INFER_CAP, ...options })
  const value = unwrap(answer)
  const json = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const bundle = bundleFromJson(json['bundle'])
  if (!isHex(json['id'], 32) || !bundle.ok)
    return refuse('peer_misbehaved', `the executor's answer is not a receipt${bundle.ok ? '' : `: ${bundle.message}`}`)
  return { id: json['id'], bundle: bundle.value }
}
