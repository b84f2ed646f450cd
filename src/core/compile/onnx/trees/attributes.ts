// The two forms in which ONNX files hold tree ensembles: one list of nodes for all trees with leaves among them (ai.onnx.ml 1 to
// 3), and lists of branches and of leaves (5). spec/compile.md, "Trees".

import type { Call } from '../builder.ts'
import { type Forest, grow, MODES, type Place, type Split, type Vote } from './forest.ts'

/** A list of as many numbers as another one has. */
function listOf(call: Call, name: string, length: number): number[] {
  const list = call.attributes.ints(name) ?? []
  if (list.length !== length) call.invalid(`${list.length} ${name}, ${length} expected`)
  return list
}

function realsOf(call: Call, name: string, length: number): ArrayLike<number> {
  const list = call.attributes.doubles(`${name}_as_tensor`) ?? call.attributes.floats(name) ?? []
  if (list.length !== length) call.invalid(`${list.length} ${name}, ${length} expected`)
  return list
}

/** What a model starts from, by target; null where nothing is stated. */
export function baseValues(call: Call): readonly number[] | null {
  const list = Array.from(
    call.attributes.doubles('base_values_as_tensor') ?? call.attributes.floats('base_values') ?? [],
  )
  checkWeights(call, list)
  return list.length === 0 ? null : list
}

function checkWeights(call: Call, list: ArrayLike<number>): void {
  for (let i = 0; i < list.length; i++)
    if (!(Math.abs(list[i]!) <= 1e18)) call.invalid(`value ${i} of its weights is ${list[i]}`, 'weight_not_finite')
}

/** `prefix` is `class` or `target`. */
export function nodeForest(call: Call, prefix: 'class' | 'target', targets: number): Forest {
  const { attributes } = call
  // They matter where a value is missing: ports take no NaN. Hit rates change nothing.
  attributes.ignore('nodes_missing_value_tracks_true', 'nodes_hitrates', 'nodes_hitrates_as_tensor')
  const trees = attributes.ints('nodes_treeids') ?? []
  const { length } = trees
  if (length === 0) call.invalid('no nodes')
  const ids = listOf(call, 'nodes_nodeids', length)
  const features = listOf(call, 'nodes_featureids', length)
  const yes = listOf(call, 'nodes_truenodeids', length)
  const no = listOf(call, 'nodes_falsenodeids', length)
  const values = realsOf(call, 'nodes_values', length)
  const modes = attributes.strings('nodes_modes') ?? []
  if (modes.length !== length) call.invalid(`${modes.length} nodes_modes, ${length} expected`)
  const index = new Map<number, Map<number, number>>()
  trees.forEach((tree, i) => {
    const nodes = index.get(tree) ?? new Map<number, number>()
    index.set(tree, nodes)
    if (nodes.has(ids[i]!)) call.invalid(`node ${ids[i]} of tree ${tree} stands twice`)
    nodes.set(ids[i]!, i)
  })
  const find = (tree: number, id: number): number =>
    index.get(tree)?.get(id) ?? call.invalid(`node ${id} of tree ${tree} is not there`)
  const isLeaf = (i: number): boolean => modes[i] === 'LEAF'
  const place = (i: number): Place => ({ id: i, leaf: isLeaf(i) })
  const childOf = (i: number, list: readonly number[]): number => find(trees[i]!, list[i]!)
  const children = new Set<number>()
  for (let i = 0; i < length; i++) if (!isLeaf(i)) children.add(childOf(i, yes)).add(childOf(i, no))
  const roots = [...index].map(([tree, nodes]): Place => {
    const free = [...nodes.values()].filter(i => !children.has(i))
    return free.length === 1 ? place(free[0]!) : call.invalid(`tree ${tree} has ${free.length} roots`)
  })
  const votes = votesOf(call, prefix, targets, find)
  return grow(call, {
    roots,
    split(i): Split {
      const mode = MODES.find(name => name === modes[i]) ?? call.unsupported(`mode ${modes[i]!.slice(0, 40)}`)
      const there = { yes: place(childOf(i, yes)), no: place(childOf(i, no)) }
      return { feature: features[i]!, mode, value: values[i]!, ...there }
    },
    votes: i => votes.get(i) ?? [],
  })
}

