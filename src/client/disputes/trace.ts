// The trace of a receipt's run, for whoever disputes it or answers for it: computed again from the input that the receipt shows.

import type { ModelParts } from '../../contracts/index.ts'
import { fromHex, type Hex, toHex } from '../../core/bytes/index.ts'
import { type Generated, generationOf, tokenExpected, traceOfGeneration } from '../../core/dispute/index.ts'
import type { Engine } from '../../core/engine/index.ts'
import { refuse } from '../../core/errors/index.ts'
import { type ExactModel, type IntTensor, portRoot, tensorFromBytes } from '../../core/graph/index.ts'
import {
  commitment,
  integersIn,
  type ReceiptBundle,
  tensorOfTokens,
  tokensOf,
  traceCommitmentOf,
} from '../../core/receipt/index.ts'
import { OUTPUT, partsOf, type Trace, traceBytes, traceOf } from '../../core/trace/index.ts'

/** Bytes that a trace kept in memory may take. */
const MAX_TRACE_BYTES = 1 << 30

/** The right trace of a receipt's run. Of a generation it follows the receipt's answer, each token of which may be wrong. */
export interface ReceiptTrace {
  readonly trace: Trace
  readonly generated: Generated | null
}

/** What a receipt says of a generation; null for a run. */
function generationIn(
  model: ExactModel,
  { input, output, request, sampler }: Pick<ReceiptBundle, 'input' | 'output' | 'request' | 'sampler'>,
): Generated | null {
  if (request.request.samplerHash === ZERO) return null
  const [prompt, answer] = [input, output].map(side => (side === null ? null : tokensOf(side.tensors)))
  if (!prompt || !answer || sampler === null)
    return refuse('disclosure_required', 'receipt: prompt, answer or sampler are not shown')
  return generationOf(model, { prompt, answer, sampler, seed: fromHex(request.request.seed) })
}

/**
 * Computes the trace of the run that a receipt is about. Refuses `disclosure_required` where its input (of a generation, its output and
 * its sampler) is not shown, `model_too_large` where the trace would take more memory than `maxBytes`.
 */
export async function traceOfReceipt(
  model: ExactModel,
  bundle: Pick<ReceiptBundle, 'input' | 'output' | 'request' | 'sampler'>,
  engine: Engine,
  maxBytes = MAX_TRACE_BYTES,
): Promise<ReceiptTrace> {
  const generated = generationIn(model, bundle)
  const given = bundle.input === null ? null : integersIn(bundle.input.tensors)
  if (given === null)
    return refuse('disclosure_required', 'receipt: its input is not shown, so that nobody can run it again')
  const inputs =
    generated === null
      ? given.map(({ tensor }) => tensor)
      : [tensorOfTokens([...generated.prompt, ...generated.answer.slice(0, -1)]).tensor]
  const { rows } = inputs[0]!
  const sampled = generated === null ? null : { vocabulary: generated.vocabulary, tokens: generated.answer.length }
  const bytes = traceBytes(model.graph, rows, sampled)
  if (bytes > maxBytes) refuse('model_too_large', `trace: ${bytes} bytes, at most ${maxBytes} are kept in memory`)
  const session = await engine.load(model)
  try {
    const values = await session.trace(inputs)
    const trace =
      generated === null
        ? traceOf(model.graph, rows, partsOf(model.graph, values))
        : traceOfGeneration(model, values, generated)
    return { trace, generated }
  } finally {
    session.close()
  }
}

/** The outputs of a trace, in slot order. */
export const outputsOfTrace = ({ graph }: ExactModel, trace: Trace): IntTensor[] =>
  graph.ops.flatMap((op, id) =>
    op.kind === 'output' ? [tensorFromBytes(trace.part(id, OUTPUT)!.bytes, op.shape, op.bits, trace.rows)!] : [],
  )

/** The trace root that a receipt commits to, where it is shown; null else. A root under another salt is somebody else's word. */
export const committedRoot = ({ receipt, trace }: Pick<ReceiptBundle, 'receipt' | 'trace'>): Hex | null =>
  trace !== null && traceCommitmentOf(trace) === receipt.traceCommitment ? trace.root : null

/**
 * Is a receipt's answer the one that its trace gives, and the trace root that it commits to, where that is shown, the trace's own? Refuses `disclosure_required` where it is not shown, `generation_not_disputable`
 * for one under a grammar.
 */
export function isRight(model: ExactModel, bundle: ReceiptBundle, { trace, generated }: ReceiptTrace): boolean {
  const { receipt, output } = bundle
  const root = committedRoot(bundle)
  // Bought, and not this run's: the node cannot commit to a trace that holds, whatever its answer.
  const promised = root === null || root === toHex(trace.root)
  if (generated !== null) {
    if (generated.rules.grammar !== null)
      refuse('generation_not_disputable', 'receipt: an answer under a grammar; replay tells whether it is right')
    return promised && generated.answer.every((token, i) => tokenExpected(trace, generated, i) === token)
  }
  const shown = output === null ? null : integersIn(output.tensors)
  if (output === null || shown === null) return refuse('disclosure_required', 'receipt: its output is not shown')
  const own = outputsOfTrace(model, trace)
  // A receipt may leave outputs out: those that it shows are compared.
  const compared = shown.map(({ name }) => own[model.ports.outputs.findIndex(port => port.name === name)])
  return (
    promised &&
    compared.every(tensor => tensor !== undefined) &&
    commitment(fromHex(output.salt), portRoot(compared as IntTensor[])) === receipt.outputCommitment
  )
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
