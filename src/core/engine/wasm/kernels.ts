// The compiled kernels: decoded once, instantiated once per session. Sources are in assembly/, built by scripts/wasm.mjs.

import { fromBase64 } from '../../bytes/index.ts'
import { KERNELS } from './generated/kernels.ts'

/** Every kernel takes the address of its parameters and a number of rows. */
type Kernel = (parameters: number, rows: number) => void

export const KERNEL_NAMES = [
  'gemm8',
  'gemm16',
  'gemmOffset',
  'gemmPositive',
  'depthwise',
  'sum',
  'sumTwo',
  'product',
  'divide',
  'lookup',
  'interpolate',
  'softmax',
  'softmaxInterpolated',
  'norm',
  'matmulPack',
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

/** A kernel in parts: `begin` divides the work and says into how many, `unit` does one of them. */
export interface Divided {
  begin(parameters: number, rows: number): number
  unit(parameters: number, at: number): void
}

export interface Bound {
  /** First byte of memory that is free. */
  readonly base: number
  readonly run: { readonly [N in KernelName]: Kernel }
  /** Kernels that threads can share. */
  readonly divided: { readonly [N in KernelName]?: Divided }
}

export interface Kernels extends Bound {
  readonly memory: WebAssembly.Memory
}

/** What is instantiated, in every thread alike. */
export interface Modules {
  readonly plain: WebAssembly.Module
  readonly relaxed: Relaxed | null
}

/** The kernels of relaxed dot products, and which of them: see relaxed.ts. */
export interface Relaxed {
  readonly module: WebAssembly.Module
  readonly fused: boolean
}

type Exports = Readonly<Record<string, (...numbers: number[]) => number>>

const dividedOf = (exports: Exports, name: string): Divided => ({
  begin: exports[`${name}Begin`]!,
  unit: exports[`${name}Unit`] as unknown as Divided['unit'],
})

/** Instances on `memory`. Their workspace lies at `workspace`, or where the module set it aside. */
export function bind({ plain, relaxed }: Modules, memory: WebAssembly.Memory, workspace?: number): Bound {
  const imports = { env: { memory } }
  const exports = new WebAssembly.Instance(plain, imports).exports as Exports
  const at = workspace ?? exports['workspace']!()
  exports['placeWorkspace']!(at)
  const run: Record<string, unknown> = { ...exports }
  const divided: Record<string, Divided> = {}
  for (const name of KERNEL_NAMES) if (`${name}Begin` in exports) divided[name] = dividedOf(exports, name)
  if (relaxed !== null) {
    const more = new WebAssembly.Instance(relaxed.module, imports).exports as Exports
    more['placeWorkspace']!(at)
    for (const form of ['Offset', 'Positive']) {
      const source = `${form.toLowerCase()}${relaxed.fused ? 'Fused' : 'Pairs'}`
      run[`gemm${form}`] = more[source]
      divided[`gemm${form}`] = dividedOf(more, source)
    }
  }
  return { base: exports['base']!(), run: run as unknown as Bound['run'], divided }
}

let compiled: Promise<WebAssembly.Module> | undefined

/** The module that every runtime has. */
export function plainModule(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(fromBase64(KERNELS) as Uint8Array<ArrayBuffer>)
  return compiled
}

const INITIAL_PAGES = 16
const MAXIMUM_PAGES = 65_536

/** Fresh instances with their own memory, which grows as it is needed. */
export async function instantiate(relaxed: Relaxed | null = null): Promise<Kernels> {
  const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAXIMUM_PAGES })
  return { memory, ...bind({ plain: await plainModule(), relaxed }, memory) }
}
