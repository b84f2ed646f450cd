// Is the process up, is it ready to answer, how is it doing: spec/gateway.md, "Health". Never behind admission.

import { WorldError } from '../core/errors/index.ts'
import type { Call, Room } from './room.ts'
import { within } from './time.ts'

/** Ready or not within two seconds; a backend that fails or hangs is not. */
async function isReady(c: Call, { backend }: Room): Promise<boolean> {
  return within(2000, c.req.raw.signal, () => backend.ready()).catch(error => {
    if (error instanceof WorldError) return false
    throw error
  })
}

/** GET /healthz */
export const healthz = (c: Call, { backend }: Room): Response => c.json({ ok: true, node: backend.node })

/** GET /readyz */
export async function readyz(c: Call, room: Room): Promise<Response> {
  const ok = await isReady(c, room)
  return c.json({ ok, node: room.backend.node }, ok ? 200 : 503)
}

/** GET /v2/health/live */
export const live = (c: Call): Response => c.json({ live: true })

/** GET /v2/health/ready */
export async function ready(c: Call, room: Room): Promise<Response> {
  const ok = await isReady(c, room)
  return c.json({ ready: ok }, ok ? 200 : 503)
}

/** GET /metrics */
export async function getMetrics(c: Call, { metrics, settings }: Room): Promise<Response> {
  const own = await metrics.text()
  const more = settings.metrics === null ? '' : await settings.metrics()
  return c.body(`${own}${more}`, 200, { 'content-type': metrics.contentType })
}
