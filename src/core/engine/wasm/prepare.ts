// From a model to a memory that is ready to run it: layout, refusal beyond the limit, weights and parameters in place.

import { refuse } from '../../errors/index.ts'
import type { ExactModel } from '../../graph/index.ts'
import { bind, type Modules } from './bind.ts'
import { firstByte, type Kernels, makeMemory, plainModule } from './kernels.ts'
import { type ArenaPlan, FixedRegion, planArena, roundUp } from './memory.ts'
import { relaxedKernels, sharedRelaxedKernels } from './relaxed.ts'
import { hasNarrow } from './steps/gemm.ts'
import { type Step, scratchBytes, stepsOf } from './steps/index.ts'
import { CONTROL_BYTES } from './threads/control.ts'

const MAX_CHUNK_ROWS = 256

export interface PrepareOptions {
  /** Most bytes, and bytes of activations to aim for. */
  readonly limit: number
  readonly working: number
  /** Relaxed products where they are exact. */
  readonly relaxed?: boolean
  /** Threads beside the caller's that will work on the memory. */
  readonly helpers?: number
}

export interface Prepared {
  readonly kernels: Kernels
  readonly modules: Modules
  readonly buffer: ArrayBuffer
  /** First byte of the activations, and how they are laid out from there. */
  readonly arenaAt: number
  readonly arena: ArenaPlan
  /** Most rows that the layout holds. */
  readonly chunkRows: number
  /** Per op, what runs; none for ops that only rename. */
  readonly steps: readonly (readonly Step[])[]
  /** What helpers need: the words of threads/control.ts, and a workspace for each. */
  readonly control: number
  readonly workspaces: number
  readonly workspaceBytes: number
  /** Where op `id` leaves its output. */
  addressOf(id: number): number
}

/** Refuses (`memory_exceeded`) what needs more than the limit. */
export async function prepare(model: ExactModel, options: PrepareOptions): Promise<Prepared> {
  const { graph } = model
  const { limit, working, helpers = 0 } = options
  const isShared = helpers > 0
  const isWanted = options.relaxed === true && hasNarrow(graph)
  const relaxed = isWanted ? await (isShared ? sharedRelaxedKernels() : relaxedKernels()) : null
  const modules = { plain: await plainModule(isShared), relaxed }
  const { base, workspaceBytes } = await firstByte()
  const arenaAt = roundUp(base)
  const plan = (rows: number): ArenaPlan => planArena(graph, rows, (id, n) => scratchBytes(graph, id, n))
  const single = plan(1)
  const chunkRows = Math.max(1, Math.min(MAX_CHUNK_ROWS, Math.floor(working / single.bytes)))
  const arena = chunkRows === 1 ? single : plan(chunkRows)
  const addressOf = (id: number): number => arenaAt + arena.offsets[id]!

  const fixed = new FixedRegion(arenaAt + arena.bytes)
  const control = isShared ? fixed.reserve(CONTROL_BYTES) : 0
  const workspaces = fixed.reserve(helpers * workspaceBytes)
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
      relaxed,
    }
    const made = stepsOf(model, place, fixed)
    check()
    return made
  })
  let memory: WebAssembly.Memory
  try {
    memory = makeMemory(fixed.end, isShared)
  } catch {
    return refuse('memory_exceeded', `the machine does not give ${fixed.end} bytes of memory`, facts())
  }
  fixed.write(memory.buffer)
  const kernels = { memory, ...bind(modules, memory) }
  const places = { control, workspaces, workspaceBytes }
  return { kernels, modules, buffer: memory.buffer, arenaAt, arena, chunkRows, steps, ...places, addressOf }
}
