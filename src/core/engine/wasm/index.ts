// The wasm engine: integer kernels on 128-bit vectors, the same bytes as the reference interpreter for every admissible
// model. One thread, no relaxed instructions. What it needs is laid out when a model is loaded; a run allocates nothing but
// its results. Why it is built so: spec/decisions/engine-wasm.md.

import { allocate, type ExactModel, elements, type IntTensor } from '../../graph/index.ts'
import { checkInputs } from '../inputs.ts'
import type { Engine, Session } from '../types.ts'
import { KERNEL_NAMES, type KernelName } from './kernels.ts'
import { prepare } from './prepare.ts'
import { relaxedKernels } from './relaxed.ts'

export interface WasmOptions {
  /** Most bytes of memory that one session may take, weights included; at most 4 GiB, by default 2 GiB. */
  readonly memoryLimit?: number
  /** Bytes of activations to aim for: as many rows run together as fit; by default 16 MiB. One row always runs. */
  readonly workingMemory?: number
  /** Use relaxed dot products where the runtime has them and a test finds them exact; by default true. */
  readonly relaxed?: boolean
}

export interface WasmSession extends Session {
  /** How often each kernel has run: tests assert that the fast path was taken. */
  readonly kernelCalls: Readonly<Record<KernelName, number>>
  /** Bytes of WebAssembly memory that the session holds. */
  readonly memoryBytes: number
  /** Rows that run together; longer runs are cut. */
  readonly chunkRows: number
}

export interface WasmEngine extends Engine {
  load(model: ExactModel): Promise<WasmSession>
}

/** What 32-bit addresses reach, less a page that is never given. */
const ADDRESS_SPACE = 2 ** 32 - 65_536

export function wasmEngine(options: WasmOptions = {}): WasmEngine {
  const limit = Math.min(options.memoryLimit ?? 2 ** 31, ADDRESS_SPACE)
  const working = options.workingMemory ?? 2 ** 24
  if (!(limit >= 0)) throw new RangeError(`memoryLimit: ${options.memoryLimit}`)
  if (!(working >= 0)) throw new RangeError(`workingMemory: ${options.workingMemory}`)
  return {
    name: 'wasm',
    version: '1',
    load: model => load(model, { limit, working, relaxed: options.relaxed ?? true }),
  }
}

export const wasm: WasmEngine = wasmEngine()

interface Settings {
  readonly limit: number
  readonly working: number
  readonly relaxed: boolean
}

async function load(model: ExactModel, { limit, working, relaxed }: Settings): Promise<WasmSession> {
  const { graph } = model
  const { kernels, buffer, chunkRows, addressOf, steps } = await prepare(
    model,
    limit,
    working,
    relaxed ? await relaxedKernels() : null,
  )
  const kernelCalls = Object.fromEntries(KERNEL_NAMES.map(name => [name, 0])) as Record<KernelName, number>
  let closed = false

  /** Runs all rows and gives the outputs of the ops that `wanted` names. */
  function execute(inputs: readonly IntTensor[], wanted: readonly boolean[]): (IntTensor | undefined)[] {
    if (closed) throw new TypeError('session: closed')
    const rows = checkInputs(graph, inputs)
    const results = graph.ops.map((op, id) => (wanted[id] ? allocate(op, rows) : undefined))
    for (let first = 0; first < rows; first += chunkRows) {
      const count = Math.min(chunkRows, rows - first)
      graph.ops.forEach((op, id) => {
        const row = elements(op.shape)
        const at = new Int16Array(buffer, addressOf(id), row * count)
        if (op.kind === 'input') at.set(inputs[op.slot]!.data.subarray(first * row, (first + count) * row))
        for (const { kernel, parameters } of steps[id]!) {
          kernels.run[kernel](parameters, count)
          kernelCalls[kernel]++
        }
        results[id]?.data.set(at, first * row)
      })
    }
    return results
  }

  const outputs = graph.ops.map(op => op.kind === 'output')
  const all = graph.ops.map(() => true)
  return {
    kernelCalls,
    memoryBytes: buffer.byteLength,
    chunkRows,
    run: async inputs => execute(inputs, outputs).filter(tensor => tensor !== undefined),
    trace: async inputs => execute(inputs, all) as IntTensor[],
    close() {
      closed = true
    },
  }
}
