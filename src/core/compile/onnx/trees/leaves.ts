// Which leaf of every tree is reached, without branching: tests as 0 and 1, then sums over paths, of which the one that holds
// throughout is 1 and all others less. Deep trees go in steps of a few branches. spec/compile.md, "Trees".

import { refuse } from '../../../errors/index.ts'
import { call1, call2, number, X } from '../../scalar.ts'
import type { Call, Rows } from '../builder.ts'
import { add, concat, constantRows, reshape, take, transpose } from '../emit.ts'
import { type Child, type Forest, isLeaf, leafOf } from './forest.ts'

/** Branches that a path passes in one step: 63 tests and one flag fill 64 columns. */
const DEPTH = 6
/** Multiplications of all steps together. */
const MAX_PRODUCTS = 2 ** 26
const MAX_GROUPS = 65_535

/** Truth as 0 and 1. */
const TRUTH = { lo: 0, hi: 1 }

export interface Leaves {
  /** [.., columns] of 0 and 1; null where no tree branches. */
  readonly reached: Rows | null
  readonly columns: number
  /** The column of each leaf; -1 for trees that are one leaf. */
  readonly column: Int32Array
}

const NOT_ABOVE = call1('not', call2('less', number(0), X))
const EQUAL = call2('equal', X, number(0))

/** Every distinct test of the forest as 0 or 1, and which of them each branch asks for. */
function tests(call: Call, x: Rows, forest: Forest): { holds: Rows; index: Int32Array } {
  const keys = new Map<string, number>()
  const distinct: { feature: number; threshold: number; equal: boolean }[] = []
  const own = forest.features.map((feature, i) => {
    const [threshold, equal] = [forest.thresholds[i]!, forest.equal[i]!]
    const key = `${equal} ${feature} ${threshold}`
    const known = keys.get(key)
    if (known !== undefined) return known
    keys.set(key, distinct.length)
    return distinct.push({ feature, threshold, equal }) - 1
  })
  const place = new Int32Array(distinct.length)
  const parts: Rows[] = []
  let at = 0
  for (const equal of [false, true]) {
    const some = [...distinct.keys()].filter(i => distinct[i]!.equal === equal)
    if (some.length === 0) continue
    for (const i of some) place[i] = at++
    const value = take(
      call,
      x,
      1,
      Int32Array.from(some, i => distinct[i]!.feature),
    )
    const thresholds = Float32Array.from(some, i => distinct[i]!.threshold)
    const constant = constantRows(call, [1, some.length], thresholds)
    const difference = add(call, [value, constant], [1, -1])
    const { what } = call
    call.builder.comparisons.push({
      node: difference.id,
      value: value.id,
      constant: constant.id,
      thresholds,
      equal,
      what,
    })
    parts.push(
      call.builder.add(call.name, {
        kind: 'function',
        inputs: [difference.id],
        shape: difference.shape,
        f: equal ? EQUAL : NOT_ABOVE,
        integers: TRUTH,
      }),
    )
  }
  return { holds: joined(call, parts), index: Int32Array.from(own, i => place[i]!) }
}

/** Truths side by side. */
function joined(call: Call, parts: readonly Rows[]): Rows {
  if (parts.length === 1) return parts[0]!
  const y = concat(call, parts, 1) as Rows
  call.builder.nodes[y.id] = { ...call.builder.nodes[y.id]!, integers: TRUTH }
  return y
}

/** A way from the root of a block to where it is left. */
interface Exit {
  readonly path: readonly { readonly input: number; readonly holds: boolean }[]
  readonly child: Child
}
/** The top of a tree, or of what hangs below another block. */
interface Block {
  readonly branches: readonly number[]
  readonly exits: readonly Exit[]
}

function blockOf(forest: Forest, root: number): Block {
  const branches: number[] = []
  const exits: Exit[] = []
  const stack: Exit[] = [{ path: [], child: root }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { path, child } = top
    if (isLeaf(child) || path.length === DEPTH) {
      exits.push(top)
      continue
    }
    const input = branches.push(child) - 1
    stack.push({ path: [...path, { input, holds: false }], child: forest.no[child]! })
    stack.push({ path: [...path, { input, holds: true }], child: forest.yes[child]! })
  }
  return { branches, exits }
}

/** Of blocks side by side: for each the flags of its tests and, below the first step, whether it is reached at all. */
interface Step {
  readonly blocks: readonly Block[]
  /** Columns of the step before that say which block is reached; null in the first. */
  readonly from: readonly number[] | null
  /** Inputs and exits of every block, the largest one's. */
  readonly inputs: number
  readonly exits: number
}

