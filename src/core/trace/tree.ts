// The trace tree of spec/trace.md, from the outputs of all ops. Everything is kept in memory: for whoever opens parts of it. A root
// alone is made tensor by tensor (`TraceRoot`), so that committing to a long run takes the memory of one of its tensors.

import { concat, equal } from '../bytes/index.ts'
import {
  hashLeaf,
  leafHashesOfBytes,
  type MerkleTree,
  merkleProof,
  merkleRootOfBytes,
  merkleTree,
} from '../crypto/index.ts'
import type { Graph, IntTensor } from '../graph/index.ts'
import { tensorBytes } from '../graph/index.ts'
import { turnedOf } from './attention.ts'
import {
  byteLength,
  encodeType,
  leafIndexOf,
  OUTPUT,
  PARTS_OF_OP,
  type PartType,
  partType,
  type Sampled,
  SCORES,
  TURNED,
  traceLeaves,
} from './layout.ts'
import { fastScoresOf } from './scores.ts'

const ABSENT = new Uint8Array(32)

/** Makes a trace root of roots of tensors, which may come in any order. */
export class TraceRoot {
  readonly rows: number
  private readonly graph: Graph
  private readonly sampled: Sampled | null
  private readonly leaves: Uint8Array[]
  /** Roots of outputs, by op. */
  private readonly roots = new Map<number, Uint8Array>()

  constructor(graph: Graph, rows: number, sampled: Sampled | null = null) {
    this.graph = graph
    this.rows = rows
    this.sampled = sampled
    this.leaves = new Array<Uint8Array>(traceLeaves(graph.ops.length)).fill(ABSENT)
  }

  /**
   * Takes a part's canonical bytes, which may be reused afterwards. `copied`: the output bytes, as they were added, of the op
   * that `copiedBy` names, where they are at hand: the same bytes are not hashed again. RangeError for a part that there is
   * not, or bytes of another length.
   */
  add(id: number, part: number, bytes: Uint8Array, copied: Uint8Array | null = null): void {
    const type = this.typeOf(id, part)
    if (type === null) throw new RangeError(`trace: op ${id} has no part ${part}`)
    if (bytes.length !== byteLength(type))
      throw new RangeError(`trace: part ${part} of op ${id} has ${bytes.length} bytes, ${byteLength(type)} expected`)
    const source = copied === null || part !== OUTPUT ? null : copiedBy(this.graph, id)
    const known = source === null ? undefined : this.roots.get(source)
    const root = known !== undefined && sameBytes(bytes, copied!) ? known : merkleRootOfBytes(bytes)
    if (part === OUTPUT) this.roots.set(id, root)
    this.leaves[leafIndexOf(id, part)] = hashLeaf(concat(encodeType(type), root))
  }

  /** The tree over what was added. RangeError where a part is missing. */
  finish(): MerkleTree {
    for (let id = 0; id <= this.graph.ops.length; id++)
      for (let part = 0; part < PARTS_OF_OP; part++)
        if (this.typeOf(id, part) !== null && this.leaves[leafIndexOf(id, part)] === ABSENT)
          throw new RangeError(`trace: part ${part} of op ${id} is missing`)
    return merkleTree(this.leaves)
  }

  private typeOf(id: number, part: number): PartType | null {
    return partType(this.graph, id, part, this.rows, this.sampled)
  }
}

/** The op whose output an op gives on, byte for byte, or null where there is none such. */
export function copiedBy({ ops }: Graph, id: number): number | null {
  const op = ops[id]
  return op !== undefined && (op.kind === 'output' || op.kind === 'reshape') ? op.inputs[0]! : null
}

/** As `equal`, eight times as fast where both lie at whole words. */
function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length || a.byteOffset % 4 !== 0 || b.byteOffset % 4 !== 0) return equal(a, b)
  const words = a.length >>> 2
  const [x, y] = [new Int32Array(a.buffer, a.byteOffset, words), new Int32Array(b.buffer, b.byteOffset, words)]
  for (let i = 0; i < words; i++) if (x[i] !== y[i]) return false
  return equal(a.subarray(4 * words), b.subarray(4 * words))
}