function votesOf(
  call: Call,
  prefix: string,
  targets: number,
  find: (tree: number, id: number) => number,
): Map<number, Vote[]> {
  const trees = call.attributes.ints(`${prefix}_treeids`) ?? []
  const nodes = listOf(call, `${prefix}_nodeids`, trees.length)
  const ids = listOf(call, `${prefix}_ids`, trees.length)
  const weights = realsOf(call, `${prefix}_weights`, trees.length)
  checkWeights(call, weights)
  const votes = new Map<number, Vote[]>()
  trees.forEach((tree, i) => {
    const target = ids[i]!
    if (target < 0 || target >= targets) call.invalid(`${prefix} ${target} of ${targets}`)
    const at = find(tree, nodes[i]!)
    const list = votes.get(at) ?? []
    votes.set(at, list)
    list.push({ target, weight: weights[i]! })
  })
  return votes
}

const MEMBER = 6

/** TreeEnsemble of ai.onnx.ml 5. */
export function splitForest(call: Call, targets: number): Forest {
  const { attributes } = call
  attributes.ignore('nodes_missing_value_tracks_true', 'nodes_hitrates')
  const values = attributes.doubles('nodes_splits') ?? call.invalid('no nodes_splits')
  const { length } = values
  const features = listOf(call, 'nodes_featureids', length)
  const yes = listOf(call, 'nodes_truenodeids', length)
  const no = listOf(call, 'nodes_falsenodeids', length)
  const yesLeaf = listOf(call, 'nodes_trueleafs', length)
  const noLeaf = listOf(call, 'nodes_falseleafs', length)
  const modes = attributes.doubles('nodes_modes') ?? call.invalid('no nodes_modes')
  if (modes.length !== length) call.invalid(`${modes.length} nodes_modes, ${length} expected`)
  const weights = attributes.doubles('leaf_weights') ?? call.invalid('no leaf_weights')
  const ids = listOf(call, 'leaf_targetids', weights.length)
  checkWeights(call, weights)
  // Sets stand one after another, each with NaN behind it, in the order of the nodes that ask for one.
  const members = Array.from(attributes.doubles('membership_values') ?? [])
  const sets = new Map<number, number[]>()
  let from = 0
  modes.forEach((mode, i) => {
    if (mode !== MEMBER) return
    let to = from
    while (to < members.length && !Number.isNaN(members[to])) to++
    sets.set(i, members.slice(from, to))
    from = to + 1
  })
  const place = (id: number, leaf: boolean): Place => {
    if (id < 0 || id >= (leaf ? weights.length : length)) call.invalid(`${leaf ? 'leaf' : 'node'} ${id} is not there`)
    return { id, leaf }
  }
  const roots = (attributes.ints('tree_roots') ?? []).map(id => place(id, false))
  if (roots.length === 0) call.invalid('no tree_roots')
  return grow(call, {
    roots,
    split(i): Split {
      const set = sets.get(i)
      const mode = MODES[modes[i]!] ?? (set === undefined ? call.unsupported(`mode ${modes[i]}`) : 'BRANCH_EQ')
      const there = { yes: place(yes[i]!, yesLeaf[i] === 1), no: place(no[i]!, noLeaf[i] === 1) }
      return {
        feature: features[i]!,
        mode,
        value: values[i]!,
        ...there,
        ...(set === undefined ? {} : { members: set }),
      }
    },
    votes(leaf) {
      const target = ids[leaf]!
      if (target < 0 || target >= targets) call.invalid(`target ${target} of ${targets}`)
      return [{ target, weight: weights[leaf]! }]
    },
  })
}
