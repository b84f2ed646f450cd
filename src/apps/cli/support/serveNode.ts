// A node in this process: the node itself and, with the role gateway, its HTTP server. Used by `node run` and, with an
// executor that lies on purpose, by the demonstration of `up`.

import type { Network } from '../../../client/network.ts'
import { type Backend, createGateway } from '../../../gateway/index.ts'
import { createLogger } from '../../../node/logger.ts'
import { createNode, type NodeDeps, type RunningNode } from '../../../node/node.ts'
import { type HttpServer, serveHttp } from '../../../platform/node/http.ts'
import type { Home } from './home.ts'
import { type NodeSettings, nodeConfig } from './nodes.ts'
import { builtPage } from './page.ts'

declare const __VERSION__: string

export interface Served {
  readonly node: RunningNode
  readonly http: HttpServer | null
  stop(): Promise<void>
}

/** The node's counters in Prometheus' text form, under the project's prefix. */
const metricsText = (node: RunningNode): string =>
  Object.entries(node.metrics.read())
    .map(([name, value]) => `assay_node_${name} ${value}\n`)
    .join('')

export async function serveNode(
  home: Home,
  name: string,
  settings: NodeSettings,
  network: Network,
  deps: NodeDeps,
): Promise<Served> {
  const log = deps.log ?? createLogger()
  const node = await createNode(nodeConfig(home, name, settings, network), { home: home.path, ...deps, log })
  // The gateway's interface, checked here: the node does not know the gateway.
  const backend: Backend = node.backend
  try {
    const gateway = createGateway(backend, {
      version: __VERSION__,
      network,
      page: builtPage(),
      metrics: async () => metricsText(node),
      log: entry => log(entry.status >= 500 ? 'error' : 'debug', 'http', { ...entry }),
    })
    const http = settings.roles.includes('gateway')
      ? await serveHttp({ fetch: gateway.fetch, port: settings.gatewayPort ?? 4100 })
      : null
    return {
      node,
      http,
      async stop() {
        await http?.close()
        await node.stop()
      },
    }
  } catch (error) {
    await node.stop()
    throw error
  }
}

/** Resolves when the process is told to stop: by signal, or by the end of standard input when a parent holds it. */
export function untilStopped(signal: AbortSignal, managed: boolean): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (!managed) return
    process.stdin.on('end', () => resolve())
    process.stdin.on('error', () => resolve())
    process.stdin.resume()
  })
}

/** What a parent reads when the node is ready: one line of JSON. */
export const readyLine = (name: string, { node, http }: Served): string =>
  `${JSON.stringify({ ready: true, name, node: node.account, peerId: node.peerId, addresses: node.addresses(), endpoint: http?.url ?? '' })}\n`
