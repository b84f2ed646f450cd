// The trace of a receipt's run, for whoever disputes it or answers for it: computed again from the input that the receipt shows.

import type { ModelParts } from '../../contracts/index.ts'
import { type Hex, toHex } from '../../core/bytes/index.ts'
import type { Engine } from '../../core/engine/index.ts'
import { refuse } from '../../core/errors/index.ts'
import type { ExactModel } from '../../core/graph/index.ts'
import { integersIn, type ReceiptBundle } from '../../core/receipt/index.ts'
import { byteLength, PARTS_OF_OP, partsOf, partType, type Trace, traceOf } from '../../core/trace/index.ts'

/** Bytes that a trace kept in memory may take. */
export const MAX_TRACE_BYTES = 1 << 30

/** Bytes of all values of a trace. */
export function traceBytes({ graph }: Pick<ExactModel, 'graph'>, rows: number): number {
  let bytes = 0
  for (let op = 0; op < graph.ops.length; op++)
    for (let part = 0; part < PARTS_OF_OP; part++) {
      const type = partType(graph, op, part, rows)
      if (type !== null) bytes += byteLength(type)
    }
  return bytes
}

/**
 * Computes the trace of the run that a receipt is about. Refuses `disclosure_required` where its input is not shown,
 * `generation_not_disputable` for a sampler's answer, `model_too_large` where the trace would take more memory than `maxBytes`.
 */
export async function traceOfReceipt(
  model: ExactModel,
  { input, request }: Pick<ReceiptBundle, 'input' | 'request'>,
  engine: Engine,
  maxBytes = MAX_TRACE_BYTES,
): Promise<Trace> {
  if (BigInt(request.request.samplerHash) !== 0n)
    refuse('generation_not_disputable', "receipt: a sampler's answer; computing it again tells whether it is right")
  const inputs = input === null ? null : integersIn(input.tensors)
  if (inputs === null)
    return refuse('disclosure_required', 'receipt: its input is not shown, so that nobody can run it again')
  const rows = inputs[0]!.tensor.rows
  const bytes = traceBytes(model, rows)
  if (bytes > maxBytes) refuse('model_too_large', `trace: ${bytes} bytes, at most ${maxBytes} are kept in memory`)
  const session = await engine.load(model)
  try {
    const values = await session.trace(inputs.map(({ tensor }) => tensor))
    return traceOf(model.graph, rows, partsOf(model.graph, values))
  } finally {
    session.close()
  }
}

const ZERO: Hex = `0x${'00'.repeat(32)}`
const hexOr = (hash: Uint8Array | null | undefined): Hex => (hash === null || hash === undefined ? ZERO : toHex(hash))

/** The parts that a model's id is made of, as contracts take them. */
export const partsOfModel = ({ identity }: Pick<ExactModel, 'identity'>): ModelParts => ({
  graphRoot: toHex(identity.graphRoot),
  weightsRoot: toHex(identity.weightsRoot),
  tokenizerHash: hexOr(identity.tokenizerHash),
  templateHash: hexOr(identity.templateHash),
  interfaceHash: toHex(identity.interfaceHash),
})
