// The wasm engine: integer kernels on 128-bit vectors, the same bytes as the reference interpreter for every admissible
// model, on one thread or several. What it needs is laid out when a model is loaded; a run allocates nothing but its
// results, and pages for sequences of a causal graph (causal/). Why it is built so: spec/decisions/engine-wasm.md.

import { allocate, type ExactModel, elements, type IntTensor, type Op, workOf } from '../../graph/index.ts'
import { checkInputs } from '../inputs.ts'
import type { StartPool } from '../pool.ts'
import type { Engine, GuidedSession, Instead } from '../types.ts'
import { type CacheFacts, causalSession, type Runner, type WasmCausal } from './causal/session.ts'
import { THREAD } from './generated/thread.ts'
import { KERNEL_NAMES, type KernelName } from './names.ts'
import { type PrepareOptions, prepare } from './prepare.ts'
import type { Step } from './steps/index.ts'
import { accumulate } from './sums.ts'
import { MOST_THREADS } from './threads/control.ts'
import { Crew } from './threads/crew.ts'

export interface WasmOptions {
  /** Most bytes of memory that one session may take, weights included; at most 4 GiB, by default 2 GiB. */
  readonly memoryLimit?: number
  /** Bytes of activations to aim for: as many rows run together as fit; by default 16 MiB. One row always runs. */
  readonly workingMemory?: number
  /** Use relaxed dot products where the runtime has them and a test finds them exact; by default true. */
  readonly relaxed?: boolean
  /** Threads that one run may use, the caller's included; 1 to 64, by default 1. More than one need `pool`. */
  readonly threads?: number
  /** What starts threads here; without it there is one. */
  readonly pool?: StartPool
  /** Products and values of a run from which other threads are called; by default 4 million, some 100 us. */
  readonly sharedWork?: number
}

export interface WasmSession extends GuidedSession {
  /** How often each kernel has run: tests assert that the fast path was taken. */
  readonly kernelCalls: Readonly<Record<KernelName, number>>
  /** Bytes of WebAssembly memory that the session holds. */
  readonly memoryBytes: number
  /** Rows that run together; longer runs are cut. */
  readonly chunkRows: number
  /** Units of kernels that other threads than the caller's have done. */
  helpedUnits(): number
}

/** A session of a causal graph. */
export interface WasmCausalSession extends WasmSession, WasmCausal {}

export type { CacheFacts }

export interface WasmEngine extends Engine {
  /** Of a causal graph a WasmCausalSession. */
  load(model: ExactModel): Promise<WasmSession>
}

/** What 32-bit addresses reach, less a page that is never given. */
const ADDRESS_SPACE = 2 ** 32 - 65_536

/** What one thread does in the time that another takes to wake up, a few times over. */
const SHARED_WORK = 4_000_000

/** Threads stay with a causal session so long after a step: most are called again within it. */
const LINGER_MS = 5

export function wasmEngine(options: WasmOptions = {}): WasmEngine {
  const limit = Math.min(options.memoryLimit ?? 2 ** 31, ADDRESS_SPACE)
  const working = options.workingMemory ?? 2 ** 24
  if (!(limit >= 0)) throw new RangeError(`memoryLimit: ${options.memoryLimit}`)
  if (!(working >= 0)) throw new RangeError(`workingMemory: ${options.workingMemory}`)
  const { threads = 1, pool, relaxed = true, sharedWork = SHARED_WORK } = options
  if (!Number.isSafeInteger(threads) || threads < 1 || threads > MOST_THREADS + 1)
    throw new RangeError(`threads: ${threads}`)
  const crew = threads === 1 || pool === undefined ? undefined : new Crew(pool, THREAD, threads - 1)
  return {
    name: 'wasm',
    version: '1',
    load: model => load(model, { limit, working, relaxed, helpers: crew?.size ?? 0 }, crew, sharedWork),
  }
}

export const wasm: WasmEngine = wasmEngine()

interface Scheduled {
  readonly id: number
  readonly op: Op
  readonly wanted: boolean
  readonly steps: readonly Step[]
  /** Where its output lies, and values of one row. */
  readonly at: number
  readonly row: number
}

