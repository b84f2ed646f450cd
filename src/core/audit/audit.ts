// The full audit: linear and conv ops checked at a random challenge, everything else computed again exactly by an engine, attention included.
// The guarantee comes back as data. spec/audit.md, "Full audit".

import { checkInputs, type GuidedSession, type Instead } from '../engine/index.ts'
import { attemptAsync, type Result, refuse } from '../errors/index.ts'
import { type ExactModel, elements, type IntTensor, nameOf, readRows, rowLayout } from '../graph/index.ts'
import { type Advice, checkAdvice } from './advice.ts'
import { type Challenge, challengeVector, derivedSeed, soundnessBits, VECTORS } from './challenge.ts'
import type { AdvisedOp, StartChecks } from './check.ts'
import { fastChecks } from './fast.ts'

/** What an executor claims of a run, all of it fixed before a fresh seed is drawn. */
export interface Claim {
  readonly inputs: readonly IntTensor[]
  readonly outputs: readonly IntTensor[]
  readonly advice: readonly Advice[]
}

/** What a passed full audit says: a wrong run passes with a probability of at most 2^-bits for each challenge that it may try. */
export interface ExactGuarantee {
  readonly kind: 'exact'
  readonly bits: number
  /** One challenge is tried where it is fresh; an executor that derives 2^t of them has t bits of the guarantee. */
  readonly challenge: Challenge['kind']
  /** Ops checked at the challenge; the rest was computed again. */
  readonly checkedOps: number
}

const SEED_BYTES = 32

/**
 * Audits a claim on a session of the model. Refuses (`advice_malformed`) advice of another form, (`audit_mismatch`, naming the op or the output)
 * what the run does not give, (`input_shape_mismatch`) inputs of other types. `start` makes the checks: the plain ones are the reference.
 */
export const audit = (
  model: ExactModel,
  session: GuidedSession,
  claim: Claim,
  challenge: Challenge,
  start: StartChecks = fastChecks,
): Promise<Result<ExactGuarantee>> =>
  attemptAsync(async () => {
    const { inputs, outputs, advice } = claim
    checkOutputs(model, checkInputs(model.graph, inputs), outputs)
    const seed = challenge.kind === 'fresh' ? challenge.seed : derivedSeed(model, inputs, outputs, advice)
    const { outputs: got, guarantee } = await run(model, session, claim, seed, challenge.kind, start)
    got.forEach((tensor, slot) => {
      const { data } = outputs[slot]!
      const at = firstDifference(data, tensor.data)
      if (at < data.length)
        refuse('audit_mismatch', `output ${slot}: value ${at} is ${tensor.data[at]}, ${data[at]} is claimed`, {
          facts: { slot, at },
        })
    })
    return guarantee
  })

/** As `audit` with a fresh seed, giving the outputs that advice and inputs lead to, for whoever compares them with a claim of his own. */
export const auditRun = (
  model: ExactModel,
  session: GuidedSession,
  claim: Omit<Claim, 'outputs'>,
  seed: Uint8Array,
): Promise<Result<{ readonly outputs: IntTensor[]; readonly guarantee: ExactGuarantee }>> =>
  attemptAsync(() => run(model, session, claim, seed, 'fresh', fastChecks))

async function run(
  model: ExactModel,
  session: GuidedSession,
  { inputs, advice }: Omit<Claim, 'outputs'>,
  seed: Uint8Array,
  challenge: Challenge['kind'],
  start: StartChecks,
): Promise<{ readonly outputs: IntTensor[]; readonly guarantee: ExactGuarantee }> {
  checkAdvice(model, checkInputs(model.graph, inputs), advice)
  if (seed.length !== SEED_BYTES) throw new RangeError(`audit: a seed of ${seed.length} bytes`)
  const vectors = VECTORS[challenge]
  const outputs = await session.runWith(inputs, await guideOf(model, advice, seed, vectors, start))
  const bits = soundnessBits(vectors)
  return { outputs, guarantee: { kind: 'exact', bits, challenge, checkedOps: advice.length } }
}

/** Index of the first value that differs, or the length. Most values do not, so that whole words are compared where they lie on such. */
function firstDifference(a: IntTensor['data'], b: IntTensor['data']): number {
  let at = 0
  if (a.byteOffset % 4 === 0 && b.byteOffset % 4 === 0 && a.BYTES_PER_ELEMENT === b.BYTES_PER_ELEMENT) {
    const words = Math.floor(a.byteLength / 4)
    const [left, right] = [a, b].map(({ buffer, byteOffset }) => new Int32Array(buffer, byteOffset, words)) as [
      Int32Array,
      Int32Array,
    ]
    let word = 0
    while (word < words && left[word] === right[word]) word++
    at = (4 * word) / a.BYTES_PER_ELEMENT
  }
  while (at < a.length && a[at] === b[at]) at++
  return at
}

function checkOutputs({ graph }: ExactModel, rows: number, outputs: readonly IntTensor[]): void {
  const ports = graph.ops.filter(op => op.kind === 'output')
  const fits = (tensor: IntTensor, { shape, bits }: (typeof ports)[0]): boolean =>
    tensor.rows === rows &&
    tensor.bits === bits &&
    String(tensor.shape) === String(shape) &&
    tensor.data.length === rows * elements(shape)
  if (outputs.length !== ports.length || !outputs.every((tensor, slot) => fits(tensor, ports[slot]!)))
    refuse('audit_mismatch', 'the claimed outputs do not have the types of the outputs of the model')
}

/** Puts requantized advice in place of products, once it has been found to belong to their inputs: nothing is computed from what has not. */
async function guideOf(
  { graph, weights }: ExactModel,
  advice: readonly Advice[],
  seed: Uint8Array,
  count: number,
  start: StartChecks,
): Promise<Instead> {
  const ids: number[] = []
  const ops: AdvisedOp[] = []
  graph.ops.forEach((op, id) => {
    if (op.kind !== 'linear' && op.kind !== 'conv') return
    const inputShape = graph.ops[op.inputs[0]!]!.shape
    ids.push(id)
    ops.push({ op, inputShape, parameters: readRows(weights, rowLayout(op, inputShape), nameOf(op, id)) })
  })
  const most = Math.max(0, ...ops.map(({ parameters }) => parameters.bias.length))
  // Every op takes the beginning of the same vectors: the first wrong op decides, and its inputs do not depend on them.
  const vectors = Array.from({ length: count }, (_, vector) => challengeVector(seed, vector, most))
  const checks = await start(ops, vectors)
  return (id, first, rows, x, out) => {
    const at = ids.indexOf(id)
    if (at < 0) return false
    const { op } = ops[at]!
    const row = elements(op.shape)
    const own = advice[at]!.accumulators.subarray(first * row, (first + rows) * row)
    const verdict = checks[at]!.settle(x, own, rows, out)
    const facts = { facts: { op: id, first, rows } }
    if (verdict === 'outside')
      refuse('advice_malformed', `${nameOf(op, id)}: an accumulator is outside its bound`, facts)
    if (verdict === 'wrong')
      refuse('audit_mismatch', `${nameOf(op, id)}: the advice is not what its inputs and weights give`, facts)
    return true
  }
}
