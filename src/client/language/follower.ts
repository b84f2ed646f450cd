// Who replays a stream while it comes: this program itself, with the model, or a verifier of another operator than the executor's, asked
// over its gateway. spec/stream.md, "Followers". The executor is told of neither.

import { getNodes } from '../../contracts/nodes.ts'
import { fromHex, type Hex, isHex, toHex } from '../../core/bytes/index.ts'
import { RefusalError, refuse, WorldError } from '../../core/errors/index.ts'
import { createFollower, type LanguageSession } from '../../core/language/index.ts'
import { decodeSampler } from '../../core/language/sampler/index.ts'
import {
  askToJson,
  FOLLOW_FIELDS,
  type GenerateAsk,
  MAX_CHUNK_TOKENS,
  type SignedFollow,
  structFromJson,
} from '../../core/receipt/index.ts'
import { finalBlock } from '../chain.ts'
import { type Client, exchangeOf } from '../client.ts'
import { checkEndpoint } from '../endpoints.ts'
import { exchangeJson } from '../http.ts'

/** Replays tokens as they come. */
export interface Follower {
  /** Who replays: a verifying node, or null for this program. */
  readonly verifier: Hex | null
  /**
   * The next tokens and, at last, the end. Resolves to the verifier's signed word (null of an own replay); refuses `replay_mismatch` where
   * an own replay gives others. A verifier's word against them is not judged here.
   */
  push(tokens: readonly number[], end?: { readonly truncated: boolean }): Promise<SignedFollow | null>
  close(): void
}

/** The model, ready to run here. It must be the one that is asked: whoever loads it has compared the ids. */
export function ownFollower(model: LanguageSession, ask: GenerateAsk, prompt: readonly number[]): Follower {
  const rules = { sampler: decodeSampler(ask.sampler), seed: fromHex(ask.request.request.seed), prompt }
  const follower = createFollower(model, rules)
  return {
    verifier: null,
    async push(tokens, end) {
      const found = await follower.push(tokens)
      const verdict = found.ok && end !== undefined ? await follower.end(end.truncated) : found
      if (!verdict.ok) {
        const { at, expected, got } = verdict
        const should = expected === null ? 'the answer ends before it' : `the model gives ${expected}`
        refuse('replay_mismatch', `token ${at} of the answer is ${got ?? 'missing'}; ${should}`)
      }
      return null
    },
    close: () => follower.close(),
  }
}

const LIMITS = { timeoutMs: 60_000, maxBytes: 64 << 10 }
const MAX_CANDIDATES = 8

/** Verifiers that have an endpoint, of other operators than `operator`, in random order. */
async function verifiersOf(client: Client, operator: Hex): Promise<{ node: Hex; url: string }[]> {
  const blockNumber = await finalBlock(client.contracts, client.network.finality)
  const nodes = await getNodes(client.contracts, { blockNumber })
  return nodes
    .filter(node => node.roles.includes('verifier') && node.endpoint !== '' && node.operator !== operator)
    .flatMap(({ node, endpoint }) => {
      try {
        return [{ node, url: checkEndpoint(endpoint, client.network), key: toHex(client.random(16)) }]
      } catch (error) {
        if (error instanceof RefusalError) return []
        throw error
      }
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, MAX_CANDIDATES)
}

/** The first verifier, in random order, that follows. Throws `gateway_unreachable` where none does. */
export async function remoteFollower(
  client: Client,
  ask: GenerateAsk,
  executor: { readonly operator: Hex },
  signal: AbortSignal,
): Promise<Follower> {
  const { logprobs: _, ...asked } = ask
  const body = JSON.stringify(askToJson(asked))
  const headers = { 'content-type': 'application/json' }
  let last: unknown
  for (const { node, url } of await verifiersOf(client, executor.operator)) {
    try {
      const opened = await exchangeJson(`${url}/assay/v1/follow`, {
        ...exchangeOf(client, LIMITS, signal),
        headers,
        body,
      })
      const { follower, verifier } = (opened ?? {}) as Record<string, unknown>
      if (!isHex(follower, 16) || verifier !== node)
        refuse('peer_misbehaved', `${url}: another node answers than is registered there`)
      return {
        verifier: node,
        async push(tokens, end) {
          if (tokens.length > MAX_CHUNK_TOKENS) throw new RangeError(`tokens: ${tokens.length} at once`)
          const answer = await exchangeJson(`${url}/assay/v1/follow/${follower}`, {
            ...exchangeOf(client, LIMITS, signal),
            headers,
            body: JSON.stringify({ tokens, ...(end === undefined ? {} : { end }) }),
          })
          const { verdict, signature } = (answer ?? {}) as Record<string, unknown>
          if (!isHex(signature, 65)) return refuse('peer_misbehaved', `${url}: its verdict is not signed`)
          return { verdict: structFromJson(FOLLOW_FIELDS, verdict, 'verdict'), signature }
        },
        // It ends by itself when nothing comes any more.
        close() {},
      }
    } catch (error) {
      if (signal.aborted) throw error
      last = error
    }
  }
  throw new WorldError('gateway_unreachable', 'no verifier of another operator follows the stream', {
    cause: last,
    hint: 'Replay it yourself (give the model), or ask for the policy signed.',
  })
}
