// The gateway: a fetch handler over a backend. spec/gateway.md. It speaks OpenAI's model list, the Open Inference Protocol and
// its own routes; it opens no port and knows no disk, chain or peer.

import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { toHex } from '../core/bytes/index.ts'
import { refuse, WorldError } from '../core/errors/index.ts'
import { OPENAI_PATHS } from '../openai/index.ts'
import type { Backend } from './backend.ts'
import { getBlock } from './blocks.ts'
import { fail } from './errors.ts'
import { openFollow, pushFollow } from './follow.ts'
import { generateNative, getHead } from './generate.ts'
import { getMetrics, healthz, live, ready, readyz } from './health.ts'
import { getCheckpoint, getConsistency } from './logs.ts'
import { makeMetrics } from './metrics.ts'
import { getModel, listModels } from './models.ts'
import { inferNative } from './native.ts'
import { getNetwork, listNodes } from './network.ts'
import { serverMetadata } from './oip/metadata.ts'
import { handleModel } from './oip/routes.ts'
import { openAiOf, openAiRoute } from './openai.ts'
import { getPage } from './page.ts'
import { makeReaders } from './readers.ts'
import {
  askTrace,
  getAdvice,
  getAnchor,
  getInclusion,
  getReceipt,
  getTrace,
  getVerdicts,
  listReceipts,
} from './receipts.ts'
import type { App, Call, Env, Room } from './room.ts'
import { type GatewayOptions, settle } from './settings.ts'
import { within } from './time.ts'

export interface Gateway {
  readonly fetch: (request: Request) => Promise<Response>
}

type Handler = (c: Call, room: Room) => Promise<Response> | Response

interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly handler: Handler
  /** Answered even when the gateway is full. */
  readonly free?: true
  /** Takes a body and runs a model: its parts have limits of their own. */
  readonly slow?: true
  /** Has a bound of its own on work and time. */
  readonly own?: true
}

const MODEL = '/v2/models/*'

const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/healthz', handler: healthz, free: true },
  { method: 'GET', path: '/readyz', handler: readyz, free: true },
  { method: 'GET', path: '/metrics', handler: getMetrics, free: true },
  { method: 'GET', path: '/v2/health/live', handler: live, free: true },
  { method: 'GET', path: '/v2/health/ready', handler: ready, free: true },
  { method: 'GET', path: '/v2', handler: (c, { settings }) => c.json(serverMetadata(settings.version)) },
  { method: 'GET', path: '/v2/', handler: (c, { settings }) => c.json(serverMetadata(settings.version)) },
  { method: 'GET', path: MODEL, handler: handleModel },
  { method: 'POST', path: MODEL, handler: handleModel, slow: true },
  { method: 'GET', path: '/v1/models', handler: listModels },
  { method: 'GET', path: '/v1/models/*', handler: getModel },
  ...OPENAI_PATHS.map(path => ({ method: 'POST', path, handler: openAiRoute, own: true }) as const),
  { method: 'POST', path: '/assay/v1/infer', handler: inferNative, slow: true },
  { method: 'POST', path: '/assay/v1/generate', handler: generateNative, own: true },
  { method: 'POST', path: '/assay/v1/follow', handler: openFollow, slow: true },
  { method: 'POST', path: '/assay/v1/follow/:id', handler: pushFollow, slow: true },
  { method: 'GET', path: '/assay/v1/heads/*', handler: getHead },
  { method: 'GET', path: '/receipts', handler: listReceipts },
  { method: 'GET', path: '/receipts/:id', handler: getReceipt },
  { method: 'GET', path: '/receipts/:id/inclusion', handler: getInclusion },
  { method: 'GET', path: '/receipts/:id/anchor', handler: getAnchor },
  { method: 'GET', path: '/receipts/:id/verdicts', handler: getVerdicts },
  { method: 'GET', path: '/receipts/:id/advice', handler: getAdvice, slow: true },
  { method: 'GET', path: '/receipts/:id/trace', handler: getTrace, slow: true },
  { method: 'POST', path: '/receipts/:id/trace', handler: askTrace, slow: true },
  { method: 'GET', path: '/log/:node/checkpoint', handler: getCheckpoint },
  { method: 'GET', path: '/log/:node/consistency', handler: getConsistency },
  { method: 'GET', path: '/nodes', handler: listNodes },
  { method: 'GET', path: '/network.json', handler: getNetwork },
  { method: 'GET', path: '/verify', handler: getPage },
  { method: 'GET', path: '/ipfs/:cid', handler: getBlock },
]

const SECURITY: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
}

