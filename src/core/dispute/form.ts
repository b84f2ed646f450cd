// Faults of a trace's form: spec/trace.md, "Form faults". A trace that differs from the right one in no value could otherwise hide the value in
// which it does, and a step believes the types that it is shown.

import { concat, equal } from '../bytes/index.ts'
import { depthFor, emptyAt, hashLeaf, hashNode, LEAF_BYTES } from '../crypto/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import { bytesOf, elements, type Op } from '../graph/index.ts'
import {
  byteLength,
  encodeType,
  leafIndexOf,
  OUTPUT,
  PARTS_OF_OP,
  type PartType,
  samplerPart,
  TURNED,
  TYPE_BYTES,
  traceLeaves,
  type WithheldTrace,
} from '../trace/index.ts'
import { type Channel, Reading, Writing } from './channel.ts'
import { draws, openSampler } from './drawing.ts'
import { decodeType, openOp, ownType, type Source } from './evidence.ts'
import type { Facts } from './facts.ts'

/** Their numbers are part of the interface. */
export const FORM_KINDS = { type: 1, slot: 2, padding: 3, missing: 4 } as const
export type FormKind = keyof typeof FORM_KINDS

/** Where a trace's form is wrong. What a kind does not use is 0. */
export interface Form {
  readonly kind: FormKind
  /** Of all but `padding`: op (of `slot` also the number of ops) and part. */
  readonly op: number
  readonly part: number
  /** Of `padding`: the tree as in a demand, and a node of it, from the leaves up. */
  readonly tree: number
  readonly height: number
  readonly index: number
}

const NO_FORM = { op: 0, part: 0, tree: 0, height: 0, index: 0 } as const
export const formOf = (form: Partial<Form> & Pick<Form, 'kind'>): Form => ({ ...NO_FORM, ...form })

/** A prover's trace: opened as far as the fault. */
export type FormSource = Pick<Source, 'model' | 'graph' | 'tokens'> & { readonly trace: WithheldTrace }

/** The root that a node and the siblings above it lead to. */
function climb(
  channel: Channel,
  depth: number,
  height: number,
  index: number,
  hash: Uint8Array,
  path: () => Uint8Array,
) {
  if (!(height >= 0 && height <= depth && index >= 0 && index < 2 ** (depth - height)))
    return refuse('step_refused', `node ${index} at height ${height} of ${depth}`)
  const bytes = channel.take(32 * (depth - height), path)
  let at = hash
  let place = index
  for (let i = 0; i < depth - height; i++) {
    const sibling = bytes.subarray(32 * i, 32 * (i + 1))
    at = place % 2 === 0 ? hashNode(at, sibling) : hashNode(sibling, at)
    place = Math.floor(place / 2)
  }
  return at
}

const pathOf = (source: FormSource | null, tree: number, depth: number, height: number, index: number) => () =>
  concat(
    ...Array.from({ length: depth - height }, (_, i) => {
      const at = Math.floor(index / 2 ** i)
      return source!.trace.node(tree, height + i, at % 2 === 0 ? at + 1 : at - 1)!
    }),
  )

/** Compares a node of the trace tree with the facts. */
function checkTrace(
  channel: Channel,
  facts: Facts,
  height: number,
  index: number,
  hash: Uint8Array,
  source: FormSource | null,
) {
  const depth = depthFor(traceLeaves(facts.ops))
  const root = climb(channel, depth, height, index, hash, pathOf(source, 0, depth, height, index))
  if (!equal(root, facts.traceRoot)) refuse('step_refused', 'the node is not of this trace')
}

/** Type of a part of the sampler; null where there is no such part. */
function samplerType(channel: Channel, facts: Facts, part: number, source: Source | null): PartType | null {
  if (facts.tokensOut === 0) return null
  const sampler = openSampler(channel, facts, source)
  const logits = openOp(channel, facts, facts.logits, source)
  return draws(sampler) ? samplerPart({ vocabulary: logits.shape[0]!, tokens: facts.tokensOut }, part) : null
}

/** Type of a part as the graph's descriptors, or the sampler, give it; null where there is no such part. */
function expectedType(channel: Channel, facts: Facts, form: Form, source: FormSource | null): PartType | null {
  const opened = source as Source | null
  if (form.op === facts.ops) return samplerType(channel, facts, form.part, opened)
  const op: Op = openOp(channel, facts, form.op, opened)
  const own = ownType(op, form.part, facts.rows)
  if (own !== null || op.kind !== 'attention' || form.part !== TURNED) return own
  const values = openOp(channel, facts, op.inputs[2]!, opened)
  return {
    ...{ width: values.bits, shape: values.shape, rows: facts.rows, count: facts.rows * elements(values.shape) },
    elementBytes: bytesOf(values.bits) as 1 | 2,
  }
}

function typeFault(channel: Channel, facts: Facts, form: Form, source: FormSource | null): boolean {
  const expected = expectedType(channel, facts, form, source)
  if (expected === null) return refuse('step_refused', `op ${form.op} has no part ${form.part}`)
  const index = leafIndexOf(form.op, form.part)
  const leaf = channel.take(TYPE_BYTES + 32, () => source!.trace.leaf(index)!)
  checkTrace(channel, facts, 0, index, hashLeaf(leaf), source)
  return !equal(leaf.subarray(0, TYPE_BYTES), encodeType(expected))
}

