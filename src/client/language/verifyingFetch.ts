// A fetch for OpenAI clients that believes no gateway: `new OpenAI({ fetch: verifyingFetch({ network }) })`. Requests of the OpenAI API are
// answered by the surface of this program itself (src/openai) over verifyingBackend; a stream or an answer that does not hold ends with
// an error in the client that reads it. spec/gateway.md, "Verifying clients".

import { refuse } from '../../core/errors/index.ts'
import type { Random } from '../../core/receipt/index.ts'
import type { PolicyName } from '../../core/verify/index.ts'
import { type Odds, oddsAt, rateFor } from '../../core/watch/index.ts'
import { createOpenAi, type OpenAi } from '../../openai/index.ts'
import { type Client, createClient } from '../client.ts'
import type { Fetch } from '../http.ts'
import type { Network } from '../network.ts'
import { type VerifyingOptions, verifyingBackend } from './backend.ts'
import { type LoadOptions, languageLoader } from './load.ts'

export interface VerifyingFetchOptions extends Partial<Omit<VerifyingOptions, 'client'>>, LoadOptions {
  /** Where trust anchors come from: spec/network.md. */
  readonly network: Network
  /** `replayed` where nothing is said. */
  readonly policy?: PolicyName
  /** In place of `policy`: of a session's answers, as many are replayed as it takes. The others are `signed`. */
  readonly watch?: WatchOptions
  /** URLs of gateways. Left out: the origin that requests are made to. */
  readonly gateways?: readonly string[]
  /** Who may read prompts and answers; `requester` where nothing is said. */
  readonly disclosure?: 'public' | 'verifiers' | 'requester'
  readonly fetch?: Fetch
  readonly now?: () => number
  readonly random?: Random
}

export interface WatchOptions {
  /** Answers of the session. */
  readonly requests: number
  /** How many of them a cheat gets wrong, 1 where nothing is said. */
  readonly wrong?: number
  /** The chance at which such a cheat is caught: 0.999 is 99.9 %. */
  readonly caught: number
  /** Hears after each request how many there were, how many of them are replayed, and what that gives. */
  readonly onRequest?: (so: { readonly requests: number; readonly replayed: number; readonly odds: Odds }) => void
}

const MAX_BODY = 8 << 20
/** Bytes of a draw, and its range. */
const DRAW_BYTES = 6
const DRAWS = 2 ** (8 * DRAW_BYTES)

/** Draws the policy of each request of a session: nobody else can know it, and it is not in the request. */
function watcher({ requests, wrong = 1, caught, onRequest }: WatchOptions, random: Random): () => PolicyName {
  const session = { requests, wrong }
  const odds = oddsAt(session, rateFor(session, caught))
  let [asked, replayed] = [0, 0]
  return () => {
    const draw = random(DRAW_BYTES).reduce((sum, byte) => 256 * sum + byte, 0)
    const chosen = draw < odds.rate * DRAWS
    asked++
    if (chosen) replayed++
    onRequest?.({ requests: asked, replayed, odds })
    return chosen ? 'replayed' : 'signed'
  }
}

export function verifyingFetch(options: VerifyingFetchOptions): typeof globalThis.fetch {
  const { network, policy = 'replayed', gateways, disclosure, fetch, now, random } = options
  const watch = options.watch === undefined ? null : watcher(options.watch, random ?? randomBytes)
  const surfaces = new Map<string, { readonly client: Client; readonly openai: OpenAi }>()

  function surfaceFor(origin: string): OpenAi {
    const found = surfaces.get(origin)
    if (found !== undefined) return found.openai
    const client = createClient(network, {
      gateways: gateways ?? [origin],
      ...(fetch === undefined ? {} : { fetch }),
      ...(now === undefined ? {} : { now }),
      ...(random === undefined ? {} : { random }),
    })
    const { replay = 'own', load = languageLoader(client, options) } = options
    const openai = createOpenAi({
      backend: verifyingBackend({ ...options, client, replay, load }),
      readJson,
      policy,
      version: '1',
      now: client.now,
      random: client.random,
    })
    surfaces.set(origin, { client, openai })
    return openai
  }

  return async (input, init) => {
    const request = new Request(input, init)
    if (disclosure !== undefined && !request.headers.has('x-assay-disclosure'))
      request.headers.set('x-assay-disclosure', disclosure)
    if (watch !== null && request.method === 'POST' && !request.headers.has('x-assay-policy'))
      request.headers.set('x-assay-policy', watch())
    return surfaceFor(new URL(request.url).origin).handle(request)
  }
}

const randomBytes: Random = length => crypto.getRandomValues(new Uint8Array(length))

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > MAX_BODY) refuse('body_too_large', `body: more than ${MAX_BODY} characters`)
  try {
    return JSON.parse(text)
  } catch {
    return refuse('request_malformed', 'JSON: not well formed')
  }
}