/** One part of a trace, with its tree. */
export interface PartTree {
  readonly type: PartType
  readonly bytes: Uint8Array
  readonly tree: MerkleTree
}

/** A trace whose parts can be opened. */
export interface Trace {
  readonly graph: Graph
  readonly rows: number
  /** Null for a run, and for a generation that draws nothing. */
  readonly sampled: Sampled | null
  readonly root: Uint8Array
  /** Tree over the trace leaves. */
  readonly tree: MerkleTree
  /** A part of an op, or null where there is none. Its tree is built when it is first asked for. */
  part(id: number, part: number): PartTree | null
  /** Multiproof of trace leaves, indices ascending. */
  proof(indices: readonly number[]): Uint8Array[]
}

/** The bytes of every part of every op, from the outputs of all ops of a run (`Session.trace`). */
export function* partsOf(
  graph: Graph,
  values: readonly IntTensor[],
): Generator<[id: number, part: number, Uint8Array]> {
  for (const [id, op] of graph.ops.entries()) {
    yield [id, OUTPUT, tensorBytes(values[id]!)]
    if (op.kind !== 'attention') continue
    const [q, k, v] = op.inputs.map(source => values[source]!) as [IntTensor, IntTensor, IntTensor]
    yield [id, SCORES, tensorBytes({ ...q, data: fastScoresOf(op, q, k) })]
    yield [id, TURNED, tensorBytes({ ...v, data: turnedOf(v) })]
  }
}

/** The trace of a run from the bytes of its parts, kept as they are given; `partsOf` gives those of an honest run. */
export function traceOf(
  graph: Graph,
  rows: number,
  parts: Iterable<readonly [number, number, Uint8Array]>,
  sampled: Sampled | null = null,
): Trace {
  const kept = new Map<number, Uint8Array>()
  const trees = new Map<number, MerkleTree>()
  const root = new TraceRoot(graph, rows, sampled)
  for (const [id, part, bytes] of parts) {
    kept.set(leafIndexOf(id, part), bytes)
    const source = copiedBy(graph, id)
    root.add(id, part, bytes, source === null ? null : (kept.get(leafIndexOf(source, OUTPUT)) ?? null))
  }
  const tree = root.finish()
  return {
    graph,
    rows,
    sampled,
    root: tree.root,
    tree,
    part(id, part) {
      const type = partType(graph, id, part, rows, sampled)
      if (type === null) return null
      const at = leafIndexOf(id, part)
      const bytes = kept.get(at)!
      const own = trees.get(at) ?? merkleTree(leafHashesOfBytes(bytes))
      trees.set(at, own)
      return { type, bytes, tree: own }
    },
    proof: indices => merkleProof(tree, indices),
  }
}

/** The same trace with other bytes in some parts of an op, of the same length. */
export function replaced(trace: Trace, id: number, parts: ReadonlyMap<number, Uint8Array>): Trace {
  const changed = new Map<number, PartTree>()
  const leaves = [...trace.tree.levels[0]!]
  for (const [part, bytes] of parts) {
    const { type } = trace.part(id, part)!
    const tree = merkleTree(leafHashesOfBytes(bytes))
    changed.set(part, { type, bytes, tree })
    leaves[leafIndexOf(id, part)] = hashLeaf(concat(encodeType(type), tree.root))
  }
  const tree = merkleTree(leaves)
  const { graph, rows, sampled } = trace
  return {
    ...{ graph, rows, sampled, root: tree.root, tree },
    part: (op, part) => (op === id ? (changed.get(part) ?? trace.part(op, part)) : trace.part(op, part)),
    proof: indices => merkleProof(tree, indices),
  }
}
