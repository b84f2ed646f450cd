// Requests for tests of nodes: the small model of support/world.ts, asked through any node's backend.

import { randomBytes } from 'node:crypto'
import type { Hex } from '../../src/core/bytes/index.ts'
import {
  type Disclosed,
  type Disclosure,
  type Domain,
  makeRequest,
  type NamedTensor,
  type RequestOptions,
  type SignedRequest,
} from '../../src/core/receipt/index.ts'
import type { RunningNode } from '../../src/node/node.ts'

export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

export const inputOf = (...rows: readonly (readonly number[])[]): NamedTensor[] => [
  { name: 'x', tensor: { shape: [4], bits: 8, rows: rows.length, data: Int8Array.from(rows.flat()) } },
]

export interface Ask {
  readonly modelId: Hex
  readonly disclosure?: Disclosure
  readonly input?: readonly NamedTensor[]
  readonly payer?: RequestOptions['payer']
  readonly delegates?: readonly Hex[]
  readonly maxPrice?: bigint
  readonly deadline?: bigint
  readonly traceRoot?: boolean
}

export const inSeconds = (seconds: number): bigint => BigInt(Math.floor(Date.now() / 1000) + seconds)

export const requestOf = (domain: Domain, ask: Ask) =>
  makeRequest({
    domain,
    modelId: ask.modelId,
    input: ask.input ?? inputOf([1, 2, 3, 4]),
    maxPrice: ask.maxPrice ?? 0n,
    disclosure: ask.disclosure ?? 'public',
    delegates: ask.delegates ?? [],
    traceRoot: ask.traceRoot ?? false,
    deadline: ask.deadline ?? inSeconds(60),
    payer: ask.payer ?? null,
    random,
  })

export const send = (node: RunningNode, request: SignedRequest, input: Disclosed, timeoutMs = 15_000) =>
  node.backend.infer(request, input, { requestId: 'test', signal: AbortSignal.timeout(timeoutMs) })

/** Asks and expects an answer. */
export async function answer(node: RunningNode, ask: Ask) {
  const { signed, input } = requestOf(node.chain.domain, ask)
  const result = await send(node, signed, input)
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  return result.value
}

/** A value that must be there. */
export function value<T>(result: { ok: true; value: T } | { ok: false; code: string; message: string }): T {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
  return result.value
}
