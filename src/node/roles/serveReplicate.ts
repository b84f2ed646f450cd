// /assay/replicate/1: asks a host to fetch and keep a registered model. spec/wire.md, "Replication". Anyone may ask; only
// what the model registry names is fetched, within the host's own limits, and the asker is tried first as its source.

import { z } from 'zod'
import { type Hex, isHex } from '../../core/bytes/index.ts'
import { RefusalError, refuse } from '../../core/errors/index.ts'
import type { Context } from '../context.ts'
import { type Served, serveJson } from '../net/index.ts'
import type { Hosting } from './host.ts'

export const REPLICATE_PROTOCOL = '/assay/replicate/1'

const question = z.strictObject({
  modelId: z.custom<Hex>(value => isHex(value, 32)),
  cid: z.string().max(128),
})

export function serveReplicate(context: Context, hosting: Hosting): Promise<Served> {
  const { chain, host, signal } = context
  const limits = { requestCap: 4096, answerCap: 4096, timeoutMs: 600_000, maxConcurrent: 4, maxPerPeer: 2 }
  return serveJson(host, REPLICATE_PROTOCOL, limits, async (value, { peer }) => {
    const parsed = question.safeParse(value)
    if (!parsed.success) return refuse('request_malformed', 'replicate: {modelId, cid} expected')
    const { modelId, cid } = parsed.data
    const registered = (): boolean =>
      chain.registry().models.some(model => model.modelId === modelId && model.cid === cid)
    // It may have been registered a moment ago.
    if (!registered()) await chain.catchUp()
    if (!registered()) refuse('model_not_registered', 'replicate: no registration names this model and CID')
    const done = await hosting.replicate(modelId, cid, [peer], signal)
    if (!done.ok) throw new RefusalError(done.code, done.message)
    return { held: true }
  })
}
