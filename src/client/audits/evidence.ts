// An audit as evidence for verify(): the run of a receipt, checked on the advice of its executor. spec/audit.md; spec/verify.md, check 8.

import { type Advice, auditRun, type ExactGuarantee, soundnessBits, VECTORS } from '../../core/audit/index.ts'
import type { Engine, GuidedSession, Session } from '../../core/engine/index.ts'
import { unwrap } from '../../core/errors/index.ts'
import { type ExactModel, type IntTensor, languagePorts } from '../../core/graph/index.ts'
import { tensorOfTokens } from '../../core/receipt/index.ts'
import type { Evidence } from '../../core/verify/index.ts'
import { regenerateWith } from '../replay.ts'
import { passSession } from './pass.ts'

export type AuditEvidence = NonNullable<Evidence['audit']>

const SEED_BYTES = 32

export const isGuided = (session: Session): session is GuidedSession => 'runWith' in session

/**
 * The audit of one run, on all of its advice: that is here before the seed is drawn. `said` hears what a passed audit guarantees. The engine's
 * sessions can be guided (TypeError).
 */
export function auditEvidence(
  model: ExactModel,
  engine: Engine,
  advice: readonly Advice[],
  random: (length: number) => Uint8Array,
  said?: (guarantee: ExactGuarantee) => void,
): AuditEvidence {
  async function run(inputs: readonly IntTensor[]): Promise<readonly IntTensor[]> {
    const session = await engine.load(model)
    try {
      if (!isGuided(session)) throw new TypeError('audit: an engine whose sessions cannot be guided')
      const { outputs, guarantee } = unwrap(await auditRun(model, session, { inputs, advice }, random(SEED_BYTES)))
      said?.(guarantee)
      return outputs
    } finally {
      session.close()
    }
  }
  const common = { model, run, bits: soundnessBits(VECTORS.fresh) }
  if (model.language === null) return common
  const { context } = languagePorts(model)
  return {
    ...common,
    async regenerate(generation) {
      const { prompt, output } = generation
      const inputs = [tensorOfTokens([...prompt, ...output.slice(0, -1)]).tensor]
      const session = passSession(inputs, await run(inputs), context)
      return regenerateWith(model, session)(generation)
    },
  }
}
