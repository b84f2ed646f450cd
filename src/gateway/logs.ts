// A node's log for whoever checks it: newest checkpoint, and consistency between two sizes. spec/gateway.md, "Logs"; spec/log.md.

import { type Hex, isHex } from '../core/bytes/index.ts'
import { refuse, unwrap } from '../core/errors/index.ts'
import type { Call, Room } from './room.ts'

function nodeOf(c: Call): Hex {
  const node = c.req.param('node')
  return isHex(node, 20) ? node : refuse('request_malformed', 'node: not an address in lower-case hex')
}

function sizeOf(c: Call, name: 'from' | 'to'): number {
  const text = c.req.query(name)
  if (text !== undefined && /^\d{1,15}$/.test(text)) return Number(text)
  return refuse('request_malformed', `${name}: not a size of a log`)
}

/** GET /log/{node}/checkpoint */
export async function getCheckpoint(c: Call, { backend }: Room): Promise<Response> {
  return c.json(unwrap(await backend.checkpoint(nodeOf(c))))
}

/** GET /log/{node}/consistency?from=&to= */
export async function getConsistency(c: Call, { backend }: Room): Promise<Response> {
  const node = nodeOf(c)
  const from = sizeOf(c, 'from')
  const to = sizeOf(c, 'to')
  if (from > to) refuse('request_malformed', 'from: larger than to')
  return c.json({ from, to, proof: unwrap(await backend.consistency(node, from, to)) })
}
