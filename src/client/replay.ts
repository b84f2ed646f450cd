// A model of this program's own as evidence: its outputs and, of a language model, its generations again. spec/verify.md, check 7.

import { fromHex } from '../core/bytes/index.ts'
import type { Engine, Session } from '../core/engine/types.ts'
import type { ExactModel } from '../core/graph/index.ts'
import { createFollower, decodeSampler } from '../core/language/index.ts'
import type { Evidence, Regenerate } from '../core/verify/index.ts'
import { languageOf } from './language/load.ts'

export type Replay = NonNullable<Evidence['replay']>

/** Rows of one step: a pass over prompt and answer in large blocks is what makes a replay cheap. */
const BLOCK_ROWS = 256

/** The model, whose identity has been derived from its bytes, in an engine. */
export async function replayWith(model: ExactModel, engine: Engine): Promise<Replay> {
  const session = await engine.load(model)
  const run: Replay['run'] = inputs => session.run(inputs)
  return model.language === null ? { model, run } : { model, run, regenerate: regenerateWith(model, session) }
}

/** Follows generations on a session of a language model. */
export function regenerateWith(model: ExactModel, session: Session): Regenerate {
  const language = languageOf(model, session)
  return async ({ prompt, sampler, seed, output, end }) => {
    const rules = { prompt, sampler: decodeSampler(sampler), seed: fromHex(seed) }
    const follower = createFollower(language, rules, { blockRows: BLOCK_ROWS })
    try {
      const pushed = await follower.push(output)
      const found = pushed.ok && end !== 'open' ? await follower.end(end === 'truncated') : pushed
      return found.ok ? { ok: true } : { ok: false, at: found.at, expected: found.expected }
    } finally {
      follower.close()
    }
  }
}
