// The engines and the slot they fit.
export { checkInputs } from './inputs.ts'
export type { Pool, StartPool } from './pool.ts'
export { interpret, outputsOf, reference } from './reference.ts'
export {
  type CausalSession,
  type Engine,
  type GuidedSession,
  type Instead,
  isCausalSession,
  type Part,
  type Sequence,
  type Session,
} from './types.ts'
export {
  type CacheFacts,
  type WasmCausalSession,
  type WasmEngine,
  type WasmOptions,
  type WasmSession,
  wasm,
  wasmEngine,
} from './wasm/index.ts'
