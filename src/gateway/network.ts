// What the gateway says of its network: the network file and the nodes. spec/gateway.md, "Network".

import { refuse } from '../core/errors/index.ts'
import type { Call, Room } from './room.ts'

/** GET /nodes */
export async function listNodes(c: Call, { backend }: Room): Promise<Response> {
  const nodes = await backend.nodes()
  return c.json({ nodes: nodes.map(node => ({ ...node, stake: String(node.stake) })), self: backend.node })
}

/** GET /network.json */
export async function getNetwork(c: Call, { settings }: Room): Promise<Response> {
  return c.json(settings.network ?? refuse('route_not_found', 'this gateway shows no network file'))
}