/** Blocks of one size side by side, so that little of a convolution is padding. */
function sizedBlocks(blocks: readonly Block[]): number[][] {
  const bySize = new Map<number, number[]>()
  blocks.forEach(({ branches }, b) => {
    const size = 32 - Math.clz32(branches.length)
    const some = bySize.get(size) ?? []
    bySize.set(size, some)
    some.push(b)
  })
  return [...bySize].sort(([a], [b]) => a - b).map(([, some]) => some)
}

/** Steps at one distance from the roots, all the way down; `column` gets where each leaf is found among all exits. */
function levelsOf(call: Call, forest: Forest, column: Int32Array): Step[][] {
  const levels: Step[][] = []
  let roots = forest.roots.filter(root => !isLeaf(root))
  let from: number[] | null = null
  let products = 0
  let columns = 0
  while (roots.length > 0) {
    const all = roots.map(root => blockOf(forest, root))
    const next: { root: number; from: number }[] = []
    const steps: Step[] = []
    let width = 0
    for (const some of sizedBlocks(all)) {
      const blocks = some.map(b => all[b]!)
      const reached: readonly number[] | null = from === null ? null : some.map(b => from![b]!)
      const flag = reached === null ? 0 : 1
      const inputs = flag + blocks.reduce((most, block) => Math.max(most, block.branches.length), 0)
      const exits = blocks.reduce((most, block) => Math.max(most, block.exits.length), 0)
      products += blocks.length * inputs * exits
      if (products > MAX_PRODUCTS || blocks.length > MAX_GROUPS)
        refuse('model_too_large', `${call.what}: ${forest.features.length} branches are too many to walk at once`, {
          facts: { limit: MAX_PRODUCTS, branches: forest.features.length },
        })
      blocks.forEach((block, b) => {
        block.exits.forEach(({ child }, e) => {
          const at = width + b * exits + e
          if (isLeaf(child)) column[leafOf(child)] = columns + at
          else next.push({ root: child, from: at })
        })
      })
      steps.push({ blocks, from: reached, inputs, exits })
      width += blocks.length * exits
    }
    levels.push(steps)
    columns += width
    roots = next.map(({ root }) => root)
    from = next.map(entry => entry.from)
  }
  return levels
}

/** x is [N, features]. */
export function leavesOf(call: Call, x: Rows, forest: Forest): Leaves {
  const column = new Int32Array(forest.leaves.length).fill(-1)
  const levels = levelsOf(call, forest, column)
  if (levels.length === 0) return { reached: null, columns: 0, column }
  const { holds, index } = tests(call, x, forest)
  const flags: Rows[] = []
  for (const steps of levels) {
    const before = flags.at(-1)
    const source = before === undefined ? holds : joined(call, [holds, before])
    flags.push(
      joined(
        call,
        steps.map(step => walk(call, source, holds.shape[1]!, step, index)),
      ),
    )
  }
  const columns = flags.reduce((total, part) => total + part.shape[1]!, 0)
  return { reached: joined(call, flags), columns, column }
}

/** [N, blocks * exits]: 1 where a block is reached and left that way. */
function walk(
  call: Call,
  source: Rows,
  tested: number,
  { blocks, from, inputs, exits }: Step,
  index: Int32Array,
): Rows {
  const [n] = source.shape as [number]
  call.builder.room(call.name, blocks.length * exits * inputs)
  const picked = new Int32Array(blocks.length * inputs).fill(-1)
  const weights = new Float32Array(blocks.length * exits * inputs)
  const bias = new Float32Array(blocks.length * exits)
  blocks.forEach((block, b) => {
    block.branches.forEach((branch, i) => {
      picked[b * inputs + i] = index[branch]!
    })
    if (from !== null) picked[b * inputs + inputs - 1] = tested + from[b]!
    block.exits.forEach(({ path }, e) => {
      const row = b * exits + e
      let needed = from === null ? 0 : 1
      if (from !== null) weights[row * inputs + inputs - 1] = 1
      for (const { input, holds } of path) {
        weights[row * inputs + input] = holds ? 1 : -1
        if (holds) needed++
      }
      bias[row] = 1 - needed
    })
  })
  const gathered = take(call, source, 1, picked, 0)
  const image = reshape(call, transpose(call, gathered, [1, 0]), [blocks.length * inputs, 1, n])
  const y = call.builder.add(call.name, {
    kind: 'conv',
    inputs: [image.id],
    shape: [blocks.length * exits, 1, n],
    kernel: [1, 1],
    stride: [1, 1],
    dilation: [1, 1],
    pads: [0, 0, 0, 0],
    groups: blocks.length,
    weights,
    bias,
    clamp: { lo: 0, hi: 1 },
    integers: TRUTH,
  })
  return transpose(call, reshape(call, y, [blocks.length * exits, n]), [1, 0])
}
