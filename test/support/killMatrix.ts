// A malicious executor: tampers with one value of one op and computes everything behind it from there, advice and outputs included, even where that
// leads out of the bounds that honest runs keep. What an audit must say of such a claim is read off the claim beside the honest one.

import { type Advice, advise, type Claim } from '../../src/core/audit/index.ts'
import { interpret, outputsOf } from '../../src/core/engine/index.ts'
import {
  ACCUMULATOR_BOUND,
  type ExactModel,
  type IntTensor,
  maxOf,
  minOf,
  type Op,
  type OpKind,
  requantize,
} from '../../src/core/graph/index.ts'
import { languageModel } from './languageModel.ts'
import { Random, randomCausalModel, randomInputs, randomModel } from './randomGraph.ts'

/** What is tampered with: the accumulators that are sent as advice, or what comes out of the op. */
export type Place = 'advice' | 'output'

/** Values that a place can hold, and how far its requantization shifts. */
interface Limits {
  readonly least: number
  readonly most: number
  readonly shift: number
}

export type Mutation = (data: Int8Array | Int16Array | Int32Array, at: number, limits: Limits) => void

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  '+1': (data, at) => void (data[at]! += 1),
  'sign flip': (data, at) => void (data[at] = -data[at]!),
  '+2^shift': (data, at, { shift }) => void (data[at]! += 2 ** shift),
  'upper edge': (data, at, { most }) => void (data[at] = most),
  'lower edge': (data, at, { least }) => void (data[at] = least),
  swap: (data, at) => {
    const other = at + 1 < data.length ? at + 1 : at - 1
    if (other >= 0) [data[at], data[other]] = [data[other]!, data[at]!]
  },
}

/** For advice alone: no type holds it back. */
export const BEYOND: Readonly<Record<string, Mutation>> = {
  'above edge': (data, at, { most }) => void (data[at] = most + 1),
  'below edge': (data, at, { least }) => void (data[at] = least - 1),
  '+2^31': (data, at) => void (data[at]! ^= 2 ** 31),
}

const isAdvised = (op: Op): op is Extract<Op, { kind: 'linear' | 'conv' }> => op.kind === 'linear' || op.kind === 'conv'

function limitsOf(op: Op, place: Place): Limits {
  const shift = 'shift' in op ? op.shift : 0
  if (place === 'output')
    return { least: minOf(op.bits), most: maxOf(op.bits), shift: Math.max(1, Math.min(shift, op.bits - 2)) }
  const most = ACCUMULATOR_BOUND - (shift === 0 ? 0 : 2 ** (shift - 1))
  return { least: -most, most, shift }
}

/** What the run gives that is honest but for `change`, made to what op `id` has at `place`. */
function run(
  model: ExactModel,
  inputs: readonly IntTensor[],
  id: number,
  place: Place,
  change: (data: Int8Array | Int16Array | Int32Array) => void,
): Claim {
  const advice: Advice[] = []
  const values = interpret(
    model,
    inputs,
    undefined,
    (at, out) => {
      if (at === id && place === 'output') change(out.data)
    },
    (at, out, context, usual) => {
      const op = model.graph.ops[at]!
      const accumulators = new Int32Array(isAdvised(op) ? out.data.length : 0)
      let next = 0
      usual({
        ...context,
        within: acc => acc,
        finish(acc, q) {
          if (isAdvised(op)) accumulators[next++] = acc
          return requantize(acc, q)
        },
      })
      if (!isAdvised(op)) return
      if (at === id && place === 'advice') {
        change(accumulators)
        for (let i = 0; i < accumulators.length; i++) out.data[i] = requantize(accumulators[i]!, op)
      }
      advice.push({ op: at, accumulators })
    },
  )
  return { inputs, outputs: outputsOf(model, values), advice }
}

/** What an audit must refuse a claim with. */
export interface Expected {
  readonly code: 'audit_mismatch' | 'advice_malformed'
  readonly facts: Readonly<Record<string, number>>
}

/**
 * Each thing that gives a claim away, the first one first; none where the claim is the honest one. Ops whose advice differs while all that they
 * follow from is honest: an engine meets one of them before anything else that differs, the reference the first. Where no advice differs, the
 * first output that does.
 */