async function load(
  model: ExactModel,
  options: PrepareOptions,
  crew: Crew | undefined,
  sharedWork: number,
): Promise<WasmSession> {
  const { graph } = model
  const prepared = await prepare(model, options)
  const { kernels, buffer, chunkRows, addressOf, steps } = prepared
  const lingerMs = prepared.causal === undefined ? 0 : LINGER_MS
  const shift = crew?.open(kernels, { ...prepared, memory: kernels.memory, lingerMs })
  const work = shift === undefined ? 0 : workOf(graph)
  const kernelCalls = Object.fromEntries(KERNEL_NAMES.map(name => [name, 0])) as Record<KernelName, number>
  const helpedUnits = (): number => shift?.helpedUnits() ?? 0
  let closed = false
  if (prepared.causal !== undefined) {
    let helped: typeof shift
    const runner: Runner = {
      begin(rows) {
        helped = work * rows >= sharedWork ? shift : undefined
        helped?.begin()
      },
      run(kernel, parameters, rows) {
        if (helped?.share(kernel, parameters, rows) !== true) kernels.run[kernel](parameters, rows)
        kernelCalls[kernel]++
      },
      end: () => helped?.end(),
    }
    const session = causalSession(graph, prepared, prepared.causal, options.limit, runner)
    const causal: WasmCausalSession = {
      ...session,
      kernelCalls,
      get memoryBytes() {
        return kernels.memory.buffer.byteLength
      },
      chunkRows,
      helpedUnits,
      close() {
        if (!closed) shift?.close()
        closed = true
        session.close()
      },
    }
    return causal
  }

  /** What a run does, op by op: those that only name a tensor stay out, unless their output is wanted. */
  const scheduleOf = (isWanted: (op: Op) => boolean): Scheduled[] =>
    graph.ops.flatMap((op, id) => {
      const wanted = isWanted(op)
      const idle = op.kind !== 'input' && steps[id]!.length === 0 && !wanted
      return idle ? [] : [{ id, op, wanted, steps: steps[id]!, at: addressOf(id), row: elements(op.shape) }]
    })

  /** Runs all rows and gives the wanted outputs in the order of their ops. */
  function execute(
    inputs: readonly IntTensor[],
    schedule: readonly Scheduled[],
    instead: Instead | undefined = undefined,
  ): IntTensor[] {
    if (closed) throw new TypeError('session: closed')
    const rows = checkInputs(graph, inputs)
    const helped = shift !== undefined && work * rows >= sharedWork ? shift : undefined
    const results = schedule.flatMap(({ op, wanted }) => (wanted ? [allocate(op, rows)] : []))
    helped?.begin()
    try {
      for (let first = 0; first < rows; first += chunkRows) {
        const count = Math.min(chunkRows, rows - first)
        let result = 0
        const run = ({ kernel, parameters }: Step): void => {
          if (helped?.share(kernel, parameters, count) !== true) kernels.run[kernel](parameters, count)
          kernelCalls[kernel]++
        }
        for (const { id, op, wanted, steps, at, row } of schedule) {
          if (op.kind === 'input') {
            const values = inputs[op.slot]!.data.subarray(first * row, (first + count) * row)
            new Int16Array(buffer, at, row * count).set(values)
          }
          if (instead !== undefined && op.inputs.length > 0) {
            const source = op.inputs[0]!
            const x = new Int16Array(buffer, addressOf(source), elements(graph.ops[source]!.shape) * count)
            const y = new Int16Array(buffer, at, row * count)
            if (instead(id, first, count, x, y, into => accumulate(buffer, steps, run, at, into))) continue
          }
          steps.forEach(run)
          if (wanted) results[result++]!.data.set(new Int16Array(buffer, at, row * count), first * row)
        }
      }
    } finally {
      helped?.end()
    }
    return results
  }

  const forRun = scheduleOf(op => op.kind === 'output')
  const forTrace = scheduleOf(() => true)
  return {
    kernelCalls,
    memoryBytes: buffer.byteLength,
    chunkRows,
    helpedUnits,
    run: async inputs => execute(inputs, forRun),
    runWith: async (inputs, instead) => execute(inputs, forRun, instead),
    trace: async inputs => execute(inputs, forTrace),
    close() {
      if (!closed) shift?.close()
      closed = true
    },
  }
}
