// The engine slot: whatever runs a graph looks like this and gives the bytes that the reference interpreter gives.

import type { ExactModel, IntTensor } from '../graph/index.ts'

export interface Engine {
  /** `reference`, `wasm`, ... */
  readonly name: string
  readonly version: string
  /** Prepares a model for many runs. */
  load(model: ExactModel): Promise<Session>
}

export interface Session {
  /**
   * Runs the graph on inputs in slot order, all with the same number of rows, and gives the outputs in slot order.
   * Refuses (`input_shape_mismatch`) inputs that do not have the types of the graph's ports.
   */
  run(inputs: readonly IntTensor[]): Promise<IntTensor[]>
  /** As `run`, giving the output of every op by id: the trace of spec/graph.md. */
  trace(inputs: readonly IntTensor[]): Promise<IntTensor[]>
  close(): void
}
