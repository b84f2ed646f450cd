// Down a trace that somebody else has committed to, beside the honest one: what to ask for next, or which fault to show. Everything left of
// the first difference agrees, so that a step's inputs can be opened under the claimed root and give the honest value.

import { equal } from '../bytes/index.ts'
import { depthFor, emptyAt, LEAF_BYTES } from '../crypto/index.ts'
import type { Graph, Op } from '../graph/index.ts'
import {
  encodeType,
  leafIndexOf,
  leavesOfTree,
  nodeOf,
  OPENING_LEVELS,
  OUTPUT,
  PARTS_OF_OP,
  type PartTree,
  type Place,
  partAt,
  SAMPLER_DRAWS,
  SAMPLER_SCORES,
  SAMPLER_SUMS,
  SCORES,
  type Trace,
  TURNED,
  TYPE_BYTES,
  traceLeaves,
  type WithheldTrace,
} from '../trace/index.ts'
import { ANSWER } from './drawing.ts'
import type { Step } from './facts.ts'
import { differenceAt, firstByte } from './find.ts'
import { type Form, formOf } from './form.ts'
import { type Generated, tokenExpected } from './generation.ts'
import { rowOfByte, stepAtByte, stepOfDraw, stepOfRecord, wrongDraw } from './pursueDraws.ts'

/** What comes next: a place to demand, or a fault to show. */
export type Pursuit =
  | { readonly kind: 'demand'; readonly place: Place }
  /** `from` is the claimed trace, of which everything that the step opens is known. */
  | { readonly kind: 'step'; readonly step: Step; readonly from: WithheldTrace }
  | { readonly kind: 'form'; readonly form: Form }

/** An op's parts in the order in which they follow from one another: its output comes of the others. */
const ORDER = [SCORES, TURNED, OUTPUT, PARTS_OF_OP - 1]
/** Of a sampler, sums are looked at last: they are those of the records. */
const SAMPLER_ORDER = [SAMPLER_SCORES, SAMPLER_DRAWS, SAMPLER_SUMS, PARTS_OF_OP - 1]

/** A node of a tree, from the leaves up. */
interface Node {
  readonly height: number
  readonly index: number
}

/** Where a tree first differs: a node that must be opened first, one that covers padding alone, or a leaf. Null where it does not. */
type Difference = { readonly unopened: Node } | { readonly padding: Node } | { readonly leaf: number } | null

function firstOf(honest: Trace, claimed: WithheldTrace, tree: number, leaves: number): Difference {
  const own = tree === 0 ? honest.tree : honest.part(...partAt(tree - 1))!.tree
  const depth = depthFor(leaves)
  const look = (height: number, index: number): Difference => {
    const padding = index * 2 ** height >= leaves
    const right = padding ? emptyAt(height) : nodeOf(own, height, index)
    const said = claimed.node(tree, height, index)
    if (said === null || equal(said, right)) return null
    if (padding) return { padding: { height, index } }
    if (height === 0) return { leaf: index }
    if (claimed.node(tree, height - 1, 2 * index) === null) return { unopened: { height, index } }
    return look(height - 1, 2 * index) ?? look(height - 1, 2 * index + 1)
  }
  return look(depth, 0)
}

/** The place that opens a node's descendants: those that are known and whose children are not stand at one. */
const placeOf = (tree: number, depth: number, { height, index }: Node): Place => ({
  tree,
  depth: depth - height,
  index,
})

/** The place that opens the row in which a leaf stands. */
function bottomOf(tree: number, depth: number, leaf: number): Place {
  const from = depth === 0 ? 0 : OPENING_LEVELS * Math.floor((depth - 1) / OPENING_LEVELS)
  return { tree, depth: from, index: Math.floor(leaf / 2 ** (depth - from)) }
}

/** Does a leaf of the trace tree differ? Or the node that must be opened first. */
function stateOf(honest: Trace, claimed: WithheldTrace, leaf: number, depth: number): 'same' | 'differs' | Node {
  for (let height = 0; height <= depth; height++) {
    const index = Math.floor(leaf / 2 ** height)
    const said = claimed.node(0, height, index)
    if (said === null) continue
    if (equal(said, nodeOf(honest.tree, height, index))) return 'same'
    return height === 0 ? 'differs' : { height, index }
  }
  throw new RangeError('the root of a trace is known')
}

/**
 * The first difference of two traces of one graph and number of rows, as far as `claimed` has been opened; then the first token of a
 * generation that is not the one that follows; null where there is neither.
 */
export function pursue(honest: Trace, claimed: WithheldTrace, generated: Generated | null = null): Pursuit | null {
  return inTrace(honest, claimed, generated) ?? (generated === null ? null : inAnswer(honest, claimed, generated))
}

function inAnswer(honest: Trace, claimed: WithheldTrace, generated: Generated): Pursuit | null {
  for (const [row, token] of generated.answer.entries()) {
    const right = tokenExpected(honest, generated, row)
    if (right === null || right === token) continue
    const hint = honest.sampled === null ? right : 0
    return { kind: 'step', step: { op: honest.graph.ops.length, part: ANSWER, row, element: 0, hint }, from: claimed }
  }
  return null
}

