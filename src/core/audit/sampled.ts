// Sampled audits: some steps of a run's trace, drawn by the auditor after the executor has shown the trace's root, each judged from what the executor opens of
// it. Nobody needs the weights for it. What it says is a probability. spec/audit.md, "Sampled audit".

import { concat, equal } from '../bytes/index.ts'
import { depthFor, hashLeaf, rootFromProof } from '../crypto/index.ts'
import { ANSWER, type Facts, type Generated, judgeStep, type Step, sampledOf } from '../dispute/index.ts'
import { refuse } from '../errors/index.ts'
import { elements, type Graph, type IntTensor, nameOf, type Op, tensorRoot } from '../graph/index.ts'
import {
  blocksOf,
  encodeType,
  leafIndexOf,
  OUTPUT,
  PARTS_OF_OP,
  partType,
  SAMPLER_BLOCK,
  SAMPLER_DRAWS,
  SAMPLER_SCORES,
  SAMPLER_SUMS,
  SCORES,
  scoresBefore,
  TURNED,
  traceLeaves,
} from '../trace/index.ts'
import { chachaWords } from './chacha.ts'

/** Steps that look at one part of a trace. */
interface Stratum {
  readonly op: number
  readonly part: number
  readonly count: number
  /** Candidates that a step of it compares its value with; 1 where it has none. */
  readonly hints: number
  place(index: number): { readonly row: number; readonly element: number }
}

/** All steps of a trace. A candidate (`hint`) is drawn with its value. */
export interface StepSpace {
  readonly strata: readonly Stratum[]
  /** Values whose steps are drawn from. */
  readonly steps: number
}

const byRows =
  (each: number) =>
  (index: number): { row: number; element: number } => ({ row: Math.floor(index / each), element: index % each })

/** Row t begins at H t (t + 1) / 2. */
function scorePlace(heads: number, index: number): { row: number; element: number } {
  let row = Math.floor((Math.sqrt(1 + (8 * index) / heads) - 1) / 2)
  while (scoresBefore(heads, row) > index) row--
  while (scoresBefore(heads, row + 1) <= index) row++
  return { row, element: index - scoresBefore(heads, row) }
}

function placeIn(op: Op, part: number, rows: number, each: number): Stratum['place'] {
  if (part === OUTPUT) return byRows(each)
  if (part === SCORES) return index => scorePlace(op.shape[0]!, index)
  return index => ({ row: index % rows, element: Math.floor(index / rows) })
}

/** Steps of a run's trace of `rows` rows; of a generation, those of its sampler and its tokens too. */
export function stepSpace(graph: Graph, rows: number, generated: Generated | null): StepSpace {
  const strata: Stratum[] = []
  for (const [id, op] of graph.ops.entries())
    for (let part = 0; part < PARTS_OF_OP; part++) {
      const type = partType(graph, id, part, rows)
      // Of a run, inputs are compared with the receipt's; of a generation they are fed tokens.
      if (type === null || (op.kind === 'input' && generated === null)) continue
      const hints = op.kind === 'argMax' ? graph.ops[op.inputs[0]!]!.shape.at(-1)! : 1
      const place = placeIn(op, part, rows, part === TURNED ? type.count / rows : elements(type.shape))
      strata.push({ op: id, part, count: type.count, hints, place })
    }
  if (generated !== null) strata.push(...samplerStrata(graph.ops.length, generated))
  return { strata, steps: strata.reduce((sum, { count }) => sum + count, 0) }
}

function samplerStrata(op: number, generated: Generated): Stratum[] {
  const tokens = generated.answer.length
  const sampled = sampledOf(generated)
  const of = (part: number, each: number, hints: number): Stratum => ({
    ...{ op, part, count: tokens * each, hints },
    place: byRows(each),
  })
  if (sampled === null) return [of(ANSWER, 1, generated.vocabulary)]
  const blocks = blocksOf(sampled)
  return [
    of(SAMPLER_SCORES, SAMPLER_BLOCK * blocks, 1),
    of(SAMPLER_SUMS, blocks, 1),
    of(SAMPLER_DRAWS, 1, generated.vocabulary),
    of(ANSWER, 1, 1),
  ]
}

