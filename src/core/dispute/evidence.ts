// What a step opens, between the bytes of evidence and the step's own rule: everything is hashed, and compared with the roots at the end.
// spec/trace.md, "Evidence". Nothing in evidence says where a thing lies.

import { Reader } from '../bytes/cursor.ts'
import { concat, equal } from '../bytes/index.ts'
import { depthFor, hashLeaf, LEAF_BYTES, type MerkleTree, merkleProof, rootFromProof } from '../crypto/index.ts'
import { refuse } from '../errors/index.ts'
import {
  bytesOf,
  DESCRIPTOR_BYTES,
  decodeOp,
  type ExactModel,
  elements,
  encodeOp,
  graphTree,
  MAX_RANK,
  type Op,
  weightsTree,
} from '../graph/index.ts'
import {
  byteLength,
  encodeType,
  leafIndexOf,
  OUTPUT,
  type PartType,
  SCORES,
  scoresBefore,
  scoreWidth,
  type Trace,
  TYPE_BYTES,
  traceLeaves,
} from '../trace/index.ts'
import type { Channel } from './channel.ts'
import type { Facts } from './facts.ts'
import { leafLength } from './opener.ts'
import { leavesOf, Opened, type Span } from './spans.ts'
import { TOKEN_BYTES, type TokenTrees } from './tokens.ts'

/** What a prover has and a judge has not. */
export interface Source {
  readonly model: Pick<ExactModel, 'graph' | 'weights'>
  readonly graph: MerkleTree
  readonly weights: MerkleTree
  readonly trace: Trace
  /** Of a generation. */
  readonly tokens: TokenTrees | null
}

export const sourceOf = (
  model: Pick<ExactModel, 'graph' | 'weights'>,
  trace: Trace,
  tokens: TokenTrees | null = null,
): Source => ({
  ...{ model, trace, tokens },
  ...{ graph: graphTree(model.graph), weights: weightsTree(model.weights) },
})

interface Entry {
  readonly index: number
  readonly hash: Uint8Array
}

/** Hashes of a multiproof for ascending indices in a tree of this depth. */
export function proofLength(depth: number, indices: readonly number[]): number {
  let needed = 0
  let known = indices
  for (let height = 0; height < depth; height++) {
    const above: number[] = []
    for (let i = 0; i < known.length; i++) {
      const at = known[i]!
      if (at % 2 === 0 && known[i + 1] === at + 1) i++
      else needed++
      above.push(Math.floor(at / 2))
    }
    known = above
  }
  return needed
}

/** The root that entries and a multiproof of the evidence lead to. */
export function rootOf(channel: Channel, depth: number, entries: readonly Entry[], tree: () => MerkleTree): Uint8Array {
  const indices = entries.map(({ index }) => index)
  const length = proofLength(depth, indices)
  const bytes = channel.take(32 * length, () => concat(...merkleProof(tree(), indices)))
  const proof = Array.from({ length }, (_, i) => bytes.subarray(32 * i, 32 * (i + 1)))
  return rootFromProof(depth, entries, proof) ?? refuse('step_refused', 'a multiproof leads nowhere')
}

/** The descriptor of op `id`, opened under the graph's root. */
export function openOp(channel: Channel, facts: Facts, id: number, source: Source | null): Op {
  if (!(id >= 0 && id < facts.ops)) refuse('step_refused', `op ${id} of ${facts.ops}`)
  const bytes = channel.take(DESCRIPTOR_BYTES, () => {
    const { ops } = source!.model.graph
    const op = ops[id]!
    return encodeOp(op, op.inputs.length === 0 ? [] : ops[op.inputs[0]!]!.shape)
  })
  const entry = { index: id + 1, hash: hashLeaf(bytes) }
  const root = rootOf(channel, depthFor(facts.ops + 1), [entry], () => source!.graph)
  if (!equal(root, facts.graphRoot)) refuse('step_refused', 'the descriptor is not of this graph')
  return decodeOp(bytes, id)
}

/** Type of a part from the op alone, or null where it takes another op to tell. */
export function ownType(op: Op, part: number, rows: number): PartType | null {
  const typed = (width: number, shape: readonly number[], count: number): PartType => ({
    ...{ width, shape, rows, count },
    elementBytes: bytesOf(width) as 1 | 2,
  })
  if (part === OUTPUT) return typed(op.bits, op.shape, rows * elements(op.shape))
  if (op.kind !== 'attention' || part !== SCORES) return null
  return typed(scoreWidth(op), [op.shape[0]!], scoresBefore(op.shape[0]!, rows))
}