function inTrace(honest: Trace, claimed: WithheldTrace, generated: Generated | null): Pursuit | null {
  const leaves = traceLeaves(honest.graph.ops.length)
  const depth = depthFor(leaves)
  const found = firstOf(honest, claimed, 0, leaves)
  if (found === null) return null
  if ('unopened' in found) return { kind: 'demand', place: placeOf(0, depth, found.unopened) }
  if ('padding' in found) return { kind: 'form', form: formOf({ kind: 'padding', ...found.padding }) }
  const op = Math.floor(found.leaf / PARTS_OF_OP)
  // Of the op's places that differ, the one that follows from none of the others.
  let part: number | undefined
  for (const which of op === honest.graph.ops.length ? SAMPLER_ORDER : ORDER) {
    const state = stateOf(honest, claimed, leafIndexOf(op, which), depth)
    if (state === 'same') continue
    if (state !== 'differs') return { kind: 'demand', place: placeOf(0, depth, state) }
    part = which
    break
  }
  if (part === undefined) throw new RangeError('a leaf that differs is one of its op')
  const form = inForm(honest, claimed, op, part)
  if (form !== null) return form
  if (op < honest.graph.ops.length) return inTensor(honest, claimed, op, part)
  return part === SAMPLER_DRAWS
    ? inDraws(honest, claimed, generated!)
    : inBytes(honest, claimed, op, part, at => stepAtByte(honest, part, at))
}

/** What is wrong with a trace leaf that differs, apart from its root; or that it must be opened. */
function inForm(honest: Trace, claimed: WithheldTrace, op: number, part: number): Pursuit | null {
  const index = leafIndexOf(op, part)
  const own = honest.part(op, part)
  if (own === null) return { kind: 'form', form: formOf({ kind: 'slot', op, part }) }
  if (equal(claimed.node(0, 0, index)!, emptyAt(0)))
    return { kind: 'form', form: formOf({ kind: 'missing', op, part }) }
  const said = claimed.leaf(index)
  const depth = depthFor(traceLeaves(honest.graph.ops.length))
  if (said === null) return { kind: 'demand', place: bottomOf(0, depth, index) }
  return equal(said.subarray(0, TYPE_BYTES), encodeType(own.type))
    ? null
    : { kind: 'form', form: formOf({ kind: 'type', op, part }) }
}

/** A record of a token differs: it is wrong by itself, or the sums under it do not fit it. */
function inDraws(honest: Trace, claimed: WithheldTrace, generated: Generated): Pursuit | null {
  const op = honest.graph.ops.length
  let found: ReturnType<typeof wrongDraw> | null = null
  const down = inBytes(honest, claimed, op, SAMPLER_DRAWS, at => {
    const step = stepAtByte(honest, SAMPLER_DRAWS, at)
    found = wrongDraw(honest, claimed, generated, step.row)
    return step
  })
  if (found === null || down?.kind !== 'step') return down
  const wrong: ReturnType<typeof wrongDraw> = found
  const alone = stepOfRecord(honest, wrong, generated)
  if (alone !== null) return { kind: 'step', step: alone, from: claimed }
  // From here on the claimed trace is compared with what is right beside the claimed record.
  const { beside, row } = wrong
  const from = claimed.beside(beside)
  const last: Pursuit = { kind: 'step', step: stepOfDraw(honest, wrong, generated), from }
  const index = leafIndexOf(op, SAMPLER_SUMS)
  const depth = depthFor(traceLeaves(op))
  const state = stateOf(beside, from, index, depth)
  if (state === 'same') return last
  if (state !== 'differs') return { kind: 'demand', place: placeOf(0, depth, state) }
  const form = inForm(beside, from, op, SAMPLER_SUMS)
  if (form !== null) return form
  const sums = inBytes(beside, from, op, SAMPLER_SUMS, at => stepAtByte(beside, SAMPLER_SUMS, at))
  // What differs in the sums of later tokens says nothing about this one.
  return sums !== null && firstRowOf(sums, beside) <= row ? sums : last
}

/** The first token whose sums a pursuit of the sums is about. */
function firstRowOf(found: Pursuit, beside: Trace): number {
  if (found.kind === 'step') return found.step.row
  // Padding lies behind all tokens.
  if (found.kind === 'form') return beside.sampled!.tokens
  const { tree, depth, index } = found.place
  const leaf = index * 2 ** (depthFor(leavesOfTree(beside, tree)) - depth)
  return rowOfByte(beside, SAMPLER_SUMS, LEAF_BYTES * leaf)
}

/** Down to the first byte in which a part of the sampler differs. */
function inBytes(
  honest: Trace,
  claimed: WithheldTrace,
  op: number,
  part: number,
  stepAt: (byte: number) => Step,
): Pursuit | null {
  return inLeaves(honest, claimed, op, part, (own, theirs, from) => {
    const at = firstByte(own, theirs, from)
    return at === null ? null : stepAt(at)
  })
}

const inTensor = (honest: Trace, claimed: WithheldTrace, op: number, part: number): Pursuit | null =>
  inLeaves(honest, claimed, op, part, (own, theirs, from) =>
    differenceAt(kindOf(honest.graph, op), op, part, own, theirs, from),
  )

function inLeaves(
  honest: Trace,
  claimed: WithheldTrace,
  op: number,
  part: number,
  stepOf: (own: PartTree, theirs: PartTree, from: number) => Step | null,
): Pursuit | null {
  const tree = leafIndexOf(op, part) + 1
  const leaves = leavesOfTree(honest, tree)
  const depth = depthFor(leaves)
  const found = firstOf(honest, claimed, tree, leaves)
  if (found === null) return null
  if ('unopened' in found) return { kind: 'demand', place: placeOf(tree, depth, found.unopened) }
  if ('padding' in found) return { kind: 'form', form: formOf({ kind: 'padding', tree, ...found.padding }) }
  if (claimed.bytes(tree, found.leaf) === null) return { kind: 'demand', place: bottomOf(tree, depth, found.leaf) }
  const step = stepOf(honest.part(op, part)!, claimed.part(op, part)!, found.leaf * LEAF_BYTES)
  return step === null ? null : { kind: 'step', step, from: claimed }
}

const kindOf = (graph: Graph, op: number): Op['kind'] => graph.ops[op]!.kind
