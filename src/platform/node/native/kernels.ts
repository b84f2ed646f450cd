// The glue's kernels, on the memory of a wasm engine instance. Sources are in assembly/, built by scripts/wasm.mjs.

import { fromBase64 } from '../../../core/bytes/index.ts'
import { KERNELS } from './generated/kernels.ts'

/** Every kernel takes the address of its parameters; ranges are rows or positions. */
export interface Glue {
  toBytes(parameters: number, rows: number): void
  fromBytes(parameters: number, rows: number): void
  split(parameters: number, firstRow: number, rows: number, to: number): void
  gather(parameters: number, first: number, count: number, rows: number, to: number): void
  finish(parameters: number, first: number, count: number): void
}

let module: WebAssembly.Module | undefined
let compiled: Promise<WebAssembly.Module> | undefined

export function glueModule(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(fromBase64(KERNELS) as Uint8Array<ArrayBuffer>)
  return compiled
}

/** The same at once, where nothing can be waited for: the module is small. */
export function glueOn(memory: WebAssembly.Memory): Glue {
  module ??= new WebAssembly.Module(fromBase64(KERNELS) as Uint8Array<ArrayBuffer>)
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Glue
}

export async function instantiateGlue(memory: WebAssembly.Memory): Promise<Glue> {
  const { exports } = await WebAssembly.instantiate(await glueModule(), { env: { memory } })
  return exports as unknown as Glue
}
