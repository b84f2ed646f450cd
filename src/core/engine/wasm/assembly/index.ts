// The kernels of the wasm engine, as one WebAssembly module: spec/decisions/engine-wasm.md says why they look so. Every
// kernel takes the address of its parameters and a number of rows. The host lays out memory; nothing here allocates.

import { placeWorkspace, WORKSPACE_BYTES } from './workspace'

export { gemm8, gemm16, gemm8Begin, gemm8Unit, gemm16Begin, gemm16Unit } from './gemm'
export { depthwise } from './depthwise'
export { sum, maxPool, averagePool } from './pointwise'
export { sumRepeating, product, divide } from './repeating'
export { lookup, interpolate } from './table'
export { softmax, softmaxInterpolated } from './softmax'
export { norm } from './norm'
export { take, gather, embedding, argMax } from './select'
export { matmul, matmulFew } from './matmul'
export { repeat, pad, concat, transpose } from './move'

export { placeWorkspace }

/** Where the caller's thread works; other threads of a shared memory are given their own place. */
export function workspace(): usize {
  return memory.data(WORKSPACE_BYTES, 16)
}

/** Bytes of such a place. */
export function workspaceBytes(): i32 {
  return WORKSPACE_BYTES
}

/** First byte that the host may use. */
export function base(): usize {
  return __heap_base
}