export function expectedOf({ graph }: ExactModel, honest: Claim, claim: Claim): Expected[] {
  const found: Expected[] = []
  const isHonest: boolean[] = []
  const differing = new Map<number, Int32Array>()
  for (const [i, { op, accumulators }] of claim.advice.entries())
    if (accumulators.some((acc, at) => acc !== honest.advice[i]!.accumulators[at])) differing.set(op, accumulators)
  graph.ops.forEach((op, id) => {
    const accumulators = differing.get(id)
    const followsHonest = op.inputs.every(input => isHonest[input])
    isHonest.push(followsHonest && accumulators === undefined)
    if (!followsHonest || accumulators === undefined) return
    const { least, most } = limitsOf(op, 'advice')
    const outside = accumulators.some(acc => acc < least || acc > most)
    found.push({ code: outside ? 'advice_malformed' : 'audit_mismatch', facts: { op: id } })
  })
  if (found.length > 0) return found
  for (const [slot, { data }] of claim.outputs.entries()) {
    const at = data.findIndex((value, at) => value !== honest.outputs[slot]!.data[at])
    if (at >= 0) return [{ code: 'audit_mismatch', facts: { slot, at } }]
  }
  return []
}

/** An op of a model and its run. */
export interface Target {
  readonly model: ExactModel
  readonly honest: Claim
  readonly id: number
  readonly op: Op
  readonly place: Place
  readonly seed: number
}

const TRIES = 8

/** The mutation at an element where it changes what is claimed; null where it does at none of those that are tried. */
export function tampered(target: Target, mutation: Mutation): { claim: Claim; expected: Expected[] } | null {
  const { model, honest, id, op, place, seed } = target
  const limits = limitsOf(op, place)
  let count = 0
  run(model, honest.inputs, id, place, data => {
    count = data.length
  })
  const order = new Random(seed, id, 6).shuffled(Array.from({ length: count }, (_, at) => at))
  let tries = 0
  for (const at of order) {
    let changed = false
    const claim = run(model, honest.inputs, id, place, data => {
      const before = data.slice()
      mutation(data, at, limits)
      // Values that the type does not have would not be what a receipt can say.
      const fits = place === 'advice' || (data[at]! >= limits.least && data[at]! <= limits.most)
      if (!fits) data.set(before)
      changed = fits && data.some((value, i) => value !== before[i])
    })
    const expected = expectedOf(model, honest, claim)
    if (expected.length > 0) return { claim, expected }
    if (changed && ++tries === TRIES) return null
  }
  return null
}

/** Models with every kind of op, half of them causal, and a language model. */
function* world(): Generator<{ model: ExactModel; seed: number }> {
  yield { model: languageModel({ layers: 1, vocabulary: 40, width: 16 }), seed: 1000 }
  const options = { maxElements: 120, maxWork: 2_000 }
  for (let seed = 0; seed < 400; seed++)
    yield {
      model: seed % 2 === 0 ? randomModel(seed, options) : randomCausalModel(seed, { ...options, context: 24 }),
      seed,
    }
}

export const rowName = (kind: OpKind, place: Place): string =>
  kind === 'linear' || kind === 'conv' ? `${kind} (${place})` : kind

/** The first `count` ops of each kind in the models, by row of the matrix; of each model at most two of a kind. */
export function targets(kinds: readonly OpKind[], count: number): ReadonlyMap<string, readonly Target[]> {
  const rows = new Map<string, Target[]>()
  for (const kind of kinds) for (const place of placesOf(kind)) rows.set(rowName(kind, place), [])
  const isOpen = (row: string): boolean => (rows.get(row)?.length ?? count) < count
  for (const { model, seed } of world()) {
    if (![...rows.keys()].some(isOpen)) break
    const inputs = randomInputs(model, 1 + (seed % 4), seed, seed === 1000 ? 'mixed' : 'uniform')
    let honest: Claim | undefined
    const taken = new Map<string, number>()
    model.graph.ops.forEach((op, id) => {
      for (const place of placesOf(op.kind)) {
        const row = rowName(op.kind, place)
        if (!isOpen(row) || (taken.get(row) ?? 0) === 2) continue
        taken.set(row, (taken.get(row) ?? 0) + 1)
        honest ??= { inputs, ...advise(model, inputs) }
        rows.get(row)!.push({ model, honest, id, op, place, seed })
      }
    })
  }
  return rows
}

const placesOf = (kind: OpKind): readonly Place[] =>
  kind === 'linear' || kind === 'conv' ? ['advice', 'output'] : ['output']
