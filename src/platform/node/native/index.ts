// The native engine: large products by onnxruntime's integer kernels, everything else by the wasm engine's, the same bytes as
// the reference interpreter for every admissible model. spec/engines.md, "native"; why so: spec/decisions/engine-native.md.

import {
  checkInputs,
  type Engine,
  type Session,
  type WasmCausalSession,
  type WasmSession,
  wasmEngine,
} from '../../../core/engine/index.ts'
import { RefusalError } from '../../../core/errors/index.ts'
import { allocate, contextOf, type ExactModel, type IntTensor } from '../../../core/graph/index.ts'
import { startPool } from '../pool.ts'
import { type CausalNative, loadCausal } from './causal/load.ts'
import { planCausal } from './causal/plan.ts'
import { exactnessOf } from './exactness.ts'
import { execute, noRuns, type UnitRuns } from './execute.ts'
import { betterOnWasm, type Choice, planUnits } from './plan.ts'
import { type Prepared, prepare } from './prepare.ts'
import { SHARED_MACS } from './product.ts'
import { nativeRuntime } from './runtime.ts'
import { Helpers, type RowsJob } from './threads/helpers.ts'

export interface NativeOptions {
  /** ASSAY_HOME: onnxruntime is looked for in `engines` below it, after this installation. */
  readonly home?: string
  /** Threads of a product; 1 unless stated. */
  readonly threads?: number
  /** Most bytes that one session may take, weights included; by default 2 GiB. */
  readonly memoryLimit?: number
  /** Bytes of activations to aim for: as many rows run together as fit; by default 16 MiB. One row always runs. */
  readonly workingMemory?: number
  /**
   * Products of bytes in a call from which other threads are asked; by default 12 million, where they are worth it; 0: always.
   * Of a causal graph: products and values of a step, by default 4 million.
   */
  readonly sharedWork?: number
  /** Other than `measured`, for tests. */
  readonly choice?: Choice
}

export interface NativeSession extends Session {
  /** How often units of each kind have run: tests assert that the fast path was taken. */
  readonly unitRuns: Readonly<UnitRuns>
  /** Units that other threads have done: positions of products, and rows of the whole graph. */
  readonly helped: Readonly<Record<'positions' | 'rows', number>>
  readonly memoryBytes: number
  readonly chunkRows: number
}

/** A session of a causal graph. */
export interface NativeCausalSession
  extends NativeSession,
    Pick<WasmCausalSession, 'context' | 'open' | 'step' | 'cache' | 'rowsRun'> {}

export interface NativeEngine extends Engine {
  /** Of a causal graph a NativeCausalSession. */
  load(model: ExactModel): Promise<NativeSession>
}

/** Products and values of a step of a causal graph from which threads are called: as in the wasm engine. */
const SHARED_STEP = 4_000_000

const NOT_HELPED = { positions: 0, rows: 0 }

/** Throws `runtime_missing` where onnxruntime is not installed. Where its products are not exact, the wasm engine runs all. */
export function nativeEngine(options: NativeOptions = {}): NativeEngine {
  const threads = options.threads ?? 1
  if (!Number.isSafeInteger(threads) || threads < 1 || threads > 64) throw new RangeError(`threads: ${options.threads}`)
  const runtime = nativeRuntime(options.home)
  const exactness = exactnessOf(runtime)
  const choice = options.choice ?? 'measured'
  const limit = Math.min(options.memoryLimit ?? 2 ** 31, 2 ** 32 - 65_536)
  const working = options.workingMemory ?? 2 ** 24
  const wasm = wasmEngine({ memoryLimit: limit, workingMemory: working, threads, pool: startPool })
  const tracer = wasmEngine({ memoryLimit: limit })

  async function loadSequences(model: ExactModel): Promise<NativeCausalSession> {
    const planned = planCausal(model, choice)
    const variant = planned.length === 0 ? null : exactness.variant()
    if (variant !== null) {
      const { sharedWork = SHARED_STEP } = options
      const settings = {
        runtime,
        variant,
        limit,
        working,
        threads,
        sharedWork,
      }
      try {
        return withProducts(await loadCausal(model, planned, settings))
      } catch (error) {
        // Without a second copy of the weights there is room, perhaps.
        const isFull = error instanceof RefusalError && error.code === 'memory_exceeded'
        if (!isFull || choice !== 'measured') throw error
      }
    }
    return onWasmCausal((await wasm.load(model)) as WasmCausalSession)
  }

  return {
    name: 'native',
    version: `1+onnxruntime-${runtime.version}`,
    async load(model) {
      if (contextOf(model.graph) !== null) return loadSequences(model)
      const plans = planUnits(model, exactness, choice, threads)
      if (choice === 'measured' && betterOnWasm(model, plans, threads)) return onWasm(await wasm.load(model))
      const variant = exactness.variant()
      // Nothing of onnxruntime is exact here: all of it runs on the wasm engine.
      if (variant === null) return onWasm(await wasm.load(model))
      const helpers =
        threads === 1
          ? undefined
          : new Helpers({ exactness, choice, size: threads - 1, least: options.sharedWork ?? SHARED_MACS })
      const settings = { runtime, variant, limit, working, threads, ...(helpers === undefined ? {} : { helpers }) }
      return session(model, await prepare(model, plans, settings), helpers, () => tracer.load(model))
    },
  }
}

