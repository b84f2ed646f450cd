// From a model to a memory that is ready to run it: layout, refusal beyond the limit, weights and parameters in place.

import { refuse } from '../../errors/index.ts'
import type { ExactModel } from '../../graph/index.ts'
import { instantiate, type Kernels, type Relaxed } from './kernels.ts'
import { type ArenaPlan, FixedRegion, planArena, roundUp } from './memory.ts'
import { type Step, scratchBytes, stepsOf } from './steps/index.ts'

const PAGE = 65_536
const MAX_CHUNK_ROWS = 256

export interface Prepared {
  readonly kernels: Kernels
  readonly buffer: ArrayBuffer
  /** First byte of the activations, and how they are laid out from there. */
  readonly arenaAt: number
  readonly arena: ArenaPlan
  /** Most rows that the layout holds. */
  readonly chunkRows: number
  /** Per op, what runs; none for ops that only rename. */
  readonly steps: readonly (readonly Step[])[]
  /** Where op `id` leaves its output. */
  addressOf(id: number): number
}

/** Refuses (`memory_exceeded`) what needs more than `limit` bytes. Aims for `working` bytes of activations. */
export async function prepare(
  model: ExactModel,
  limit: number,
  working: number,
  relaxed: Relaxed | null = null,
): Promise<Prepared> {
  const { graph } = model
  const kernels = await instantiate(relaxed)
  const arenaAt = roundUp(kernels.base)
  const plan = (rows: number): ArenaPlan => planArena(graph, rows, (id, n) => scratchBytes(graph, id, n))
  const single = plan(1)
  const chunkRows = Math.max(1, Math.min(MAX_CHUNK_ROWS, Math.floor(working / single.bytes)))
  const arena = chunkRows === 1 ? single : plan(chunkRows)
  const addressOf = (id: number): number => arenaAt + arena.offsets[id]!

  const fixed = new FixedRegion(arenaAt + arena.bytes)
  const facts = () => ({ facts: { needed: fixed.end, limit } })
  const check = (): void => {
    if (fixed.end > limit) {
      refuse('memory_exceeded', `the model needs ${fixed.end} bytes of memory or more, ${limit} are allowed`, {
        hint: 'Raise memoryLimit, or run it on another engine.',
        ...facts(),
      })
    }
  }
  check()
  const steps = graph.ops.map((op, id) => {
    const scratch = arena.scratch[id]!
    const place = {
      id,
      inputs: op.inputs.map(addressOf),
      out: addressOf(id),
      scratch: scratch < 0 ? 0 : arenaAt + scratch,
      chunkRows,
      relaxed: relaxed !== null,
    }
    const made = stepsOf(model, place, fixed)
    check()
    return made
  })
  const { memory } = kernels
  const missing = Math.ceil(fixed.end / PAGE) - memory.buffer.byteLength / PAGE
  try {
    if (missing > 0) memory.grow(missing)
  } catch {
    refuse('memory_exceeded', `the machine does not give ${fixed.end} bytes of memory`, facts())
  }
  fixed.write(memory.buffer)
  return { kernels, buffer: memory.buffer, arenaAt, arena, chunkRows, steps, addressOf }
}
