// Kernels of the native engine's glue: between int16 activations and the bytes and int32 sums of onnxruntime's products.
// They work on the memory of a wasm engine instance. Compiled by scripts/wasm.mjs; see spec/engines.md.

export { fromBytes, toBytes } from './bytes'
export { finish } from './finish'
export { gather, split } from './limbs'
