// Open Inference Protocol under /v2/models: which action a path names. Model references contain slashes, raw or as %2F.

import { refuse } from '../../core/errors/index.ts'
import { findModel, findUsable } from '../models.ts'
import { type Call, decodePath, type Room, rawPath } from '../room.ts'
import { infer } from './infer.ts'
import { modelMetadata } from './metadata.ts'

interface Target {
  readonly reference: string
  readonly version: string | null
  readonly action: 'metadata' | 'ready' | 'infer'
}

/** `{m}[/versions/{v}][/ready|/infer]`, read from the end: no part of a reference is called like that. */
export function targetOf(path: string): Target | null {
  const segments = decodePath(path.slice('/v2/models/'.length))
  if (segments === null) return null
  const last = segments.at(-1)
  const action = last === 'infer' || last === 'ready' ? last : 'metadata'
  if (action !== 'metadata') segments.pop()
  const version = segments.at(-2) === 'versions' ? segments.at(-1)! : null
  if (version !== null) segments.splice(-2)
  return { reference: segments.join('/'), version, action }
}

export async function handleModel(c: Call, room: Room): Promise<Response> {
  const target = targetOf(rawPath(c))
  if (target === null) return refuse('request_malformed', 'path: not well formed')
  const { reference, version, action } = target
  c.set('route', action === 'metadata' ? '/v2/models/{model}' : `/v2/models/{model}/${action}`)
  const wanted = action === 'infer' ? 'POST' : 'GET'
  if (c.req.method !== wanted && !(wanted === 'GET' && c.req.method === 'HEAD')) {
    c.header('allow', wanted)
    return refuse('method_not_allowed', `${c.req.method}: this route takes ${wanted}`)
  }
  if (action === 'infer') return infer(c, room, reference, version)
  const full = version === null ? reference : `${reference}@${version}`
  if (action === 'metadata') return c.json(modelMetadata(reference, version, await findUsable(room, full)))
  const model = await findModel(room, full)
  const ready = model.hosts.length > 0 && model.interface !== null
  return c.json({ name: reference, ready }, ready ? 200 : 503)
}