const RANGE = 2 ** 53

/** Integers below 2^53 from a seed of 32 bytes, without end. */
function* numbers(seed: Uint8Array): Generator<number> {
  for (let nonce = 0; ; nonce++) {
    const words = chachaWords(seed, nonce, 256)
    for (let i = 0; i < words.length; i += 2) yield (words[i]! >>> 0) * 2 ** 21 + (words[i + 1]! >>> 11)
  }
}

/** Each integer below `count` equally likely. */
function below(count: number, draws: Iterator<number, never>): number {
  const end = RANGE - (RANGE % count)
  for (;;) {
    const { value } = draws.next()
    if (value < end) return value % count
  }
}

/** `samples` steps, each value of the trace equally likely each time, with a candidate where the step has them. */
export function drawSteps({ strata, steps }: StepSpace, seed: Uint8Array, samples: number): Step[] {
  if (steps < 1) throw new RangeError('sample: a trace without steps')
  const draws = numbers(seed) as Iterator<number, never>
  return Array.from({ length: samples }, () => {
    let index = below(steps, draws)
    const stratum = strata.find(({ count }) => {
      if (index < count) return true
      index -= count
      return false
    })!
    const hint = stratum.hints === 1 ? 0 : below(stratum.hints, draws)
    return { op: stratum.op, part: stratum.part, ...stratum.place(index), hint }
  })
}

/** Ops of a run's inputs, and of the outputs that a receipt shows, ascending; with what the receipt shows of them. */
export interface ShownPort {
  readonly op: number
  readonly tensor: IntTensor
}

/** Trace leaves of ports, in ascending order: what a trace root is shown to belong to a receipt by. */
export const portLeaves = (ports: readonly { readonly op: number }[]): number[] =>
  ports.map(({ op }) => leafIndexOf(op, OUTPUT))

/** Refuses (`audit_mismatch`) a trace that does not have these tensors at its ports. `proof` is the multiproof of their leaves. */
export function checkPorts(
  graph: Graph,
  rows: number,
  traceRoot: Uint8Array,
  ports: readonly ShownPort[],
  proof: readonly Uint8Array[],
): void {
  const entries = ports.map(({ op, tensor }) => {
    const type = partType(graph, op, OUTPUT, rows) ?? refuse('audit_mismatch', `op ${op} has no output`)
    // Leaves bind bytes alone; what the bytes are read as is the model's to say.
    const { shape, bits } = graph.ops[op]!
    const stated = JSON.stringify([tensor.bits, tensor.rows, ...tensor.shape])
    if (stated !== JSON.stringify([bits, rows, ...shape]))
      refuse('audit_mismatch', `op ${op}: a tensor of another type than the model has there`, { facts: { op } })
    return { index: leafIndexOf(op, OUTPUT), hash: hashLeaf(concat(encodeType(type), tensorRoot(tensor))) }
  })
  const root = rootFromProof(depthFor(traceLeaves(graph.ops.length)), entries, proof)
  if (root === null || !equal(root, traceRoot))
    refuse('audit_mismatch', 'the trace does not have the inputs and outputs of the receipt')
}

/**
 * Judges drawn steps by the evidence of each. Refuses (`audit_mismatch`, naming the step) one that is wrong, and one whose evidence does not open
 * what it reads: an executor that has the trace can.
 */
export function judgeSteps(
  graph: Graph,
  facts: Facts,
  steps: readonly Step[],
  evidence: (index: number) => Uint8Array,
): void {
  steps.forEach((step, index) => {
    const judged = judgeStep(facts, step, evidence(index))
    if (judged.ok && !judged.value.faulty) return
    const op = graph.ops[step.op]
    const name = op === undefined ? 'the sampler' : nameOf(op, step.op)
    const place = `${name}: part ${step.part}, row ${step.row}, element ${step.element}`
    const why = judged.ok ? 'the value of the trace is not the one that its inputs give' : judged.message
    refuse('audit_mismatch', `${place}: ${why}`, { facts: { ...step } })
  })
}
