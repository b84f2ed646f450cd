// Tree ensembles of ai.onnx.ml: exact comparisons, then sums of what the reached leaves say. spec/compile.md, "Trees". Where the
// standard is silent, results are those of onnxruntime.

import { call1, call2, number, where, X } from '../../scalar.ts'
import { type Call, type Operator, operand, type Rows, size, type Value } from '../builder.ts'
import { add, asRows, constantRows, map, reshape, slice } from '../emit.ts'
import { baseValues, nodeForest, splitForest } from '../trees/attributes.ts'
import { type Forest, isLeaf } from '../trees/forest.ts'
import { type Leaves, leavesOf } from '../trees/leaves.ts'

const INT64 = 7
/** Opsets of ai.onnx.ml whose trees are known. */
const MOST_OPSET = 5
/** Where a logistic function has reached its ends, and the most that 16 bits hold at that step. */
const LOGISTIC_END = 15.9
/** Elements of the weights of all leaves. */
const MAX_WEIGHTS = 2 ** 26

/** Features as [N, features]; a list of them is one row. */
function features(call: Call): Rows {
  if (call.opset > MOST_OPSET) call.unsupported(`opset ${call.opset} of ai.onnx.ml`)
  const x = asRows(call, operand(call, 0))
  const { shape } = x
  if (shape.length > 2 || shape.length === 0) call.invalid(`input of ${shape.length} axes`, 'shape_mismatch')
  return reshape(call, x, shape.length === 1 ? [1, shape[0]!] : shape)
}

/** Which leaves of a forest are reached. */
function reachedBy(call: Call, forest: Forest): Leaves & { readonly positions: number } {
  const x = features(call)
  const [positions, count] = x.shape as [number, number]
  for (const feature of forest.features)
    if (feature < 0 || feature >= count) call.invalid(`feature ${feature} of ${count}`, 'shape_mismatch')
  return { ...leavesOf(call, x, forest), positions }
}

/** One result: a factor for what leaves say about a target, and an offset. */
interface Result {
  readonly target: number
  readonly factor: number
  readonly offset: number
}

/** Sums over trees: [N, results], none of them read beyond ±`end`. */
function sums(call: Call, forest: Forest, results: readonly Result[], end = Number.POSITIVE_INFINITY): Rows {
  const { reached, columns, column, positions } = reachedBy(call, forest)
  if (results.length * columns > MAX_WEIGHTS) call.unsupported(`${columns} leaves for ${results.length} results`)
  call.builder.room(call.name, results.length * columns)
  const weights = new Float64Array(results.length * Math.max(1, columns))
  const bias = new Float64Array(results.length)
  const spans = results.map(() => ({ lo: 0, hi: 0 }))
  const byTarget = new Map<number, number[]>()
  results.forEach(({ target, offset }, row) => {
    byTarget.set(target, [...(byTarget.get(target) ?? []), row])
    bias[row] = offset
  })
  const add = (leaf: number, each: (row: number, value: number) => void): void => {
    for (const { target, weight } of forest.leaves[leaf]!)
      for (const row of byTarget.get(target) ?? []) each(row, weight * results[row]!.factor)
  }
  forest.roots.forEach(root => {
    if (isLeaf(root)) {
      add(-1 - root, (row, value) => {
        bias[row]! += value
      })
      return
    }
    // What a tree can add at least and at most, which the sum then has room for.
    const spread = results.map(() => ({ lo: Number.POSITIVE_INFINITY, hi: Number.NEGATIVE_INFINITY }))
    for (const leaf of leavesBelow(forest, root)) {
      const said = new Float64Array(results.length)
      add(leaf, (row, value) => {
        weights[row * columns + column[leaf]!]! += value
        said[row]! += value
      })
      said.forEach((value, row) => {
        const range = spread[row]!
        range.lo = Math.min(range.lo, value)
        range.hi = Math.max(range.hi, value)
      })
    }
    spread.forEach(({ lo, hi }, row) => {
      spans[row]!.lo += lo
      spans[row]!.hi += hi
    })
  })
  const bounds = spans.map(({ lo, hi }, row) => ({ lo: lo + bias[row]!, hi: hi + bias[row]! }))
  const shape = [positions, results.length]
  if (reached === null) {
    const rows = Float32Array.from({ length: size(shape) }, (_, i) => bias[i % results.length]!)
    return constantRows(call, shape, rows)
  }
  return call.builder.add(call.name, {
    kind: 'linear',
    inputs: [reached.id],
    shape,
    weights: Float32Array.from(weights),
    bias: Float32Array.from(bias),
    clamp: {
      lo: Math.max(
        -end,
        bounds.reduce((least, { lo }) => Math.min(least, lo), 0),
      ),
      hi: Math.min(
        end,
        bounds.reduce((most, { hi }) => Math.max(most, hi), 0),
      ),
    },
    precise: true,
  })
}

