// What a replay of a run would take here, and what an audit: measured on the first rows of the run itself, so that the cheaper one is made.
// spec/audit.md, "The cheaper way".

import { adviseOn, auditRun } from '../../core/audit/index.ts'
import type { Engine, Session } from '../../core/engine/index.ts'
import { unwrap } from '../../core/errors/index.ts'
import { type ExactModel, elements, type IntTensor, workOf } from '../../core/graph/index.ts'
import { adviceBytes } from './advice.ts'
import { isGuided } from './evidence.ts'

/** Milliseconds that each way takes, and what is fetched for an audit. */
export interface Costs {
  readonly replayMs: number
  /** Without what fetching takes. */
  readonly auditMs: number
  readonly fetchMs: number
  readonly adviceBytes: number
}

export interface CostOptions {
  readonly replay: Engine
  readonly audit: Engine
  /** Bytes of advice that come in a millisecond. */
  readonly bytesPerMs: number
  readonly now: () => number
}

/** Below so many rows a pass over all weights saves nothing: a replay meets them not much more often. */
export const FEWEST_ROWS = 16
/** One row more than this of a run is measured. */
const PROBED_ROWS = 8

const firstRows = (tensor: IntTensor, rows: number): IntTensor =>
  ({ ...tensor, rows, data: tensor.data.slice(0, rows * elements(tensor.shape)) }) as IntTensor

/** What is not checked at a challenge, of all that a row takes. */
function restOf({ graph }: ExactModel): number {
  const all = workOf(graph)
  return 1 - workOf(graph, ({ kind }) => kind === 'linear' || kind === 'conv') / all
}

/**
 * Measures a run of one row and one of a few more, and the audit of the first row, whose advice is computed here. Rows of a sequence cost more
 * the later they are, in both ways alike.
 */
export async function measureCosts(
  model: ExactModel,
  inputs: readonly IntTensor[],
  { replay, audit, bytesPerMs, now }: CostOptions,
): Promise<Costs> {
  const { rows } = inputs[0]!
  const probed = Math.min(rows, 1 + PROBED_ROWS)
  const part = (count: number): IntTensor[] => inputs.map(tensor => firstRows(tensor, count))
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const from = now()
    await work()
    return now() - from
  }
  return using(await replay.load(model), async replays =>
    using(await audit.load(model), async audits => {
      if (!isGuided(audits)) throw new TypeError('audit: an engine whose sessions cannot be guided')
      const one = part(1)
      const oneMs = await timed(() => replays.run(one))
      const moreMs = await timed(() => replays.run(part(probed)))
      const rowMs = probed === 1 ? oneMs : Math.max(0, moreMs - oneMs) / (probed - 1)
      const { advice } = await adviseOn(model, audits, one)
      const seed = new Uint8Array(32)
      const foldMs = await timed(async () => unwrap(await auditRun(model, audits, { inputs: one, advice }, seed)))
      const bytes = adviceBytes(model, rows)
      return {
        replayMs: oneMs + rowMs * (rows - 1),
        auditMs: foldMs + rowMs * restOf(model) * (rows - 1),
        fetchMs: bytes / bytesPerMs,
        adviceBytes: bytes,
      }
    }),
  )
}

async function using<S extends Session, T>(session: S, work: (session: S) => Promise<T>): Promise<T> {
  try {
    return await work(session)
  } finally {
    session.close()
  }
}
