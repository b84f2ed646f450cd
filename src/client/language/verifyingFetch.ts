// A fetch for OpenAI clients that believes no gateway: `new OpenAI({ fetch: verifyingFetch({ network }) })`. Requests of the OpenAI API are
// answered by the surface of this program itself (src/openai) over verifyingBackend; a stream or an answer that does not hold ends with
// an error in the client that reads it. spec/gateway.md, "Verifying clients".

import { refuse } from '../../core/errors/index.ts'
import type { Random } from '../../core/receipt/index.ts'
import type { PolicyName } from '../../core/verify/index.ts'
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
  /** URLs of gateways. Left out: the origin that requests are made to. */
  readonly gateways?: readonly string[]
  /** Who may read prompts and answers; `requester` where nothing is said. */
  readonly disclosure?: 'public' | 'verifiers' | 'requester'
  readonly fetch?: Fetch
  readonly now?: () => number
  readonly random?: Random
}

const MAX_BODY = 8 << 20

export function verifyingFetch(options: VerifyingFetchOptions): typeof globalThis.fetch {
  const { network, policy = 'replayed', gateways, disclosure, fetch, now, random } = options
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
    return surfaceFor(new URL(request.url).origin).handle(request)
  }
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > MAX_BODY) refuse('body_too_large', `body: more than ${MAX_BODY} characters`)
  try {
    return JSON.parse(text)
  } catch {
    return refuse('request_malformed', 'JSON: not well formed')
  }
}
