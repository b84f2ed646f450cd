// The kernels of the wasm engine, as one WebAssembly module: spec/decisions/engine-wasm.md says why they look so. Every
// kernel takes the address of its parameters and a number of rows. The host lays out memory; nothing here allocates.

export { gemm8, gemm16 } from './gemm'
export { depthwise } from './depthwise'
export { sum, maxPool, averagePool } from './pointwise'
export { sumRepeating, product, divide } from './repeating'
export { lookup, interpolate } from './table'
export { softmax, softmaxInterpolated } from './softmax'
export { norm } from './norm'
export { take, gather, embedding, argMax } from './select'
export { matmul, matmulFew } from './matmul'
export { repeat, pad, concat, transpose } from './move'

/** First byte that the host may use. */
export function base(): usize {
  return __heap_base
}
