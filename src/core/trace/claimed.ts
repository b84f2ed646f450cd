// A trace that somebody else has committed to, as far as it has been opened: everything that was not opened is taken to be as in the
// honest trace, until it is opened. Whoever can replay needs no more of a wrong trace than the way to its first difference.

import { concat, equal } from '../bytes/index.ts'
import { depthFor, emptyAt, hashLeaf, hashNode, LEAF_BYTES, type MerkleTree, merkleProof } from '../crypto/index.ts'
import { RefusalError, refuse } from '../errors/index.ts'
import { byteLength, encodeType, leafIndexOf, PARTS_OF_OP, TYPE_BYTES, traceLeaves } from './layout.ts'
import type { PartTree, Trace } from './tree.ts'

/** Levels that one opening shows: spec/dispute.md, "Demands". */
export const OPENING_LEVELS = 4
const TRACE_LEAF_BYTES = TYPE_BYTES + 32

/** A node of a trace: of the trace tree (tree 0), or of the tensor whose trace leaf is `tree` - 1. */
export interface Place {
  readonly tree: number
  /** From the root; a multiple of OPENING_LEVELS. */
  readonly depth: number
  /** From the left, at that depth. */
  readonly index: number
}

/** What opening a place shows: its descendants, as many levels down as an opening goes, and at the bottom the bytes of all leaves. */
export interface PlaceOpening {
  readonly children: readonly Uint8Array[]
  /** One behind the other; nothing above the bottom, of a part that there is not, and behind the last leaf. */
  readonly leaves: Uint8Array
}

/** Is the place the last on its way down a tree of this depth? */
export const isBottom = (depth: number, place: Place): boolean => place.depth + OPENING_LEVELS >= depth

const key = (...parts: readonly number[]): string => parts.join(' ')

/** The 66 bytes of a part's trace leaf. */
export const traceLeafOf = ({ type, tree }: PartTree): Uint8Array => concat(encodeType(type), tree.root)

/** Leaves of one of a trace's trees. */
export function leavesOfTree(trace: Trace, tree: number): number {
  if (tree === 0) return traceLeaves(trace.graph.ops.length)
  const part = trace.part(...partAt(tree - 1))
  return part === null ? 0 : Math.ceil(byteLength(part.type) / LEAF_BYTES)
}

/** A copy of a tree whose nodes can be replaced. */
interface Patch {
  readonly count: number
  readonly depth: number
  readonly levels: Uint8Array[][]
}

const patchOf = ({ count, depth, levels }: MerkleTree): Patch => ({ count, depth, levels: levels.map(row => [...row]) })
const treeOf = (patch: Patch): MerkleTree => ({ ...patch, root: patch.levels[patch.depth]![0]! })

/** What is known of a trace with another root than the honest one, which it is taken to be like where it was not opened. */
export class WithheldTrace implements Trace {
  readonly graph: Trace['graph']
  readonly rows: number
  readonly sampled: Trace['sampled']
  readonly root: Uint8Array
  private readonly honest: Trace
  private readonly trees = new Map<number, Patch>()
  private readonly opened = new Set<string>()
  private readonly leaves = new Map<number, Uint8Array>()
  private readonly data = new Map<string, Uint8Array>()
  private readonly openings: [Place, PlaceOpening][] = []

  constructor(honest: Trace, root: Uint8Array) {
    this.honest = honest
    this.graph = honest.graph
    this.rows = honest.rows
    this.sampled = honest.sampled
    this.root = root
    const top = patchOf(honest.tree)
    top.levels[top.depth]![0] = root
    this.trees.set(0, top)
    this.opened.add(key(0, top.depth, 0))
  }

  get tree(): MerkleTree {
    return treeOf(this.trees.get(0)!)
  }

  proof(indices: readonly number[]): Uint8Array[] {
    return merkleProof(this.tree, indices)
  }

  part(id: number, part: number): PartTree | null {
    const honest = this.honest.part(id, part)
    const tree = leafIndexOf(id, part) + 1
    const patch = this.trees.get(tree)
    if (honest === null || patch === undefined) return honest
    const bytes = honest.bytes.slice()
    for (let index = 0; index < patch.count; index++) {
      const known = this.data.get(key(tree, index))
      if (known !== undefined) bytes.set(known, index * LEAF_BYTES)
    }
    return { type: honest.type, bytes, tree: treeOf(patch) }
  }

  /** What is known of it, taken to be like another trace where it was not opened. */
  beside(honest: Trace): WithheldTrace {
    const other = new WithheldTrace(honest, this.root)
    for (const [place, opening] of this.openings) other.open(place, opening)
    return other
  }

  /** The hash of a node `height` levels above the leaves, or null where it was not opened. */
  node(tree: number, height: number, index: number): Uint8Array | null {
    if (!this.opened.has(key(tree, height, index))) return null
    return this.trees.get(tree)!.levels[height]![index]!
  }

  /** Levels of a tree whose root is known. */
  depthOf(tree: number): number {
    return (
      this.trees.get(tree)?.depth ?? refuse('trace_mismatch', `trace: the trace leaf of tree ${tree} was not opened`)
    )
  }