const REQUEST_HEADERS = [
  'accept',
  'authorization',
  'content-type',
  'if-none-match',
  'inference-header-content-length',
  'mcp-protocol-version',
  'x-assay-delegates',
  'x-assay-disclosure',
  'x-assay-policy',
  'x-assay-reader',
  'x-assay-signature',
  'x-request-id',
  // What the official openai client adds to every request.
  ...['organization', 'project', 'beta'].map(name => `openai-${name}`),
  ...[
    'arch',
    'helper-method',
    'lang',
    'os',
    'package-version',
    'retry-count',
    'runtime',
    'runtime-version',
    'timeout',
  ].map(name => `x-stainless-${name}`),
]
const RESPONSE_HEADERS = [
  'etag',
  'inference-header-content-length',
  'retry-after',
  'x-assay-model',
  'x-assay-node',
  'x-assay-price',
  'x-assay-reader',
  'x-assay-receipt',
  'x-request-id',
]

/** A gateway over `backend`. The handler keeps no connection and no timer: stop calling it, and it is gone. */
export function createGateway(backend: Backend, options: GatewayOptions): Gateway {
  const settings = settle(options)
  const parts = { backend, settings, metrics: makeMetrics(), readers: makeReaders(backend.domain, settings) }
  const room: Room = { ...parts, openai: openAiOf(parts) }
  const app: App = new Hono<Env>()
  addAround(app, room)
  addRoutes(app, room)
  app.notFound(c => fail(c, lost(c)))
  app.onError((error, c) => fail(c, error))
  return { fetch: async request => app.fetch(request) }
}

const lost = (c: Call): unknown => {
  try {
    return refuse('route_not_found', `${c.req.method} ${c.req.path.slice(0, 100)}: no such route`)
  } catch (error) {
    return error
  }
}

/** What stands around every request: its id, CORS, safe headers, metrics, one log line. */
function addAround(app: App, { settings, metrics }: Room): void {
  app.use(async (c, next) => {
    const started = settings.now()
    const given = c.req.header('x-request-id') ?? ''
    c.set('requestId', /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : toHex(settings.random(12)).slice(2))
    c.set('route', 'none')
    await next()
    const { headers, status } = c.res
    // One route serves a page, and says itself what may run in it.
    for (const [name, value] of Object.entries(SECURITY)) if (!headers.has(name)) headers.set(name, value)
    headers.set('x-request-id', c.get('requestId'))
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
    const code = c.get('code')
    const ms = settings.now() - started
    const { method, path } = c.req
    metrics.request(c.get('route'), method.slice(0, 10), status, ms / 1000)
    if (code !== undefined) metrics.refusal(code)
    const [receipt, error] = [c.get('receipt'), c.get('error')]
    settings.log({
      requestId: c.get('requestId'),
      method,
      route: c.get('route'),
      path: path.slice(0, 256),
      status,
      ms,
      ...(code === undefined ? {} : { code }),
      ...(receipt === undefined ? {} : { receipt }),
      ...(error === undefined ? {} : { error }),
    })
  })
  app.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'HEAD', 'POST'],
      allowHeaders: REQUEST_HEADERS,
      exposeHeaders: RESPONSE_HEADERS,
      maxAge: 600,
    }),
  )
}

function addRoutes(app: App, room: Room): void {
  const { limits } = room.settings
  let working = 0
  const admitted = async (c: Call, { handler, slow }: Route): Promise<Response> => {
    if (working >= limits.requests) throw new WorldError('busy', `${limits.requests} requests are in work`)
    room.metrics.requestsInWork(++working)
    try {
      const ms = slow ? limits.bodyMs + limits.inferMs + limits.readMs : limits.readMs
      return await within(ms, c.req.raw.signal, async () => handler(c, room))
    } finally {
      room.metrics.requestsInWork(--working)
    }
  }
  for (const route of ROUTES) {
    app.on(route.method, route.path, async c => {
      c.set('route', route.path.replace(/:(\w+)/g, '{$1}').replace('*', '{model}'))
      try {
        return await (route.free || route.own ? route.handler(c, room) : admitted(c, route))
      } catch (thrown) {
        // Hono hands on only errors to its handler; an abort's reason, for one, may be anything.
        throw thrown instanceof Error ? thrown : new Error(`thrown: ${String(thrown)}`, { cause: thrown })
      }
    })
  }
  for (const path of new Set(ROUTES.map(route => route.path))) {
    const allowed = ROUTES.filter(route => route.path === path).map(route => route.method)
    app.all(path, c => {
      c.header('allow', allowed.join(', '))
      return refuse('method_not_allowed', `${c.req.method}: this route takes ${allowed.join(', ')}`)
    })
  }
}
