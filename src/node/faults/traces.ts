// Lies in a dispute: a trace that is made to fit a wrong answer, and no word once something of it is demanded.

import { traceOfReceipt } from '../../client/disputes/index.ts'
import { getDispute } from '../../contracts/index.ts'
import { type Engine, wasm } from '../../core/engine/index.ts'
import { type ExactModel, type IntTensor, languagePorts, maxOf, minOf } from '../../core/graph/index.ts'
import { integersIn, type ReceiptBundle, tokensOf } from '../../core/receipt/index.ts'
import { wrongTokens } from './answers.ts'
import type { Faults } from './types.ts'

/** The tensor with another first value. */
const wrongFirst = (tensor: IntTensor): IntTensor => {
  const data = tensor.data.slice()
  data[0] = data[0]! > 0 ? data[0]! - 5 : data[0]! + 5
  return { ...tensor, data }
}

/** Logits by which the answer's tokens are the only likely ones. */
function certainLogits(logits: IntTensor, width: number, before: number, answer: readonly number[]): IntTensor {
  const data = logits.data.slice()
  for (const [i, token] of answer.entries()) {
    const from = (before - 1 + i) * width
    data.fill(minOf(logits.bits), from, from + width)
    data[from + token] = maxOf(logits.bits)
  }
  return { ...logits, data }
}

/** The values of an honest run, with those outputs that the receipt claims: nothing but the last step is wrong. */
function forge(
  model: ExactModel,
  values: readonly IntTensor[],
  { input, output }: Pick<ReceiptBundle, 'input' | 'output'>,
): IntTensor[] {
  const { ops } = model.graph
  const forged = [...values]
  const answer = tokensOf(output!.tensors)
  if (answer !== null) {
    const { logits, vocabulary } = languagePorts(model)
    const op = ops.findIndex(op => op.kind === 'output' && op.slot === logits)
    forged[op] = certainLogits(values[op]!, vocabulary, tokensOf(input!.tensors)!.length, answer)
    return forged
  }
  for (const { name, tensor } of integersIn(output!.tensors)!) {
    const slot = model.ports.outputs.findIndex(port => port.name === name)
    forged[ops.findIndex(op => op.kind === 'output' && op.slot === slot)] = tensor
  }
  return forged
}

/** Gives wrong answers, and commits to traces that end in them. */
export const forgedTrace = (): Faults => ({
  execute: ([first, ...rest]) => [wrongFirst(first!), ...rest],
  generate: { tokens: wrongTokens() },
  trace(model, bundle) {
    const forging: Engine = {
      ...wasm,
      async load(of) {
        const session = await wasm.load(of)
        return { ...session, trace: async inputs => forge(of, await session.trace(inputs), bundle) }
      },
    }
    return traceOfReceipt(model, bundle, forging)
  },
})

/** As `forgedTrace`, and opens nothing of what it has committed to. */
export const silence = (): Faults => ({
  ...forgedTrace(),
  defender: (honest, receiptId, contracts) => ({
    async turn() {
      const view = await getDispute(contracts, receiptId)
      return view?.state === 'committed' ? { kind: 'waiting', until: Number.POSITIVE_INFINITY } : honest.turn()
    },
  }),
})