/** Reads the first bytes of a trace leaf; refuses a form that no part has. */
export function decodeType(bytes: Uint8Array, part: number, rows: number): PartType {
  const r = new Reader(bytes, 'trace leaf', 'step_refused')
  const [width, rank] = [r.u8(), r.u8()]
  const shape = Array.from({ length: MAX_RANK }, () => r.u32()).slice(0, rank)
  const [said, elementBytes] = [r.u32(), r.u32()]
  const each = elements(shape)
  if (rank < 1 || rank > MAX_RANK || width < 2 || width > 16 || said !== rows || each < 1 || each > 2 ** 32)
    refuse('step_refused', 'the trace leaf of an input has a type that none has')
  if (elementBytes !== bytesOf(width)) refuse('step_refused', `${elementBytes} bytes for values of ${width} bits`)
  const count = part === SCORES ? scoresBefore(shape[0]!, rows) : rows * each
  const type = { width, shape, rows, elementBytes: elementBytes as 1 | 2, count }
  if (!equal(encodeType(type), bytes)) refuse('step_refused', 'the trace leaf of an input is not in canonical form')
  return type
}

export class Evidence {
  readonly facts: Facts
  readonly channel: Channel
  readonly source: Source | null
  private readonly entries = new Map<number, Uint8Array>()
  private weightEntries: readonly Entry[] = []

  constructor(facts: Facts, channel: Channel, source: Source | null) {
    this.facts = facts
    this.channel = channel
    this.source = source
  }

  /** The type that a trace leaf states for a part of an input of the step, or of its op. */
  typeOf(id: number, part: number): PartType {
    const bytes = this.channel.take(TYPE_BYTES, () => encodeType(this.source!.trace.part(id, part)!.type))
    return decodeType(bytes, part, this.facts.rows)
  }

  /** Opens the leaves of a part that hold these values. */
  open(id: number, part: number, type: PartType, spans: readonly Span[]): Opened {
    const size = byteLength(type)
    const of = () => this.source!.trace.part(id, part)!
    const leaves = this.take(leavesOf(spans, type.elementBytes, type.count), size, () => of().bytes)
    if (leaves.size === 0) return refuse('step_refused', 'an opening of nothing')
    const root = this.rootOfLeaves(leaves, size, () => of().tree)
    const leaf = hashLeaf(concat(encodeType(type), root))
    const index = leafIndexOf(id, part)
    const before = this.entries.get(index)
    if (before !== undefined && !equal(before, leaf)) refuse('step_refused', 'two openings of one tensor disagree')
    this.entries.set(index, leaf)
    return new Opened(leaves, type.elementBytes)
  }

  /** Opens weights, once a step; spans in bytes. */
  weights(spans: readonly Span[]): Opened {
    const { weightBytes } = this.facts
    if (this.weightEntries.length > 0) throw new RangeError('a step opens weights once')
    const leaves = this.take(leavesOf(spans, 1, weightBytes), weightBytes, () => this.source!.model.weights)
    this.weightEntries = [...leaves].map(([index, bytes]) => ({ index, hash: hashLeaf(bytes) }))
    return new Opened(leaves, 1)
  }

  /** Opens tokens of a generation's prompt or answer, each a value of four bytes, in a tree of their own. */
  tokens(side: 'prompt' | 'answer', spans: readonly Span[]): Opened {
    const { facts } = this
    const [count, expected] =
      side === 'prompt' ? [facts.tokensIn, facts.inputRoot] : [facts.tokensOut, facts.outputRoot]
    const size = TOKEN_BYTES * count
    const of = () => this.source!.tokens![side]
    const leaves = this.take(leavesOf(spans, TOKEN_BYTES, count), size, () => of().bytes)
    if (leaves.size === 0) return refuse('step_refused', 'an opening of no tokens')
    if (
      !equal(
        this.rootOfLeaves(leaves, size, () => of().tree),
        expected,
      )
    )
      refuse('step_refused', `the tokens are not those of the ${side}`)
    return new Opened(leaves, TOKEN_BYTES)
  }

  /** Compares everything that was opened with the roots. Refuses (`step_refused`) where it differs. */
  finish(): void {
    const { facts, channel, source } = this
    const entries = [...this.entries].map(([index, hash]) => ({ index, hash })).sort((a, b) => a.index - b.index)
    const trace = rootOf(channel, depthFor(traceLeaves(facts.ops)), entries, () => source!.trace.tree)
    if (!equal(trace, facts.traceRoot)) refuse('step_refused', 'the openings are not of this trace')
    if (this.weightEntries.length === 0) return
    const depth = depthFor(Math.ceil(facts.weightBytes / LEAF_BYTES))
    const weights = rootOf(channel, depth, this.weightEntries, () => source!.weights)
    if (!equal(weights, facts.weightsRoot)) refuse('step_refused', 'the openings are not of these weights')
  }

  private take(indices: readonly number[], bytes: number, whole: () => Uint8Array): Map<number, Uint8Array> {
    const lengthOf = leafLength(bytes)
    return new Map(
      indices.map(index => [
        index,
        this.channel.take(lengthOf(index), () =>
          whole().subarray(index * LEAF_BYTES, index * LEAF_BYTES + lengthOf(index)),
        ),
      ]),
    )
  }

  private rootOfLeaves(leaves: ReadonlyMap<number, Uint8Array>, size: number, tree: () => MerkleTree): Uint8Array {
    const entries = [...leaves].map(([index, bytes]) => ({ index, hash: hashLeaf(bytes) }))
    return rootOf(this.channel, depthFor(Math.ceil(size / LEAF_BYTES)), entries, tree)
  }
}
