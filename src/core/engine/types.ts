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
   * Refuses (`input_shape_mismatch`) inputs that do not have the types of the graph's ports. A causal graph takes the rows as
   * one sequence from position 0, and refuses more than its context.
   */
  run(inputs: readonly IntTensor[]): Promise<IntTensor[]>
  /** As `run`, giving the output of every op by id: the trace of spec/graph.md. */
  trace(inputs: readonly IntTensor[]): Promise<IntTensor[]>
  close(): void
}

/**
 * Called before an op that has inputs computes rows from `first` on of a run: the values of its first input, and where its output
 * goes. Gives true where it has put the output there itself. Engines keep values of any width as int16 if they like. Of a linear or conv
 * op, `accumulate` has the engine compute the accumulators of these rows; whoever calls it puts the output there. Not every engine has it.
 */
export type Instead = (
  id: number,
  first: number,
  rows: number,
  x: Int8Array | Int16Array,
  out: Int8Array | Int16Array,
  accumulate?: (into: Int32Array) => void,
) => boolean

/** A session that runs with some ops' outputs from elsewhere: what an audit needs. */
export interface GuidedSession extends Session {
  /** As `run`, asking `instead` before every op; what it throws ends the run. */
  runWith(inputs: readonly IntTensor[], instead: Instead): Promise<IntTensor[]>
}

/**
 * What loading a causal graph gives: beside whole runs, sequences that grow. Outputs are those that a run over all rows of the
 * sequence would give, however the rows came: one by one, together, or beside those of other sequences.
 */
export interface CausalSession extends Session {
  /** Most positions of a sequence. */
  readonly context: number
  /** A new sequence without rows. */
  open(): Sequence
  /**
   * Appends the rows of every part to its sequence, and gives per part the outputs in slot order of the last `wanted` rows.
   * Steps run in the order of their calls. Refuses (`input_shape_mismatch`) inputs of other types and rows beyond the context,
   * (`memory_exceeded`) what there is no room for; a refused step changes no sequence. Throws TypeError for a sequence that is
   * closed, of another session or in two parts, RangeError for `wanted` that is no integer of 0 to the part's rows.
   */
  step(parts: readonly Part[]): Promise<IntTensor[][]>
}

/** Rows of one sequence that a session remembers. Not to be touched while a step with it is under way. */
export interface Sequence {
  /** Rows so far. */
  readonly length: number
  /** Another sequence that begins with the first `length` rows; this one stays. RangeError beyond its length. */
  fork(length: number): Sequence
  /** Forgets all rows but the first `length`. RangeError beyond its length. */
  truncate(length: number): void
  /** Forgets everything; the sequence cannot be used again. */
  close(): void
}

export interface Part {
  readonly sequence: Sequence
  /** In slot order, at least one row each, as for `run`. */
  readonly inputs: readonly IntTensor[]
  /** How many of the appended rows' outputs are asked for, counted from the end; 0 to the number of rows. */
  readonly wanted: number
}

/** Does the session hold a causal graph? */
export const isCausalSession = (session: Session): session is CausalSession => 'open' in session
