// The native engine: large products by onnxruntime's integer kernels, everything else by the wasm engine's, the same bytes as
// the reference interpreter for every admissible model. spec/engines.md, "native"; why so: spec/decisions/engine-native.md.

import { checkInputs, type Engine, type Session, type WasmSession, wasmEngine } from '../../../core/engine/index.ts'
import { allocate, type ExactModel, elements, type IntTensor } from '../../../core/graph/index.ts'
import { startPool } from '../pool.ts'
import { exactnessOf } from './exactness.ts'
import { betterOnWasm, type Choice, planUnits } from './plan.ts'
import { prepare } from './prepare.ts'
import { SHARED_MACS } from './product.ts'
import { nativeRuntime } from './runtime.ts'
import { Helpers } from './threads/helpers.ts'

export interface NativeOptions {
  /** ASSAY_HOME: onnxruntime is looked for in `engines` below it, after this installation. */
  readonly home?: string
  /** Threads of a product; 1 unless stated. */
  readonly threads?: number
  /** Most bytes that one session may take, weights included; by default 2 GiB. */
  readonly memoryLimit?: number
  /** Bytes of activations to aim for: as many rows run together as fit; by default 16 MiB. One row always runs. */
  readonly workingMemory?: number
  /** Products of bytes in a call from which other threads are asked; by default 12 million, where they are worth it; 0: always. */
  readonly sharedWork?: number
  /** Other than `measured`, for tests. */
  readonly choice?: Choice
}

export interface NativeSession extends Session {
  /** How often units of each kind have run: tests assert that the fast path was taken. */
  readonly unitRuns: Readonly<Record<'segment' | 'product' | 'wasm', number>>
  /** Units of products that other threads have done. */
  helpedUnits(): number
  readonly memoryBytes: number
  readonly chunkRows: number
}

export interface NativeEngine extends Engine {
  load(model: ExactModel): Promise<NativeSession>
}

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
  return {
    name: 'native',
    version: `1+onnxruntime-${runtime.version}`,
    async load(model) {
      const plans = planUnits(model, exactness, choice, threads)
      if (choice === 'measured' && betterOnWasm(model, plans, threads)) return onWasm(await wasm.load(model))
      const variant = exactness.variant()
      // Nothing of onnxruntime is exact here: all of it runs on the wasm engine.
      if (variant === null) return onWasm(await wasm.load(model))
      const helpers =
        threads === 1 ? undefined : new Helpers(runtime, variant, threads - 1, options.sharedWork ?? SHARED_MACS)
      const settings = { runtime, variant, limit, working, ...(helpers === undefined ? {} : { helpers }) }
      return session(model, await prepare(model, plans, settings), helpers, () => tracer.load(model))
    },
  }
}

/** A session of the wasm engine as one of this engine: a unit that runs is the whole graph. */
function onWasm(whole: WasmSession): NativeSession {
  const unitRuns = { segment: 0, product: 0, wasm: 0 }
  const { memoryBytes, chunkRows } = whole
  return {
    unitRuns,
    helpedUnits: () => 0,
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

function session(
  model: ExactModel,
  { buffer, bytes, chunkRows, units, leaves, addressOf }: Awaited<ReturnType<typeof prepare>>,
  helpers: Helpers | undefined,
  loadTracer: () => Promise<Session>,
): NativeSession {
  const { ops } = model.graph
  const unitRuns = { segment: 0, product: 0, wasm: 0 }
  let closed = false
  let tracer: Promise<Session> | undefined

  function execute(inputs: readonly IntTensor[]): IntTensor[] {
    if (closed) throw new TypeError('session: closed')
    const rows = checkInputs(model.graph, inputs)
    helpers?.begin()
    const results = ops.map(op => (op.kind === 'output' ? allocate(op, rows) : undefined))
    for (let first = 0; first < rows; first += chunkRows) {
      const count = Math.min(chunkRows, rows - first)
      for (const [at, unit] of units.entries()) {
        const { plan } = unit
        if (plan.kind === 'input') {
          const op = ops[plan.id]!
          const row = elements(op.shape)
          const { data } = inputs[(op as { slot: number }).slot]!
          new Int16Array(buffer, addressOf(plan.id), row * count).set(data.subarray(first * row, (first + count) * row))
        } else {
          unit.run(count)
          unitRuns[plan.kind]++
        }
        for (const id of leaves[at]!) {
          const row = elements(ops[id]!.shape)
          results[id]?.data.set(new Int16Array(buffer, addressOf(id), row * count), first * row)
        }
      }
    }
    return results.filter(tensor => tensor !== undefined)
  }

  return {
    unitRuns,
    helpedUnits: () => helpers?.helped ?? 0,
    memoryBytes: bytes,
    chunkRows,
    run: async inputs => execute(inputs),
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
