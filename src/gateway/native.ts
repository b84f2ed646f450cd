// POST /assay/v1/infer: a request that the client made and may have signed, answered with the receipt bundle.
// spec/gateway.md, "Native". The gateway reads it strictly; whether it may run is for the executor to say.

import { isHex } from '../core/bytes/index.ts'
import { refuse } from '../core/errors/index.ts'
import { bundleText, type Disclosed, requestFromJson, SALT_BYTES, tensorsFromJson } from '../core/receipt/index.ts'
import { asObject, parseJson, readBody } from './body.ts'
import type { Call, Room } from './room.ts'
import { runRequest } from './run.ts'

function disclosedFrom(value: unknown): Disclosed {
  const { salt, tensors } = asObject(value, 'input')
  if (!isHex(salt, SALT_BYTES)) return refuse('request_malformed', `input.salt: not ${SALT_BYTES} bytes of hex`)
  return { salt, tensors: tensorsFromJson(tensors, 'input.tensors') }
}

export async function inferNative(c: Call, room: Room): Promise<Response> {
  const { limits } = room.settings
  const body = await readBody(c.req.raw, limits)
  room.metrics.bodyBytes(body.length)
  const { request, signature, input } = asObject(parseJson(body, limits), 'body')
  const run = await runRequest(c, room, requestFromJson({ request, signature }), disclosedFrom(input))
  return new Response(bundleText(run.bundle), { headers: { 'content-type': 'application/json', ...run.headers } })
}
