// Continuous batching of generations.
export { type Batcher, createBatcher } from './batcher.ts'
export type { BatchCounts, BatchEvent, BatchLimits, Job } from './types.ts'
