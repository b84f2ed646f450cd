// Continuous batching of generations.
export { type Batcher, createBatcher, MAX_LOGPROBS } from './batcher.ts'
export { type BatchCounts, type BatchEvent, type BatchLimits, DEFAULT_BATCH_LIMITS, type Job } from './types.ts'
