// What is known of a trace before a step of it is judged, and where the step is: spec/trace.md, "Facts" and "Evidence".

import { Writer } from '../bytes/cursor.ts'
import { concat } from '../bytes/index.ts'
import type { ExactModel } from '../graph/index.ts'

export interface Facts {
  readonly traceRoot: Uint8Array
  readonly graphRoot: Uint8Array
  readonly weightsRoot: Uint8Array
  readonly ops: number
  readonly weightBytes: number
  /** Rows of the run; of a generation, all tokens that are fed. */
  readonly rows: number
  /** Tensor roots of prompt and answer, and what follows: zero for a run. */
  readonly inputRoot: Uint8Array
  readonly outputRoot: Uint8Array
  readonly samplerHash: Uint8Array
  readonly seed: Uint8Array
  readonly tokensIn: number
  readonly tokensOut: number
  /** Id of the output op of the logits, and their exponent. */
  readonly logits: number
  readonly exponent: number
}

/**
 * One value of a trace: element `element` of row `row` of a part of an op; of op N, the number of ops, one value, block or record of the
 * sampler. `hint` is another candidate where the greatest is chosen, else 0.
 */
export interface Step {
  readonly op: number
  readonly part: number
  readonly row: number
  readonly element: number
  readonly hint: number
}

const ZERO = new Uint8Array(32)

/** Facts of a run that is no generation. */
export const factsOfRun = (
  model: Pick<ExactModel, 'graph' | 'identity'>,
  rows: number,
  traceRoot: Uint8Array,
): Facts => ({
  ...{ traceRoot, graphRoot: model.identity.graphRoot, weightsRoot: model.identity.weightsRoot },
  ...{ ops: model.graph.ops.length, weightBytes: model.graph.weightBytes, rows },
  ...{ inputRoot: ZERO, outputRoot: ZERO, samplerHash: ZERO, seed: ZERO, tokensIn: 0, tokensOut: 0 },
  ...{ logits: 0, exponent: 0 },
})

/** ABI encoding as a contract has it: fourteen words of 32 bytes. */
export function encodeFacts(facts: Facts): Uint8Array {
  const word = (value: number): Uint8Array => new Writer(32).zeros(24).u64(value).finish()
  return concat(
    ...[facts.traceRoot, facts.graphRoot, facts.weightsRoot],
    ...[facts.ops, facts.weightBytes, facts.rows].map(word),
    ...[facts.inputRoot, facts.outputRoot, facts.samplerHash, facts.seed],
    ...[facts.tokensIn, facts.tokensOut, facts.logits, facts.exponent].map(word),
  )
}
