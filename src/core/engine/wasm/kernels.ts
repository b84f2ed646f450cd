// The compiled kernels: decoded once, instantiated once per session. Sources are in assembly/, built by scripts/wasm.mjs.

import { fromBase64 } from '../../bytes/index.ts'
import { type Bound, bind, type Relaxed } from './bind.ts'
import { KERNELS, KERNELS_LIMITS } from './generated/kernels.ts'

export interface Kernels extends Bound {
  readonly memory: WebAssembly.Memory
}

const PAGE = 65_536
/** Enough for what the modules set aside. */
const LEAST_PAGES = 16

/** A module's bytes for memory that threads share: the flags of the limits of the memory that it imports, at `limits`. */
export function shared(bytes: Uint8Array<ArrayBuffer>, limits: number): Uint8Array<ArrayBuffer> {
  const out = bytes.slice()
  out[limits]! |= 2
  return out
}

const compiled = new Map<boolean, Promise<WebAssembly.Module>>()

/** The module that every runtime has; another for shared memory. */
export function plainModule(forShared = false): Promise<WebAssembly.Module> {
  let module = compiled.get(forShared)
  if (module === undefined) {
    const bytes = fromBase64(KERNELS) as Uint8Array<ArrayBuffer>
    module = WebAssembly.compile(forShared ? shared(bytes, KERNELS_LIMITS) : bytes)
    compiled.set(forShared, module)
  }
  return module
}

let layout: Pick<Bound, 'base' | 'workspaceBytes'> | undefined

/** The first byte of memory that is free, and what threads need: the same in every instance. */
export async function firstByte(): Promise<Pick<Bound, 'base' | 'workspaceBytes'>> {
  if (layout === undefined) {
    const { base, workspaceBytes } = await instantiate()
    layout = { base, workspaceBytes }
  }
  return layout
}

/** Memory that holds `bytes`, and can grow to `most`; throws RangeError where the machine does not give it. */
export function makeMemory(bytes: number, isShared: boolean, most = bytes): WebAssembly.Memory {
  const initial = Math.max(LEAST_PAGES, Math.ceil(bytes / PAGE))
  const maximum = Math.max(initial, Math.floor(most / PAGE))
  return new WebAssembly.Memory({ initial, maximum, shared: isShared })
}

/** Fresh instances with their own memory, which grows as it is needed. */
export async function instantiate(relaxed: Relaxed | null = null): Promise<Kernels> {
  const memory = new WebAssembly.Memory({ initial: LEAST_PAGES, maximum: PAGE })
  return { memory, ...bind({ plain: await plainModule(), relaxed }, memory) }
}