function leavesBelow(forest: Forest, root: number): number[] {
  const found: number[] = []
  const stack = [root]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (isLeaf(top)) found.push(-1 - top)
    else stack.push(forest.yes[top]!, forest.no[top]!)
  }
  return found
}

type Transform = 'NONE' | 'LOGISTIC' | 'SOFTMAX'

function transformOf(call: Call, name: string): Transform {
  if (name === 'NONE' || name === 'LOGISTIC' || name === 'SOFTMAX') return name
  return call.unsupported(`post_transform ${name.slice(0, 40)}`)
}

const endOf = (transform: Transform): number => (transform === 'LOGISTIC' ? LOGISTIC_END : Number.POSITIVE_INFINITY)

function transformed(call: Call, scores: Rows, transform: Transform): Rows {
  if (transform === 'LOGISTIC') return map(call, scores, call1('sigmoid', X))
  if (transform === 'NONE') return scores
  return call.builder.add(call.name, {
    kind: 'softmax',
    inputs: [scores.id],
    shape: scores.shape,
    axis: scores.shape.length - 1,
    log: false,
  })
}

/** SUM or AVERAGE over trees, then the base values. */
function regression(
  call: Call,
  forest: Forest,
  targets: number,
  aggregate: string,
  base: readonly number[] | null,
  transform: Transform,
): Rows {
  if (aggregate !== 'SUM' && aggregate !== 'AVERAGE') call.unsupported(`aggregate_function ${aggregate.slice(0, 40)}`)
  if (base !== null && base.length !== targets) call.invalid(`${base.length} base values for ${targets} targets`)
  const factor = aggregate === 'AVERAGE' ? 1 / forest.roots.length : 1
  const results = Array.from({ length: targets }, (_, target): Result => {
    return { target, factor, offset: base?.[target] ?? 0 }
  })
  const scores = sums(call, forest, results, targets > 1 ? endOf(transform) : undefined)
  // As onnxruntime has it: what a single target says is left as it is.
  if (targets === 1 && transform !== 'NONE') {
    call.builder.note(`${call.what}: post_transform ${transform} of a single target changes nothing, as in onnxruntime`)
    return scores
  }
  return transformed(call, scores, transform)
}

function targetsOf(call: Call): number {
  const targets = call.attributes.int('n_targets', 1)
  if (targets < 1 || targets > 65_535) call.invalid(`${targets} targets`)
  return targets
}

const regressor: Operator = {
  arity: [1, 1],
  import(call) {
    const { attributes } = call
    const targets = targetsOf(call)
    const forest = nodeForest(call, 'target', targets)
    const aggregate = attributes.string('aggregate_function', 'SUM')
    const transform = transformOf(call, attributes.string('post_transform', 'NONE'))
    return regression(call, forest, targets, aggregate, baseValues(call), transform)
  },
}

const AGGREGATES = ['AVERAGE', 'SUM', 'MIN', 'MAX']
const TRANSFORMS = ['NONE', 'SOFTMAX', 'LOGISTIC', 'SOFTMAX_ZERO', 'PROBIT']

/** Of ai.onnx.ml 5. */
const ensemble: Operator = {
  arity: [1, 1],
  import(call) {
    const { attributes } = call
    const targets = targetsOf(call)
    const forest = splitForest(call, targets)
    const aggregate = AGGREGATES[attributes.int('aggregate_function', 1)] ?? 'an unknown one'
    const transform = transformOf(call, TRANSFORMS[attributes.int('post_transform', 0)] ?? 'an unknown one')
    return regression(call, forest, targets, aggregate, null, transform)
  },
}

/** Classes that every leaf of some tree says something about. */
function alwaysScored(forest: Forest): Set<number> {
  const found = new Set<number>()
  for (const root of forest.roots) {
    const [first, ...others] = leavesBelow(forest, root).map(
      leaf => new Set(forest.leaves[leaf]!.map(({ target }) => target)),
    )
    for (const target of first ?? []) if (others.every(set => set.has(target))) found.add(target)
  }
  return found
}

interface Judged {
  /** [N, classes], before the transform. */
  readonly scores: Rows
  /** Classes by their positions, [N]; null where labels are not read. */
  readonly label: Rows | null
  readonly transform: Transform
}

const classifier: Operator = {
  arity: [1, 1],
  import(call): readonly (Value | undefined)[] {
    const { attributes } = call
    const strings = attributes.strings('classlabels_strings')
    const labels = attributes.ints('classlabels_int64s')
    if (strings !== undefined && call.reads(0))
      call.unsupported('its labels are texts; leave that output out and take the largest score, or use integers')
    const classes = (labels ?? strings)?.length ?? call.invalid('no class labels')
    if (classes < 2) call.unsupported('a single class')
    const forest = nodeForest(call, 'class', classes)
    const base = baseValues(call)
    const transform = transformOf(call, attributes.string('post_transform', 'NONE'))
    const judged =
      classes === 2
        ? twoClasses(call, forest, base, transform, labels)
        : manyClasses(call, forest, classes, base, transform, labels)
    return [judged.label ?? undefined, transformed(call, judged.scores, judged.transform)]
  },
}

