// Traces whose form is wrong, and places of right ones where a wrong form could be claimed.

import { concat, equal } from '../../src/core/bytes/index.ts'
import { depthFor, hashLeaf, type MerkleTree, merkleProof, merkleTree } from '../../src/core/crypto/index.ts'
import { type Form, formOf } from '../../src/core/dispute/index.ts'
import {
  isBottom,
  leafIndexOf,
  leavesOfTree,
  openPlace,
  PARTS_OF_OP,
  type PartTree,
  type PartType,
  type Place,
  type PlaceOpening,
  partAt,
  type Trace,
  traceLeafOf,
  traceLeaves,
  WithheldTrace,
} from '../../src/core/trace/index.ts'
import type { Random } from './randomGraph.ts'
import type { Run } from './steps.ts'

/** What a cheat puts where nothing belongs: it can show what it hashed. */
const JUNK = new Uint8Array(66).fill(7)
const NOISE = hashLeaf(JUNK)

const withRoot = (trace: Trace, tree: MerkleTree): Trace => ({
  ...{ ...trace, root: tree.root, tree },
  proof: indices => merkleProof(tree, indices),
})

/** The tree with other hashes at places of its lowest level, padding included. */
function treeWith(tree: MerkleTree, changes: ReadonlyMap<number, Uint8Array>): MerkleTree {
  const leaves = Array.from(
    { length: 2 ** tree.depth },
    (_, i) => changes.get(i) ?? tree.levels[0]![i] ?? new Uint8Array(32),
  )
  return { ...merkleTree(leaves), count: tree.count }
}

const partsOf = (trace: Trace): [number, number, PartTree][] =>
  trace.graph.ops
    .flatMap((_, op) =>
      Array.from({ length: PARTS_OF_OP }, (_, part): [number, number, PartTree | null] => [
        op,
        part,
        trace.part(op, part),
      ]),
    )
    .filter((entry): entry is [number, number, PartTree] => entry[2] !== null)

/** The trace with another trace leaf for one part. */
function withPart(trace: Trace, op: number, part: number, changed: PartTree): Trace {
  const tree = treeWith(trace.tree, new Map([[leafIndexOf(op, part), hashLeaf(traceLeafOf(changed))]]))
  return {
    ...withRoot(trace, tree),
    part: (id, which) => (id === op && which === part ? changed : trace.part(id, which)),
  }
}

/** A wrong form of a trace, or null where this one has no place for it. */
export type Alteration = (trace: Trace, random: Random) => Trace | null

const typed =
  (change: (type: PartType) => Partial<PartType>): Alteration =>
  (trace, random) => {
    const [op, part, own] = random.pick(partsOf(trace))
    return withPart(trace, op, part, { ...own, type: { ...own.type, ...change(own.type) } })
  }

export const ALTERATIONS: Readonly<Record<string, Alteration>> = {
  'another width': typed(({ width }) => ({ width: width === 16 ? 15 : width + 1 })),
  'another shape': typed(({ shape }) => ({ shape: [shape[0]! + 1, ...shape.slice(1)] })),
  'another rank': typed(({ shape }) => (shape.length === 6 ? { shape: shape.slice(1) } : { shape: [...shape, 1] })),
  'other rows': typed(({ rows }) => ({ rows: rows + 1 })),
  'other bytes of an element': typed(({ elementBytes }) => ({ elementBytes: elementBytes === 1 ? 2 : 1 })),
  'nothing where a part is': (trace, random) => {
    const [op, part] = random.pick(partsOf(trace))
    return withRoot(trace, treeWith(trace.tree, new Map([[leafIndexOf(op, part), new Uint8Array(32)]])))
  },
  'a part that there is not': (trace, random) => {
    const absent = trace.graph.ops.flatMap((_, op) =>
      [1, 2, 3].flatMap(part => (trace.part(op, part) === null ? [leafIndexOf(op, part)] : [])),
    )
    const tree = treeWith(trace.tree, new Map([[random.pick(absent), NOISE]]))
    return withRoot(trace, tree)
  },
  'a sampler of a run': (trace, random) => {
    const tree = treeWith(trace.tree, new Map([[traceLeaves(trace.graph.ops.length) - random.int(1, 4), NOISE]]))
    return withRoot(trace, tree)
  },
  'something behind the trace': (trace, random) => {
    const leaves = traceLeaves(trace.graph.ops.length)
    if (leaves === 2 ** trace.tree.depth) return null
    const tree = treeWith(trace.tree, new Map([[random.int(leaves, 2 ** trace.tree.depth - 1), NOISE]]))
    return withRoot(trace, tree)
  },
  'something behind a tensor': (trace, random) => {
    const padded = partsOf(trace).filter(([, , { tree }]) => tree.count < 2 ** tree.depth)
    if (padded.length === 0) return null
    const [op, part, own] = random.pick(padded)
    const tree = treeWith(own.tree, new Map([[random.int(own.tree.count, 2 ** own.tree.depth - 1), NOISE]]))
    return withPart(trace, op, part, { ...own, tree })
  },
}

