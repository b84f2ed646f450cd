// Which tensors of a receipt stand at which ops of its model: what a trace is compared with.

import type { ShownPort } from '../../core/audit/index.ts'
import { equal } from '../../core/bytes/index.ts'
import { refuse } from '../../core/errors/index.ts'
import { type ExactModel, NONE as NO_PART } from '../../core/graph/index.ts'
import { integersIn, type NamedIntTensor, type ReceiptBundle } from '../../core/receipt/index.ts'

/**
 * Inputs and shown outputs of a run, ops ascending. Refuses `disclosure_required` where they are not shown, `input_root_mismatch` and
 * `output_root_mismatch` for tensors that are not the model's: of a language model some outputs may be shown, of others all are.
 */
export function shownPorts(
  { graph, ports, identity }: Pick<ExactModel, 'graph' | 'ports' | 'identity'>,
  { input, output }: Pick<ReceiptBundle, 'input' | 'output'>,
): ShownPort[] {
  const shown = (side: ReceiptBundle['input']): readonly NamedIntTensor[] =>
    (side === null ? null : integersIn(side.tensors)) ??
    refuse('disclosure_required', 'receipt: its input or its output is not shown')
  const sides = { input: shown(input), output: shown(output) }
  const some = !equal(identity.tokenizerHash, NO_PART)
  const isShown = ({ name }: { readonly name: string }): boolean => sides.output.some(tensor => tensor.name === name)
  const expected = { input: ports.inputs, output: some ? ports.outputs.filter(isShown) : ports.outputs }
  for (const side of ['input', 'output'] as const) {
    const [own, theirs] = [expected[side], sides[side]].map(list => JSON.stringify(list.map(({ name }) => name)))
    if (own !== theirs) refuse(`${side}_root_mismatch`, `receipt: its ${side} is ${theirs}, the model has ${own}`)
  }
  const names = { input: ports.inputs, output: ports.outputs }
  return graph.ops.flatMap((op, id): ShownPort[] => {
    if (op.kind !== 'input' && op.kind !== 'output') return []
    const name = names[op.kind][op.slot]!.name
    const found = sides[op.kind].find(tensor => tensor.name === name)
    return found === undefined ? [] : [{ op: id, tensor: found.tensor }]
  })
}