/** A session of the wasm engine as one of this engine: a unit that runs is the whole graph. */
function onWasm(whole: WasmSession, unitRuns = noRuns()): NativeSession {
  const { memoryBytes, chunkRows } = whole
  return {
    unitRuns,
    helped: NOT_HELPED,
    memoryBytes,
    chunkRows,
    run(inputs) {
      unitRuns.wasm++
      return whole.run(inputs)
    },
    trace: inputs => whole.trace(inputs),
    close: () => whole.close(),
  }
}

/** A causal session with products: positions that threads have done are units of its kernels and products. */
const withProducts = (causal: CausalNative): NativeCausalSession => ({
  ...causal,
  get memoryBytes() {
    return causal.memoryBytes
  },
  get helped() {
    return { positions: causal.helpedUnits(), rows: 0 }
  },
})

/** The same of a causal graph: a unit that runs is a step. */
function onWasmCausal(whole: WasmCausalSession): NativeCausalSession {
  const unitRuns = noRuns()
  const { helped, chunkRows, run, trace, close } = onWasm(whole, unitRuns)
  const { context, cache, rowsRun } = whole
  return {
    ...{ unitRuns, helped, chunkRows, run, trace, close, context, cache, rowsRun },
    get memoryBytes() {
      return whole.memoryBytes
    },
    open: () => whole.open(),
    step(parts) {
      unitRuns.wasm++
      return whole.step(parts)
    },
  }
}

function session(
  model: ExactModel,
  prepared: Prepared,
  helpers: Helpers | undefined,
  loadTracer: () => Promise<Session>,
): NativeSession {
  const { bytes, chunkRows, units } = prepared
  const unitRuns = noRuns()
  let closed = false
  let tracer: Promise<Session> | undefined

  function run(inputs: readonly IntTensor[]): IntTensor[] {
    if (closed) throw new TypeError('session: closed')
    const rows = checkInputs(model.graph, inputs)
    const results = model.graph.ops.flatMap((op, id) =>
      op.kind === 'output' ? [[id, allocate(op, rows)] as const] : [],
    )
    const job: RowsJob = {
      inputs: inputs.map(({ data }) => data),
      results: new Map(results.map(([id, { data }]) => [id, data])),
      rows,
      compute: (first, count) => execute(model, prepared, job.inputs, job.results, first, count, unitRuns),
    }
    if (helpers === undefined) job.compute(0, rows)
    else {
      helpers.begin(rows)
      helpers.runRows(job)
    }
    return results.map(([, tensor]) => tensor)
  }

  return {
    unitRuns,
    helped: helpers?.helped ?? NOT_HELPED,
    memoryBytes: bytes,
    chunkRows,
    run: async inputs => run(inputs),
    // A trace shows every op's output, which segments and products do not leave: it is the wasm engine's, byte for byte.
    async trace(inputs) {
      if (closed) throw new TypeError('session: closed')
      tracer ??= loadTracer()
      return (await tracer).trace(inputs)
    },
    close() {
      if (closed) return
      closed = true
      helpers?.close()
      for (const unit of units) unit.release()
      void tracer?.then(one => one.close())
    },
  }
}