function manyClasses(
  call: Call,
  forest: Forest,
  classes: number,
  base: readonly number[] | null,
  transform: Transform,
  labels: readonly number[] | undefined,
): Judged {
  if (base !== null && base.length !== classes) call.invalid(`${base.length} base values for ${classes} classes`)
  const results = Array.from({ length: classes }, (_, target): Result => {
    return { target, factor: 1, offset: base?.[target] ?? 0 }
  })
  // The largest of several is looked for among all that they can be.
  const scores = sums(call, forest, results, call.reads(0) ? undefined : endOf(transform))
  if (!call.reads(0) || labels === undefined) return { scores, label: null, transform }
  // A class that nothing is said about is not chosen; where all else is at least 0, one with 0 would be the same.
  const negative = forest.leaves.some(votes => votes.some(({ weight }) => weight < 0))
  if (base === null && negative && alwaysScored(forest).size < classes)
    call.unsupported('leaves that say nothing about some classes, beside negative weights')
  const largest = call.builder.add(
    call.name,
    { kind: 'argMax', inputs: [scores.id], shape: [scores.shape[0]!, 1] },
    INT64,
  )
  return { scores, label: named(call, largest, labels), transform }
}

/** The labels at positions: as they are where they count from 0, else out of a table. */
function named(call: Call, positions: Rows, labels: readonly number[]): Rows {
  const shape = [positions.shape[0]!]
  if (labels.every((label, i) => label === i)) return reshape(call, positions, shape)
  checkLabels(call, labels)
  const y = call.builder.add(
    call.name,
    {
      kind: 'embedding',
      inputs: [positions.id],
      shape: [...positions.shape, 1],
      table: Float32Array.from(labels),
    },
    INT64,
  )
  return reshape(call, y, shape)
}

function checkLabels(call: Call, labels: readonly number[]): void {
  const large = labels.find(label => Math.abs(label) > 32_767)
  if (large !== undefined) call.unsupported(`the label ${large}, which 16 bits do not hold`)
}

/** Two classes, as onnxruntime has them: leaves may speak of one of them alone. */
function twoClasses(
  call: Call,
  forest: Forest,
  base: readonly number[] | null,
  transform: Transform,
  labels: readonly number[] | undefined,
): Judged {
  const spoken = new Set(forest.leaves.flatMap(votes => votes.map(({ target }) => target)))
  const [only] = spoken
  if (only === undefined) return call.invalid('leaves that say nothing')
  if (base !== null && base.length > 1) call.unsupported('two base values for two classes')
  const offset = base?.[0] ?? 0
  const end = endOf(transform)
  const decide = (scores: Rows, above: number, [no, yes]: readonly [number, number]): Rows | null => {
    if (!call.reads(0)) return null
    checkLabels(call, [no, yes])
    const score = slice(call, scores, 1, 1, 1)
    const limit = constantRows(call, [1, 1], Float32Array.of(above))
    const beyond = add(call, [score, limit], [1, -1])
    const f = where(call2('less', number(0), X), number(yes), number(no))
    return reshape(call, map(call, beyond, f, INT64), [scores.shape[0]!])
  }
  if (spoken.size === 2) {
    if (!alwaysScored(forest).has(1)) call.unsupported('leaves that say nothing about the second of two classes')
    const scores = sums(
      call,
      forest,
      [
        { target: 0, factor: 1, offset },
        { target: 1, factor: 1, offset: 0 },
      ],
      end,
    )
    if (call.reads(0))
      call.builder.note(`${call.what}: the label is 1 where the second class scores above 0, else 0, as in onnxruntime`)
    return { scores, label: decide(scores, 0, [0, 1]), transform }
  }
  const positive = forest.leaves.every(votes => votes.every(({ weight }) => weight >= 0))
  const pair = [labels?.[0] ?? 0, labels?.[1] ?? 1] as const
  if (only === 1) {
    const scores = sums(
      call,
      forest,
      [
        { target: 0, factor: 1, offset: 0 },
        { target: 1, factor: 1, offset: 0 },
      ],
      end,
    )
    return { scores, label: decide(scores, positive ? 0.5 : 0, pair), transform }
  }
  // The one score is that of the second class; the first one gets the rest of 1, or the opposite.
  const rest = positive && transform !== 'LOGISTIC' ? 1 : 0
  const scores = sums(
    call,
    forest,
    [
      { target: 0, factor: -1, offset: rest - offset },
      { target: 0, factor: 1, offset },
    ],
    end,
  )
  return {
    scores,
    label: decide(scores, positive ? 0.5 : 0, pair),
    transform: transform === 'SOFTMAX' ? 'NONE' : transform,
  }
}

export const treeOperators: Readonly<Record<string, Operator>> = {
  TreeEnsembleRegressor: regressor,
  TreeEnsembleClassifier: classifier,
  TreeEnsemble: ensemble,
}
