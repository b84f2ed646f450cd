// Following a stream of another node's: POST /assay/v1/follow begins, POST /assay/v1/follow/{id} tells the next tokens and is told a signed
// verdict. spec/gateway.md, "Followers". Only gateways of verifying nodes have a follower; others say so.

import { isHex } from '../core/bytes/index.ts'
import { refuse } from '../core/errors/index.ts'
import { askFromJson, FOLLOW_FIELDS, MAX_CHUNK_TOKENS, MAX_TOKEN, structToJson } from '../core/receipt/index.ts'
import type { FollowBackend } from './backend.ts'
import { asObject, parseJson, readBody } from './body.ts'
import { requesterOf } from './generate.ts'
import type { Call, Room } from './room.ts'

async function bodyOf(c: Call, room: Room): Promise<Record<string, unknown>> {
  const { limits } = room.settings
  const bytes = await readBody(c.req.raw, limits)
  room.metrics.bodyBytes(bytes.length)
  return asObject(parseJson(bytes, limits), 'body')
}

const following = ({ backend }: Room): FollowBackend =>
  backend.follow ??
  refuse('role_missing', 'this node does not verify', { hint: 'Ask a gateway of a node with the role verify.' })

export async function openFollow(c: Call, room: Room): Promise<Response> {
  const { logprobs: _, ...ask } = askFromJson(await bodyOf(c, room))
  return c.json(await following(room).open({ ...ask, from: requesterOf(c) }))
}

export async function pushFollow(c: Call, room: Room): Promise<Response> {
  const bad = (reason: string): never => refuse('request_malformed', `body: ${reason}`)
  const { tokens, end } = await bodyOf(c, room)
  const id = c.req.param('id')
  if (!isHex(id, 16)) return refuse('follow_not_found', 'no follower of this name')
  if (!Array.isArray(tokens) || tokens.length > MAX_CHUNK_TOKENS)
    return bad(`tokens: up to ${MAX_CHUNK_TOKENS} ids expected`)
  if (!tokens.every(id => Number.isInteger(id) && id >= 0 && id < MAX_TOKEN)) return bad('tokens: not all are ids')
  let last: { truncated: boolean } | undefined
  if (end !== undefined) {
    const { truncated } = asObject(end, 'end')
    last = { truncated: typeof truncated === 'boolean' ? truncated : bad('end.truncated: true or false expected') }
  }
  const found = await following(room).push(id, { tokens, ...(last === undefined ? {} : { end: last }) })
  const { verdict, signature, mismatch } = found
  return c.json({ verdict: structToJson(FOLLOW_FIELDS, verdict), signature, mismatch })
}
