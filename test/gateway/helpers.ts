// A gateway over the test backend, and short ways to ask it.

import type { Network } from '../../src/client/network.ts'
import type { ExactModel } from '../../src/core/graph/index.ts'
import { writeTemplate } from '../../src/core/language/index.ts'
import { createGateway, type Gateway, type GatewayOptions, type LogEntry } from '../../src/gateway/index.ts'
import { byteLanguage } from '../support/byteLanguage.ts'
import { actor, DOMAIN, seededRandom, smallModel, T0 } from '../support/world.ts'
import { makeTestBackend, pairModel, type TestBackend } from './backend.ts'

export const NETWORK: Network = {
  format: 'assay-network/1',
  name: 'test',
  chainId: DOMAIN.chainId,
  rpc: ['http://127.0.0.1:1'],
  contracts: {
    token: `0x${'01'.repeat(20)}`,
    parameters: `0x${'02'.repeat(20)}`,
    models: `0x${'03'.repeat(20)}`,
    nodes: `0x${'04'.repeat(20)}`,
    escrow: DOMAIN.verifyingContract,
    anchor: `0x${'06'.repeat(20)}`,
    timelock: `0x${'07'.repeat(20)}`,
    slasher: `0x${'08'.repeat(20)}`,
    disputes: `0x${'09'.repeat(20)}`,
    misconduct: `0x${'0a'.repeat(20)}`,
  },
  deploymentBlock: 1,
  bootstrap: [],
  finality: 'latest',
}

export const SMALL = 'acme/small@1.0.0'
export const PAIR = 'acme/pair@2.0.0'

export const TALK = 'acme/talk@1.0.0'

const TEMPLATE = writeTemplate({
  template:
    '{% if tools %}{{ tools | tojson }}{% endif %}{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}',
  tokens: {},
})
let talking: ExactModel | null = null

export interface Fixture {
  readonly backend: TestBackend
  readonly log: LogEntry[]
  readonly clock: { now: number }
  readonly gateway: Gateway
  ask(path: string, init?: RequestInit): Promise<Response>
}

/** `talks`: a language model is served as well. */
export function makeFixture(options: Partial<GatewayOptions> & { readonly talks?: boolean } = {}): Fixture {
  const clock = { now: T0 }
  const now = (): number => clock.now
  const executor = actor('executor')
  const backend = makeTestBackend({
    domain: DOMAIN,
    executor,
    cosigners: [actor('second'), actor('third')],
    served: [
      { model: smallModel(), names: [SMALL], cid: 'bafkreismall' },
      { model: pairModel(), names: [PAIR, 'acme/pair@1.0.0'], cid: 'bafkreipair' },
      ...(options.talks === true
        ? [
            {
              model: (talking ??= byteLanguage({ template: TEMPLATE, context: 1024 })),
              names: [TALK],
              cid: 'bafkreitalk',
            },
          ]
        : []),
    ],
    now,
    random: seededRandom('backend'),
    blocks: new Map([['bafkreiblock', Uint8Array.of(1, 2, 3)]]),
    nodes: [
      {
        node: executor.node,
        operator: executor.operator,
        peerId: '12D3Koo',
        roles: ['executor', 'gateway'],
        endpoint: 'http://127.0.0.1:4100',
        addresses: [],
        stake: 10n ** 21n,
        alive: true,
      },
    ],
  })
  const log: LogEntry[] = []
  const gateway = createGateway(backend, {
    version: '0.1.0',
    network: NETWORK,
    now,
    random: seededRandom('gateway'),
    log: entry => log.push(entry),
    ...options,
  })
  return {
    backend,
    log,
    clock,
    gateway,
    ask: (path, init) => gateway.fetch(new Request(`http://gateway.test${path}`, init)),
  }
}

export const post = (body: BodyInit, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
})

export const json = (value: unknown, headers?: Record<string, string>): RequestInit =>
  post(JSON.stringify(value), headers)

/** JSON followed by raw bytes, as the binary extension has it. */
export function binary(value: unknown, bytes: Uint8Array, headers: Record<string, string> = {}): RequestInit {
  const head = new TextEncoder().encode(JSON.stringify(value))
  const body = new Uint8Array(head.length + bytes.length)
  body.set(head)
  body.set(bytes, head.length)
  return post(body, {
    'content-type': 'application/octet-stream',
    'inference-header-content-length': String(head.length),
    ...headers,
  })
}

/** Answer of the small model to one row, by hand: see `smallModel`. */
export const SMALL_ROW = { name: 'x', shape: [1, 4], datatype: 'FP32', data: [1, 2, 3, 4] }
