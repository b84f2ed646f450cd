// The kernels of the wasm engine, as one WebAssembly module: spec/decisions/engine-wasm.md says why they look so. Every
// kernel takes the address of its parameters and a number of rows. The host lays out memory; nothing here allocates.

import { placeWorkspace, WORKSPACE_BYTES } from './workspace'

export { gemm8, gemm16, gemm8Begin, gemm8Unit, gemm16Begin, gemm16Unit } from './gemm'
export { gemm10, gemm10Begin, gemm10Unit, gemm12, gemm12Begin, gemm12Unit } from './gemm'
export { depthwise, depthwiseBegin, depthwiseUnit } from './depthwise'
export { sum, sumBegin, sumUnit, maxPool, maxPoolBegin, maxPoolUnit } from './pointwise'
export { averagePool, averagePoolBegin, averagePoolUnit } from './pointwise'
export { sumTwo, sumTwoBegin, sumTwoUnit } from './repeating'
export { product, productBegin, productUnit, divide, divideBegin, divideUnit } from './repeating'
export { lookup, lookupBegin, lookupUnit, interpolate, interpolateBegin, interpolateUnit } from './table'
export { softmax, softmaxBegin, softmaxUnit } from './softmax'
export { softmaxInterpolated, softmaxInterpolatedBegin, softmaxInterpolatedUnit } from './softmax'
export { norm, normBegin, normUnit } from './norm'
export { take, takeBegin, takeUnit, gather, gatherBegin, gatherUnit } from './select'
export { embedding, embeddingBegin, embeddingUnit, argMax, argMaxBegin, argMaxUnit } from './select'
export { matmulPack, matmulPackBegin, matmulPackUnit, matmul, matmulBegin, matmulUnit } from './matmul'
export { matmulFew, matmulFewBegin, matmulFewUnit } from './matmul'
export { rotary, rotaryBegin, rotaryUnit } from './rotary'
export { keep, keepBegin, keepUnit, attention, attentionBegin, attentionUnit } from './attention'
export { repeat, pad, padBegin, padUnit, concat, transpose } from './move'

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
