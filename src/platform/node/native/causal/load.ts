// A causal graph by the native engine: sessions, pages and every kernel are the wasm engine's, and in its steps linear ops with positions
// enough are products of onnxruntime. spec/engines.md, "native".

import type { WasmCausalSession } from '../../../../core/engine/index.ts'
import { causalSession, type Runner } from '../../../../core/engine/wasm/causal/session.ts'
import { prepare } from '../../../../core/engine/wasm/prepare.ts'
import { Crew } from '../../../../core/engine/wasm/threads/crew.ts'
import { refuse, WorldError } from '../../../../core/errors/index.ts'
import { type ExactModel, workOf } from '../../../../core/graph/index.ts'
import { startPool } from '../../pool.ts'
import type { Runtime } from '../binding.ts'
import { noRuns, type UnitRuns } from '../execute.ts'
import { THREAD } from '../generated/thread.ts'
import type { Variant } from '../matrix.ts'
import type { ProductsMessage } from './message.ts'
import { type CausalProduct, positionsOf } from './plan.ts'
import { asProduct, type ProductPlace, Products, productBytes, withProducts } from './products.ts'

/** Most rows of a pass: ../../../../core/engine/wasm/prepare.ts. Fewer need less. */
const MOST_ROWS = 256

/** The longest that threads may take to load. */
const LOAD_MS = 120_000

/** Threads stay with a session so long after a step: as in the wasm engine. */
const LINGER_MS = 5

export interface CausalOptions {
  readonly runtime: Runtime
  readonly variant: Variant
  /** Most bytes, and bytes of activations to aim for. */
  readonly limit: number
  readonly working: number
  readonly threads: number
  /** Products and values of a step from which threads are called. */
  readonly sharedWork: number
}

/** What a session of the wasm engine would be, and how often units of each kind have run. */
export interface CausalNative
  extends Pick<WasmCausalSession, 'context' | 'open' | 'step' | 'cache' | 'rowsRun' | 'run' | 'trace'> {
  readonly unitRuns: Readonly<UnitRuns>
  readonly chunkRows: number
  readonly memoryBytes: number
  helpedUnits(): number
  close(): void
}

/** Refuses (`memory_exceeded`) what needs more than the limit, pages for one sequence of the whole context included. */
export async function loadCausal(
  model: ExactModel,
  planned: readonly CausalProduct[],
  { runtime, variant, limit, working, threads, sharedWork }: CausalOptions,
): Promise<CausalNative> {
  const { graph } = model
  const helpers = threads - 1
  const mostOf = ({ line }: CausalProduct, rows: number): number => rows * positionsOf(line)
  const bytesFor = (rows: number): number => {
    const own = productBytes(
      planned.map(one => ({ line: one.line, most: mostOf(one, rows) })),
      threads,
    )
    return threads * own + (helpers === 0 ? 0 : model.weights.length)
  }
  const outside = bytesFor(MOST_ROWS)
  const check = (needed: number): void => {
    if (needed > limit)
      refuse('memory_exceeded', `the model needs ${needed} bytes of memory or more, ${limit} are allowed`, {
        hint: 'Raise memoryLimit, or run it on another engine.',
        facts: { needed, limit },
      })
  }
  check(outside)
  const prepared = await prepare(model, { limit: limit - outside, working, relaxed: true, helpers })
  const { kernels, steps, addressOf, chunkRows } = prepared
  const causal = prepared.causal!
  check(outside + causal.pagesAt + causal.layout.most * causal.layout.bytes)
  const { memory } = kernels

  const places = planned.map((one): ProductPlace => {
    const { line } = one
    const { id, op } = line
    const most = mostOf(one, causal.plan.early[id] === true ? chunkRows : causal.lateRows)
    return { line, parameters: steps[id]![0]!.parameters, x: addressOf(op.inputs[0]!), y: addressOf(id), most }
  })
  const choices = new Map(
    planned.map(({ line, from }, i) => [places[i]!.parameters, { from, positions: positionsOf(line) }]),
  )

  let products: Products | undefined
  // Threads of its own: one that ends while it has onnxruntime load or let go would end the process.
  const crew = helpers === 0 ? undefined : new Crew(startPool, THREAD, helpers)
  const bound = { ...kernels, divided: withProducts(kernels.divided, () => products!) }
  const shift = crew?.open(bound, { ...prepared, memory, lingerMs: LINGER_MS })
  try {
    const ready = new Int32Array(new SharedArrayBuffer(4))
    if (crew !== undefined && shift !== undefined) {
      const weights = new Uint8Array(new SharedArrayBuffer(model.weights.length))
      weights.set(model.weights)
      const { directory, version } = runtime
      const message: ProductsMessage = {
        ...{ kind: 'products', session: shift.session, directory, version, variant, threads, ready },
        model: { ...model, weights },
        places: places.map(({ line, ...place }) => ({ ...place, id: line.id })),
      }
      crew.post(message)
    }
    products = new Products({ model, places, memory, threads, runtime, variant })
    waitFor(ready, helpers)
  } catch (error) {
    shift?.close()
    products?.release()
    throw error
  }
  const own = products

  const unitRuns = noRuns()
  const work = workOf(graph)
  let helped: typeof shift
  const runner: Runner = {
    begin(rows) {
      helped = work * rows >= sharedWork ? shift : undefined
      helped?.begin()
    },
    run(kernel, parameters, rows) {
      const choice = choices.get(parameters)
      const count = rows * (choice?.positions ?? 0)
      if (choice !== undefined && count >= choice.from) {
        if (helped?.share(kernel, asProduct(parameters), count) !== true) own.run(parameters, count)
        unitRuns.product++
        return
      }
      if (helped?.share(kernel, parameters, rows) !== true) kernels.run[kernel](parameters, rows)
      unitRuns.wasm++
    },
    end: () => helped?.end(),
  }
  const session = causalSession(graph, prepared, causal, limit - outside, runner)
  let closed = false
  return {
    ...session,
    unitRuns,
    chunkRows,
    get memoryBytes() {
      return memory.buffer.byteLength + outside
    },
    helpedUnits: () => shift?.helpedUnits() ?? 0,
    close() {
      if (closed) return
      closed = true
      session.close()
      shift?.close()
      own.release()
    },
  }
}

/** Waits until so many threads have loaded. */
function waitFor(ready: Int32Array, threads: number): void {
  const end = performance.now() + LOAD_MS
  for (let n = Atomics.load(ready, 0); n < threads; n = Atomics.load(ready, 0))
    if (Atomics.wait(ready, 0, n, Math.max(0, end - performance.now())) === 'timed-out')
      throw new WorldError('runtime_failed', 'a thread of the native engine does not load', { hint: 'Use one thread.' })
}
