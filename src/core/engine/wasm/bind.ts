// From compiled modules to callable kernels on a memory. Every thread does this, so the file imports no more than names: it is part of
// the threads' program.

import { KERNEL_NAMES, type KernelName } from './names.ts'

/** Every kernel takes the address of its parameters and a number of rows. */
type Kernel = (parameters: number, rows: number) => void

/** A kernel in parts: `begin` divides the work and says into how many, `unit` does one of them. */
export interface Divided {
  begin(parameters: number, rows: number): number
  unit(parameters: number, at: number): void
}

export interface Bound {
  /** First byte of memory that is free. */
  readonly base: number
  /** What a thread needs for itself: see assembly/workspace.ts. */
  readonly workspaceBytes: number
  readonly run: { readonly [N in KernelName]: Kernel }
  /** Kernels that threads can share. */
  readonly divided: { readonly [N in KernelName]?: Divided }
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
  /** Are all eight bits of a position exact, as a number without sign? */
  readonly wide: boolean
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
  return {
    base: exports['base']!(),
    workspaceBytes: exports['workspaceBytes']!(),
    run: run as unknown as Bound['run'],
    divided,
  }
}