function slotFault(channel: Channel, facts: Facts, form: Form, source: FormSource | null): boolean {
  if (!(form.part >= 0 && form.part < PARTS_OF_OP) || form.op > facts.ops)
    return refuse('step_refused', `part ${form.part} of op ${form.op}`)
  if (partIsThere(channel, facts, form, source)) return refuse('step_refused', `op ${form.op} has a part ${form.part}`)
  const index = leafIndexOf(form.op, form.part)
  const hash = channel.take(32, () => source!.trace.node(0, 0, index)!)
  checkTrace(channel, facts, 0, index, hash, source)
  return !equal(hash, emptyAt(0))
}

function paddingFault(channel: Channel, facts: Facts, form: Form, source: FormSource | null): boolean {
  const { tree, height, index } = form
  const places = traceLeaves(facts.ops)
  const node = () => source!.trace.node(tree, height, index)!
  if (tree === 0) {
    const hash = channel.take(32, node)
    if (index * 2 ** height < places) return refuse('step_refused', 'the node is not padding')
    checkTrace(channel, facts, height, index, hash, source)
    return !equal(hash, emptyAt(height))
  }
  if (!(tree >= 1 && tree <= places)) return refuse('step_refused', `tree ${tree}`)
  const leaf = channel.take(TYPE_BYTES + 32, () => source!.trace.leaf(tree - 1)!)
  checkTrace(channel, facts, 0, tree - 1, hashLeaf(leaf), source)
  const [op, part] = [Math.floor((tree - 1) / PARTS_OF_OP), (tree - 1) % PARTS_OF_OP]
  const stated = leaf.subarray(0, TYPE_BYTES)
  const type = op === facts.ops ? decodeSampled(stated, part, facts) : decodeType(stated, part, facts.rows)
  const leaves = Math.ceil(byteLength(type) / LEAF_BYTES)
  if (index * 2 ** height < leaves) return refuse('step_refused', 'the node is not padding')
  const hash = channel.take(32, node)
  const depth = depthFor(leaves)
  const root = climb(channel, depth, height, index, hash, pathOf(source, tree, depth, height, index))
  if (!equal(root, leaf.subarray(TYPE_BYTES))) refuse('step_refused', 'the node is not of this tensor')
  return !equal(hash, emptyAt(height))
}

/** Reads what the trace leaf of a part of the sampler states; refuses a form that no such part has. */
function decodeSampled(bytes: Uint8Array, part: number, facts: Facts): PartType {
  const shape = new DataView(bytes.buffer, bytes.byteOffset).getUint32(2)
  const rule = samplerPart({ vocabulary: 1, tokens: facts.tokensOut }, part)
  if (rule === null || facts.tokensOut === 0 || shape === 0)
    return refuse('step_refused', 'the sampler has no such part')
  const type = { ...rule, shape: [shape], count: facts.tokensOut * shape }
  if (!equal(encodeType(type), bytes)) refuse('step_refused', 'the trace leaf of a sampler has a type that none has')
  return type
}

const hasPart = ({ kind }: Op, part: number): boolean =>
  part === OUTPUT || (kind === 'attention' && part >= 0 && part <= TURNED)

/** Is there such a part, as the descriptor of the op, or the sampler, says? */
function partIsThere(channel: Channel, facts: Facts, { op, part }: Form, source: FormSource | null): boolean {
  const opened = source as Source | null
  return op === facts.ops
    ? samplerType(channel, facts, part, opened) !== null
    : hasPart(openOp(channel, facts, op, opened), part)
}

function missingFault(channel: Channel, facts: Facts, form: Form, source: FormSource | null): boolean {
  if (!partIsThere(channel, facts, form, source))
    return refuse('step_refused', `op ${form.op} has no part ${form.part}`)
  const index = leafIndexOf(form.op, form.part)
  const hash = channel.take(32, () => source!.trace.node(0, 0, index)!)
  checkTrace(channel, facts, 0, index, hash, source)
  return equal(hash, emptyAt(0))
}

const FAULTS = { type: typeFault, slot: slotFault, padding: paddingFault, missing: missingFault } as const

/** The evidence of a form fault of a trace that was opened as far as it, and whether it shows one. */
export function proveForm(source: FormSource, facts: Facts, form: Form): { evidence: Uint8Array; faulty: boolean } {
  const channel = new Writing()
  const faulty = FAULTS[form.kind](channel, facts, form, source)
  return { evidence: channel.bytes(), faulty }
}

/** Whether evidence shows that the trace's form is wrong there. Refuses (`step_refused`) evidence that shows nothing. Never throws. */
export function judgeForm(facts: Facts, form: Form, evidence: Uint8Array): Result<{ readonly faulty: boolean }> {
  const judged = attempt(() => {
    const channel = new Reading(evidence)
    const faulty = FAULTS[form.kind](channel, facts, form, null)
    channel.finish()
    return { faulty }
  })
  return judged.ok ? judged : { ...judged, code: 'step_refused' }
}