  /** The 66 bytes of a trace leaf, empty for a part that there is not, or null where they were not opened. */
  leaf(index: number): Uint8Array | null {
    return this.leaves.get(index) ?? null
  }

  /** The bytes of a tensor's leaf, or null where they were not opened. */
  bytes(tree: number, index: number): Uint8Array | null {
    return this.data.get(key(tree, index)) ?? null
  }

  /**
   * Takes an opening in, which must be one of a node that is known. Refuses (`trace_mismatch`) what does not hash to it; a contract
   * has refused that already.
   */
  open(place: Place, { children, leaves }: PlaceOpening): void {
    const { tree, depth, index } = place
    const patch =
      this.trees.get(tree) ?? refuse('trace_mismatch', `trace: the trace leaf of tree ${tree} was not opened`)
    const height = patch.depth - depth
    const levels = Math.min(OPENING_LEVELS, height)
    const node = this.node(tree, height, index)
    if (node === null || children.length !== 2 ** levels)
      throw new RefusalError('trace_mismatch', 'trace: an opening of a node that is not known')
    const rows: (readonly Uint8Array[])[] = [children]
    for (let row = children; row.length > 1; ) {
      row = Array.from({ length: row.length / 2 }, (_, i) => hashNode(row[2 * i]!, row[2 * i + 1]!))
      rows.push(row)
    }
    if (!equal(rows.at(-1)![0]!, node)) refuse('trace_mismatch', 'trace: an opening that does not lead to its node')
    for (const [up, row] of rows.entries()) {
      const first = index * 2 ** (levels - up)
      for (const [i, hash] of row.entries()) {
        patch.levels[height - levels + up]![first + i] = hash
        this.opened.add(key(tree, height - levels + up, first + i))
      }
    }
    this.openings.push([place, { children, leaves }])
    if (!isBottom(patch.depth, place)) return
    const first = index * 2 ** levels
    const total = tree === 0 ? 0 : byteLength(this.honest.part(...partAt(tree - 1))!.type)
    let offset = 0
    for (const [i, hash] of children.entries()) {
      if (tree !== 0 && (first + i) * LEAF_BYTES >= total) break
      if (tree === 0 && equal(hash, emptyAt(0))) continue
      const length = tree === 0 ? TRACE_LEAF_BYTES : Math.min(LEAF_BYTES, total - (first + i) * LEAF_BYTES)
      const bytes = leaves.subarray(offset, offset + length)
      if (!equal(hashLeaf(bytes), hash)) refuse('trace_mismatch', 'trace: bytes that are not those of the leaf')
      offset += length
      if (tree === 0) this.openLeaf(first + i, bytes)
      else this.data.set(key(tree, first + i), bytes)
    }
  }

  private openLeaf(index: number, leaf: Uint8Array): void {
    this.leaves.set(index, leaf)
    const honest = this.honest.part(...partAt(index))
    if (honest === null || leaf.length !== TRACE_LEAF_BYTES) return
    const patch = patchOf(honest.tree)
    patch.levels[patch.depth]![0] = leaf.slice(TYPE_BYTES)
    this.trees.set(index + 1, patch)
    this.opened.add(key(index + 1, patch.depth, 0))
  }
}

/** A node of a padded tree. */
export const nodeOf = (tree: MerkleTree, height: number, index: number): Uint8Array =>
  tree.levels[height]?.[index] ?? emptyAt(height)

/** Op and part of a trace leaf. */
export const partAt = (leaf: number): [op: number, part: number] => [Math.floor(leaf / PARTS_OF_OP), leaf % PARTS_OF_OP]

/** What the holder of a trace answers where a place of it is demanded. Refuses (`demand_malformed`) a place that there is not. */
export function openPlace(trace: Trace, place: Place): PlaceOpening {
  const { tree, depth, index } = place
  const count = leavesOfTree(trace, tree)
  const whole = depthFor(count)
  if (count === 0 || depth % OPENING_LEVELS !== 0 || depth > whole || index * 2 ** (whole - depth) >= count)
    refuse('demand_malformed', 'trace: no such place')
  const part = tree === 0 ? null : trace.part(...partAt(tree - 1))!
  const levels = Math.min(OPENING_LEVELS, whole - depth)
  const height = whole - depth - levels
  const first = index * 2 ** levels
  const children = Array.from({ length: 2 ** levels }, (_, i) => nodeOf(part?.tree ?? trace.tree, height, first + i))
  if (!isBottom(whole, place)) return { children, leaves: new Uint8Array(0) }
  if (part !== null)
    return { children, leaves: part.bytes.subarray(first * LEAF_BYTES, (first + children.length) * LEAF_BYTES) }
  const shown = children.map((hash, i) => {
    const own = equal(hash, emptyAt(0)) ? null : trace.part(...partAt(first + i))
    return own === null ? new Uint8Array(0) : traceLeafOf(own)
  })
  return { children, leaves: concat(...shown) }
}
