// What a receipt says of its run: inputs, and of a generation what it was made of.

import { fromHex } from '../../core/bytes/index.ts'
import { refuse } from '../../core/errors/index.ts'
import type { IntTensor } from '../../core/graph/index.ts'
import { decodeField, integersIn, type ReceiptBundle, tokensOf, ZERO_HASH } from '../../core/receipt/index.ts'
import type { Generation } from '../../core/verify/index.ts'

/** What a receipt claims of its run, as far as it shows it. */
export interface Claimed {
  readonly inputs: readonly IntTensor[]
  readonly generation: Generation | null
}

/** Refuses `disclosure_required` where input, output or sampler are not shown. */
export function claimedBy(bundle: ReceiptBundle): Claimed {
  const { input, output, sampler, request } = bundle
  const hidden = (): never => refuse('disclosure_required', 'receipt: its input or its output is not shown')
  if (input === null || output === null) return hidden()
  const tensors = integersIn(input.tensors) ?? hidden()
  const { samplerHash, seed } = request.request
  if (samplerHash === ZERO_HASH) return { inputs: tensors.map(({ tensor }) => tensor), generation: null }
  const [prompt, answer] = [tokensOf(input.tensors), tokensOf(output.tensors)]
  if (prompt === null || answer === null || sampler === null) return hidden()
  const truncated = bundle.fields.disclosed.find(({ name }) => name === 'truncated')
  const cut = truncated !== undefined && decodeField('truncated', fromHex(truncated.value)) === 1n
  const end = cut ? 'truncated' : 'rule'
  return {
    inputs: tensors.map(({ tensor }) => tensor),
    generation: { prompt, sampler, seed, output: answer, end },
  }
}

/** Rows of the one pass that a receipt is about. */
export const rowsOf = ({ inputs, generation }: Claimed): number =>
  generation === null ? inputs[0]!.rows : generation.prompt.length + generation.output.length - 1
