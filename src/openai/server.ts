// The OpenAI surface as a handler of requests, over a backend: spec/openai.md, "Routes". A gateway, a proxy on loopback and verifyingFetch
// are this over different backends. It reads no clock, no randomness and no body of its own: all of them are given.

import { toHex } from '../core/bytes/index.ts'
import { refuse } from '../core/errors/index.ts'
import type { Random } from '../core/receipt/index.ts'
import type { PolicyName } from '../core/verify/index.ts'
import type { CallContext, LanguageBackend } from './backend.ts'
import { type Call, disclosureFrom, keyFrom, policyFrom } from './call.ts'
import { chatCompletions } from './chat.ts'
import { completions } from './completions.ts'
import { embeddings } from './embeddings.ts'
import { errorResponse } from './errors.ts'
import { OPENAI_LIMITS, type OpenAiLimits } from './limits.ts'
import { answerMcp } from './mcp.ts'
import { mcpTools } from './mcpTools.ts'
import { jsonResponse } from './respond.ts'
import { responses } from './responses.ts'
import type { Service } from './service.ts'
import { answerUpstream } from './upstream.ts'

export interface OpenAiOptions {
  readonly backend: LanguageBackend
  /** The JSON of a request's body, within the caller's own bounds. Refuses what is none. */
  readonly readJson: (request: Request, signal: AbortSignal) => Promise<unknown>
  /** The policy of calls that name none. */
  readonly policy: PolicyName
  /** Of the program, for MCP clients. */
  readonly version: string
  readonly limits?: Partial<OpenAiLimits>
  /** Unix milliseconds. */
  readonly now: () => number
  readonly random: Random
  /** Hears what went wrong in a stream that had begun. */
  readonly report?: (error: unknown, call: CallContext) => void
}

type Route = (service: Service, call: Call) => Promise<Response>

const ROUTES: Readonly<Record<string, Route>> = {
  '/v1/chat/completions': chatCompletions,
  '/v1/completions': completions,
  '/v1/embeddings': embeddings,
  '/v1/responses': responses,
}

/** Paths of POST requests that `answer` knows. */
export const OPENAI_PATHS: readonly string[] = [...Object.keys(ROUTES), '/mcp']

export interface OpenAi {
  /** The answer to a POST on one of OPENAI_PATHS. Throws refusals: who calls has an envelope for them. */
  answer(path: string, request: Request, context: Pick<CallContext, 'requestId' | 'signal'>): Promise<Response>
  /** The answer to any request, errors included: OPENAI_PATHS, and GET on /v1/models and /v1/models/{model}. */
  handle(request: Request): Promise<Response>
}

/** An id that a caller may give his request. */
const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/

/** A path's remainder as it was meant: slashes of a reference come raw or as %2F. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return refuse('request_malformed', 'path: not well formed')
  }
}

export function createOpenAi(options: OpenAiOptions): OpenAi {
  const { backend, now, random } = options
  const limits = { ...OPENAI_LIMITS, ...options.limits }
  const service: Service = { backend, limits, now, random, report: options.report ?? (() => {}) }

  const answer: OpenAi['answer'] = async (path, request, { requestId, signal }) => {
    const { headers } = request
    const call: Call = {
      body: await options.readJson(request, signal),
      requestId,
      signal,
      key: keyFrom(headers),
      disclosure: disclosureFrom(headers),
      policy: policyFrom(headers, options.policy),
    }
    const passed = path === '/mcp' ? null : await answerUpstream(service, call, path)
    if (passed !== null) return passed
    const route = ROUTES[path]
    if (route !== undefined) return route(service, call)
    const { version: serverVersion } = options
    const version = headers.get('mcp-protocol-version')
    return answerMcp({ body: call.body, version, tools: mcpTools(service, call), serverVersion })
  }

  async function listed(path: string, signal: AbortSignal): Promise<Response> {
    const data = await backend.list(signal)
    if (path === '/v1/models') return jsonResponse({ object: 'list', data })
    const reference = decoded(path.slice('/v1/models/'.length))
    const found = data.find(({ id, assay }) => id === reference || assay['modelId'] === reference)
    return jsonResponse(
      found ?? refuse('model_not_found', `model ${JSON.stringify(reference.slice(0, 200))}: not known`),
    )
  }

  async function routed(request: Request, requestId: string): Promise<Response> {
    const { pathname } = new URL(request.url)
    const models = pathname === '/v1/models' || pathname.startsWith('/v1/models/')
    if (!models && !OPENAI_PATHS.includes(pathname))
      refuse('route_not_found', `${pathname.slice(0, 100)}: no such route`)
    const method = models ? 'GET' : 'POST'
    if (request.method !== method) refuse('method_not_allowed', `${request.method}: this route takes ${method}`)
    return models ? listed(pathname, request.signal) : answer(pathname, request, { requestId, signal: request.signal })
  }

  return {
    answer,
    async handle(request) {
      const given = request.headers.get('x-request-id') ?? ''
      const requestId = REQUEST_ID.test(given) ? given : toHex(random(12)).slice(2)
      const response = await routed(request, requestId).catch(error => errorResponse(error, requestId))
      response.headers.set('x-request-id', requestId)
      return response
    },
  }
}
