// Samplers: their data, their bytes, and the token that follows from a row of logits.
export { type Chooser, createChooser, type Mask, type Row } from './choose.ts'
export { drawBelow } from './draw.ts'
export {
  addBlock,
  type Draw,
  drawOf,
  fits,
  NO_SUMS,
  notAfter,
  type Scored,
  type Sums,
  scoresOf,
  tokenAt,
} from './draws.ts'
export { decodeSampler, encodeSampler, samplerFromJson, samplerHash, samplerJson } from './encoding.ts'
export { exponentialRows } from './exponential.ts'
export { type GrowingHistory, type History, historyOf } from './history.ts'
export { logprobs, type TokenLogprobs } from './logprobs.ts'
export { adjusted, type Constants, constantsOf } from './scale.ts'
export {
  MAX_STOP_BYTES,
  MAX_VOCABULARY,
  MILLION,
  makeSampler,
  RANGES,
  type Sampler,
  type SamplerOptions,
} from './types.ts'
