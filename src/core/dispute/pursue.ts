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
  type Place,
  partAt,
  SCORES,
  type Trace,
  TURNED,
  TYPE_BYTES,
  traceLeaves,
  type WithheldTrace,
} from '../trace/index.ts'
import type { Step } from './facts.ts'
import { differenceAt } from './find.ts'
import { type Form, formOf } from './form.ts'

/** What comes next: a place to demand, or a fault to show. */
export type Pursuit =
  | { readonly kind: 'demand'; readonly place: Place }
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'form'; readonly form: Form }

/** An op's parts in the order in which they follow from one another: its output comes of the others. */
const ORDER = [SCORES, TURNED, OUTPUT, PARTS_OF_OP - 1]

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

/** The first difference of two traces of one graph and number of rows, as far as `claimed` has been opened; null where there is none. */
export function pursue(honest: Trace, claimed: WithheldTrace): Pursuit | null {
  const leaves = traceLeaves(honest.graph.ops.length)
  const depth = depthFor(leaves)
  const found = firstOf(honest, claimed, 0, leaves)
  if (found === null) return null
  if ('unopened' in found) return { kind: 'demand', place: placeOf(0, depth, found.unopened) }
  if ('padding' in found) return { kind: 'form', form: formOf({ kind: 'padding', ...found.padding }) }
  const op = Math.floor(found.leaf / PARTS_OF_OP)
  // Of the op's places that differ, the one that follows from none of the others.
  let part: number | undefined
  for (const which of ORDER) {
    const state = stateOf(honest, claimed, leafIndexOf(op, which), depth)
    if (state === 'same') continue
    if (state !== 'differs') return { kind: 'demand', place: placeOf(0, depth, state) }
    part = which
    break
  }
  if (part === undefined) throw new RangeError('a leaf that differs is one of its op')
  const index = leafIndexOf(op, part)
  const own = honest.part(op, part)
  if (own === null) return { kind: 'form', form: formOf({ kind: 'slot', op, part }) }
  if (equal(claimed.node(0, 0, index)!, emptyAt(0)))
    return { kind: 'form', form: formOf({ kind: 'missing', op, part }) }
  const said = claimed.leaf(index)
  if (said === null) return { kind: 'demand', place: bottomOf(0, depth, index) }
  if (!equal(said.subarray(0, TYPE_BYTES), encodeType(own.type)))
    return { kind: 'form', form: formOf({ kind: 'type', op, part }) }
  return inTensor(honest, claimed, op, part)
}

function inTensor(honest: Trace, claimed: WithheldTrace, op: number, part: number): Pursuit | null {
  const tree = leafIndexOf(op, part) + 1
  const leaves = leavesOfTree(honest, tree)
  const depth = depthFor(leaves)
  const found = firstOf(honest, claimed, tree, leaves)
  if (found === null) return null
  if ('unopened' in found) return { kind: 'demand', place: placeOf(tree, depth, found.unopened) }
  if ('padding' in found) return { kind: 'form', form: formOf({ kind: 'padding', tree, ...found.padding }) }
  if (claimed.bytes(tree, found.leaf) === null) return { kind: 'demand', place: bottomOf(tree, depth, found.leaf) }
  const own = honest.part(op, part)!
  const theirs = claimed.part(op, part)!
  const step = differenceAt(kindOf(honest.graph, op), op, part, own, theirs, found.leaf * LEAF_BYTES)
  return step === null ? null : { kind: 'step', step }
}

const kindOf = (graph: Graph, op: number): Op['kind'] => graph.ops[op]!.kind
