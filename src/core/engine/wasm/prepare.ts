// From a model to a memory that is ready to run it: layout, refusal beyond the limit, weights and parameters in place.

import { refuse } from '../../errors/index.ts'
import type { ExactModel } from '../../graph/index.ts'
import { bind, type Modules } from './bind.ts'
import { type PageLayout, pageLayout } from './causal/layout.ts'
import { type CausalPlan, causalPlan } from './causal/plan.ts'
import { type CausalWords, reserveWords } from './causal/rows.ts'
import { firstByte, type Kernels, makeMemory, plainModule } from './kernels.ts'
import { type ArenaPlan, FixedRegion, ownersOf, planArena, roundUp } from './memory.ts'
import { relaxedKernels, sharedRelaxedKernels } from './relaxed.ts'
import { hasNarrow } from './steps/gemm.ts'
import { type Step, scratchBytes, stepsOf } from './steps/index.ts'
import { CONTROL_BYTES } from './threads/control.ts'

const MAX_CHUNK_ROWS = 256
/** Pages of sequences begin at multiples of a cache line. */
const LINE = 64

export interface PrepareOptions {
  /** Most bytes, and bytes of activations to aim for. */
  readonly limit: number
  readonly working: number
  /** Relaxed products where they are exact. */
  readonly relaxed?: boolean
  /** Threads beside the caller's that will work on the memory. */
  readonly helpers?: number
}

/** What a causal graph has beside. */
export interface PreparedCausal {
  readonly plan: CausalPlan
  readonly layout: PageLayout
  readonly words: CausalWords
  /** Most rows that are asked for together. */
  readonly lateRows: number
  /** Where pages begin: memory grows from here. */
  readonly pagesAt: number
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
  readonly causal: PreparedCausal | undefined
  /** What helpers need: the words of threads/control.ts, and a workspace for each. */
  readonly control: number
  readonly workspaces: number
  readonly workspaceBytes: number
  /** Where op `id` leaves its output. */
  addressOf(id: number): number
}

interface Chunks {
  readonly arena: ArenaPlan
  readonly chunkRows: number
  /** Of a causal graph: rows that are asked for together. */
  readonly lateRows: number
}

/** As many rows together as fit `working` bytes; one row always does. */
function chunksOf({ graph }: ExactModel, plan: CausalPlan | undefined, working: number): Chunks {
  const scratch = (id: number, rows: number): number => scratchBytes(graph, id, rows)
  const single = planArena(graph, 1, scratch)
  if (plan === undefined) {
    const chunkRows = Math.max(1, Math.min(MAX_CHUNK_ROWS, Math.floor(working / single.bytes)))
    return { arena: chunkRows === 1 ? single : planArena(graph, chunkRows, scratch), chunkRows, lateRows: chunkRows }
  }
  const { early, order, crossing } = plan
  // Outputs are read when all late ops have run, whichever came last.
  const owner = ownersOf(graph)
  const outputs = graph.ops.flatMap((op, id) => (op.kind === 'output' ? [owner[id]!] : []))
  const arenaOf = (rows: number, lateRows: number): ArenaPlan => {
    const rowsOf = (id: number): number => (early[id] ? rows : lateRows)
    return planArena(graph, rows, scratch, { order, lasting: [...crossing, ...outputs], rowsOf })
  }
  // Half for all rows, the rest for those that are asked for: logits are long.
  let chunkRows = MAX_CHUNK_ROWS
  while (chunkRows > 1 && arenaOf(chunkRows, 1).bytes > working / 2) chunkRows /= 2
  let lateRows = chunkRows
  while (lateRows > 1 && arenaOf(chunkRows, lateRows).bytes > working) lateRows /= 2
  return { arena: arenaOf(chunkRows, lateRows), chunkRows, lateRows }
}

/** Memory of `bytes` that can grow to `most`, or to what the machine lets it; null where it does not give `bytes`. */
function memoryOf(bytes: number, isShared: boolean, most: number): WebAssembly.Memory | null {
  for (let end = most; ; end = Math.max(bytes, end / 2)) {
    try {
      return makeMemory(bytes, isShared, end)
    } catch {
      if (end <= bytes) return null
    }
  }
}

/** Refuses (`memory_exceeded`) what needs more than the limit. */
export async function prepare(model: ExactModel, options: PrepareOptions): Promise<Prepared> {
  const { graph } = model
  const { limit, working, helpers = 0 } = options
  const isShared = helpers > 0
  const isWanted = options.relaxed === true && hasNarrow(graph)
  const relaxed = isWanted ? await (isShared ? sharedRelaxedKernels() : relaxedKernels()) : null
  const modules = { plain: await plainModule(isShared), relaxed }
  const { base, workspaceBytes: ownBytes } = await firstByte()
  const arenaAt = roundUp(base)
  const plan = causalPlan(graph)
  const { arena, chunkRows, lateRows } = chunksOf(model, plan, working)
  const addressOf = (id: number): number => arenaAt + arena.offsets[id]!

  const fixed = new FixedRegion(arenaAt + arena.bytes)
  const layout = plan === undefined ? undefined : pageLayout(graph, plan.context)
  const workspaceBytes = roundUp(ownBytes) + (layout?.workspaceBytes ?? 0)
  // The caller's thread has its place in the module, but not for what an attention keeps.
  const workspace = layout === undefined ? undefined : fixed.reserve(workspaceBytes)
  const control = isShared ? fixed.reserve(CONTROL_BYTES) : 0
  const workspaces = fixed.reserve(helpers * workspaceBytes)
  const isEarly = (id: number): boolean => plan?.early[id] === true
  const words = layout && reserveWords(fixed, layout, chunkRows, lateRows, isEarly)
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
      chunkRows: plan === undefined || isEarly(id) ? chunkRows : lateRows,
      relaxed,
      causal: words,
    }
    const made = stepsOf(model, place, fixed)
    check()
    return made
  })
  const pagesAt = Math.ceil(fixed.end / LINE) * LINE
  const memory = memoryOf(pagesAt, isShared, layout === undefined ? pagesAt : limit)
  if (memory === null)
    return refuse('memory_exceeded', `the machine does not give ${fixed.end} bytes of memory`, facts())
  fixed.write(memory.buffer)
  const kernels = { memory, ...bind(modules, memory, workspace) }
  const places = { control, workspaces, workspaceBytes }
  const causal = plan && layout && words && { plan, layout, words, lateRows, pagesAt }
  return { kernels, modules, buffer: memory.buffer, arenaAt, arena, chunkRows, steps, causal, ...places, addressOf }
}
