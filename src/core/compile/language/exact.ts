// An exact language model as something that gives logits, by whatever engine runs it.

import { type ExactModel, type IntTensor, languagePorts, toReals } from '../../graph/index.ts'
import type { LogitsOf } from './divergence.ts'

/** Token ids as the input of a language model: pairs (id mod 2^15, floor(id / 2^15)). */
export function tokenTensor(tokens: ArrayLike<number>): IntTensor {
  const data = new Int16Array(2 * tokens.length)
  for (let i = 0; i < tokens.length; i++) {
    data[2 * i] = tokens[i]! & 0x7fff
    data[2 * i + 1] = tokens[i]! >> 15
  }
  return { shape: [2], bits: 16, rows: tokens.length, data }
}

/** `run` is an engine's session: rows are the positions of one sequence. */
export function exactLogits(
  model: ExactModel,
  run: (inputs: readonly IntTensor[]) => Promise<readonly IntTensor[]>,
): LogitsOf {
  const { logits } = languagePorts(model)
  return async tokens => toReals(model.ports.outputs[logits]!, (await run([tokenTensor(tokens)]))[logits]!)
}