export const alteredTrace = (trace: Trace, alteration: Alteration, random: Random): Trace | null =>
  alteration(trace, random)

/** As `openPlace`, of a holder who shows junk where he has put it. */
export function openAltered(trace: Trace, place: Place): PlaceOpening {
  const { children, leaves } = openPlace(trace, place)
  if (place.tree !== 0 || !isBottom(trace.tree.depth, place)) return { children, leaves }
  const first = place.index * children.length
  const shown = children.map((hash, i) => {
    if (equal(hash, NOISE)) return JUNK
    const own = hash.every(byte => byte === 0) ? null : trace.part(...partAt(first + i))
    return own === null ? new Uint8Array(0) : traceLeafOf(own)
  })
  return { children, leaves: concat(...shown) }
}

/** Everything on the way down to a leaf, opened. */
function openTo(trace: Trace, claimed: WithheldTrace, tree: number, target: number): void {
  const depth = depthFor(leavesOfTree(trace, tree))
  for (let at = 0; at === 0 || at < depth; at += 4) {
    const place: Place = { tree, depth: at, index: Math.floor(target / 2 ** (depth - at)) }
    claimed.open(place, openPlace(trace, place))
  }
}

/** Places of an honest trace where somebody could claim that its form is wrong. */
export function* wrongForms({ trace }: Run, random: Random): Generator<{ form: Form; claimed: WithheldTrace }> {
  const claimed = new WithheldTrace(trace, trace.root)
  const leaves = traceLeaves(trace.graph.ops.length)
  for (let leaf = 0; leaf < leaves; leaf++) openTo(trace, claimed, 0, leaf)
  for (const [op, part] of partsOf(trace)) {
    yield { form: formOf({ kind: 'type', op, part }), claimed }
    yield { form: formOf({ kind: 'missing', op, part }), claimed }
  }
  const [op, part] = [random.int(0, trace.graph.ops.length), 3]
  yield { form: formOf({ kind: 'slot', op, part }), claimed }
  for (let at = leaves, height = 0; at < 2 ** depthFor(leaves); at += 2 ** height) {
    for (height = 0; at % 2 ** (height + 1) === 0 && at + 2 ** height < 2 ** depthFor(leaves); ) height++
    yield { form: formOf({ kind: 'padding', height, index: at / 2 ** height }), claimed }
  }
  for (const [op, part, { tree }] of partsOf(trace)) {
    if (tree.count === 2 ** tree.depth) continue
    const id = leafIndexOf(op, part) + 1
    openTo(trace, claimed, id, tree.count - 1)
    const index = tree.count % 2 === 0 ? tree.count / 2 : tree.count
    const height = tree.count % 2 === 0 ? 1 : 0
    if (claimed.node(id, height, index) !== null)
      yield { form: formOf({ kind: 'padding', tree: id, height, index }), claimed }
  }
}
