// The compiled kernels: decoded once, instantiated once per session. Sources are in assembly/, built by scripts/wasm.mjs.

import { fromBase64 } from '../../bytes/index.ts'
import { KERNELS } from './generated/kernels.ts'

/** Every kernel takes the address of its parameters and a number of rows. */
type Kernel = (parameters: number, rows: number) => void

export const KERNEL_NAMES = [
  'gemm8',
  'gemm16',
  'depthwise',
  'sum',
  'sumRepeating',
  'product',
  'divide',
  'lookup',
  'interpolate',
  'softmax',
  'softmaxInterpolated',
  'norm',
  'matmul',
  'matmulFew',
  'maxPool',
  'averagePool',
  'repeat',
  'pad',
  'concat',
  'transpose',
  'take',
  'gather',
  'embedding',
  'argMax',
] as const
export type KernelName = (typeof KERNEL_NAMES)[number]

export interface Kernels {
  readonly memory: WebAssembly.Memory
  /** First byte of memory that is free. */
  readonly base: number
  readonly run: { readonly [N in KernelName]: Kernel }
}

let compiled: Promise<WebAssembly.Module> | undefined

/** A fresh instance with its own memory. */
export async function instantiate(): Promise<Kernels> {
  compiled ??= WebAssembly.compile(fromBase64(KERNELS) as Uint8Array<ArrayBuffer>)
  const { exports } = await WebAssembly.instantiate(await compiled)
  const base = exports['base'] as () => number
  return {
    memory: exports['memory'] as WebAssembly.Memory,
    base: base(),
    run: exports as unknown as Kernels['run'],
  }
}
