// One layer of a language model as exact ops, from what calibration saw of it. spec/compile.md, "Language models".

import type { Value } from '../lower/builder.ts'
import type { Range, Scale } from '../range.ts'
import { balanceProduct, balanceScores, type Factors, inverse, ONE, scaleMatrix } from './balance.ts'
import { evenWithin, type LanguageBuilder, MOST_SCORE_EXPONENT } from './emit.ts'
import { foldNorm, stored } from './fold.ts'
import { type Gram, gramOf } from './gram.ts'
import type { FloatLanguage, FloatNorm, FloatRows } from './model.ts'
import type { Multiply } from './products.ts'
import type { QuantizedRows } from './rows.ts'
import type { Site } from './runner.ts'
import type { Sites } from './sites.ts'
import { ATTENDED_BITS, RESIDUAL_BITS, type RowKind, UNTURNED_BITS, VALUE_BITS, type WeightBits } from './widths.ts'

/** Sites whose values meet weights, or are looked at channel by channel. */
export const KEPT_SITES: readonly Site[] = [
  'attentionNorm',
  'query',
  'key',
  'turnedQuery',
  'turnedKey',
  'mean',
  'afterAttention',
  'forwardNorm',
  'up',
  'product',
  'activated',
  'afterForward',
  'norm',
]

/** What a score is divided by stands in queries: how much smaller the exact model's are than those that are observed. */
export function siteFactors(model: FloatLanguage, index: number): Partial<Record<Site, number>> {
  const factor = 1 / Math.sqrt(model.headSize)
  return { ...(model.layers[index]!.queryNorm === null ? { query: factor } : {}), turnedQuery: factor }
}

/** What became of a matrix of the float model, its norm's gain folded in and rows and columns multiplied by factors. */
export interface RoundedMatrix {
  readonly kind: RowKind
  /** The classifier's is the number of layers. */
  readonly layer: number
  readonly quantized: QuantizedRows
  readonly input: Scale
  readonly factors: Factors
}

type Limits = { readonly lo: number; readonly hi: number }

export interface LayerOptions {
  readonly weightBits: WeightBits
  /** Round each weight with regard to those before it. */
  readonly compensated: boolean
  readonly multiply: Multiply
  /** Told of every matrix. */
  readonly onRows?: (rounded: RoundedMatrix) => void
}

interface LayerInput {
  readonly model: FloatLanguage
  readonly index: number
  readonly sites: Sites
  readonly x: Value
  readonly angles: Value | null
  /** Scales of the vectors after attention and after the feed-forward part. */
  readonly afterAttention: Scale
  readonly afterForward: Scale
}

const twelve = (range: Range): Scale => range.scale(VALUE_BITS, 'mse')

export function emitLayer(lb: LanguageBuilder, input: LayerInput, options: LayerOptions): Value {
  const { model, index, sites, x, angles } = input
  const layer = model.layers[index]!
  const { heads, groups, headSize } = model
  const named = (name: string): string => `layer ${index} ${name}`
  const readers = (value: Value, site: Site, factors: ArrayLike<number> = ONE): Gram | null => {
    if (!options.compensated) return null
    const copy = sites.scaled(site, factors)
    const count = copy.length / value.shape.reduce((a, n) => a * n, 1)
    return gramOf(stored(copy, value.scale.bits, value.scale.exponent), count, options.multiply)
  }
  const product = (
    kind: RowKind,
    from: Value,
    matrix: FloatRows,
    wanted: Scale,
    gram: Gram | null,
    { rows = ONE, columns = ONE, limits }: Partial<Factors> & { limits?: Limits } = {},
  ): Value => {
    const factors = { rows, columns }
    const scaled = scaleMatrix(matrix, factors)
    const found = lb.rows(named(kind), from, scaled, wanted, options.weightBits[kind], gram, limits)
    options.onRows?.({ kind, layer: index, quantized: found.quantized, input: from.scale, factors })
    return found.value
  }
  const normOf = (norm: FloatNorm, from: Value, site: 'attentionNorm' | 'forwardNorm'): Value =>
    lb.norm(named(site), from, norm.centre, norm.epsilon, twelve(sites.range(site)).exponent)

  const n = normOf(layer.attentionNorm, x, 'attentionNorm')
  const gram = readers(n, 'attentionNorm')
  // The scale of scores stands in queries, or in the gain of their own norm.
  const perScore = 1 / Math.sqrt(headSize)
  const balance = balanceScores(sites.copy('turnedQuery'), sites.copy('turnedKey'), {
    ...{ heads, groups, headSize },
    half: model.frequencies?.length ?? 0,
    shared: layer.queryNorm !== null,
  })
  const headed = (kind: 'query' | 'key', many: number, factor: number, most: number): Value => {
    const norm = kind === 'query' ? layer.queryNorm : layer.keyNorm
    const rows = foldNorm(kind === 'query' ? layer.query : layer.key, layer.attentionNorm)
    const shape = [many, headSize]
    const factors = balance[kind]
    const before = (norm === null ? sites.scaledRange(kind, factors) : sites.range(kind)).scale(UNTURNED_BITS, 'room')
    const after = twelve(sites.scaledRange(kind === 'query' ? 'turnedQuery' : 'turnedKey', factors))
    const wanted = { ...after, exponent: Math.min(after.exponent, most) }
    const limits = evenWithin(VALUE_BITS, headSize)
    const direct = norm === null && angles === null
    const made = product(kind, n, rows, direct ? wanted : before, gram, {
      ...(norm === null ? { rows: factors.map(value => value * factor) } : {}),
      ...(direct ? { limits } : {}),
    })
    const y = lb.reshape(named(kind), made, shape)
    if (direct) return y
    let unturned = y
    if (norm !== null) {
      const range = sites.range(kind === 'query' ? 'queryNorm' : 'keyNorm')
      const bare = lb.norm(named(`${kind} norm`), y, norm.centre, norm.epsilon, twelve(range).exponent)
      const gain = norm.gain.map((value, i) => value * factor * factors[i]!)
      // Turning keeps a head's length: twice the turned values' reach holds the unturned ones.
      const room = { bits: UNTURNED_BITS, exponent: wanted.exponent + UNTURNED_BITS - VALUE_BITS - 1 }
      unturned = lb.gained(named(`${kind} norm`), bare, gain, angles === null ? wanted : room)
    }
    return angles === null ? unturned : lb.turned(named(`turned ${kind}`), unturned, angles, wanted)
  }
  const key = headed('key', groups, 1, MOST_SCORE_EXPONENT)
  const query = headed('query', heads, perScore, MOST_SCORE_EXPONENT - key.scale.exponent)
  const value = lb.reshape(
    named('value'),
    product(
      'value',
      n,
      foldNorm(layer.value, layer.attentionNorm),
      sites.range('value').scale(ATTENDED_BITS, 'mse'),
      gram,
    ),
    [groups, headSize],
  )
  const heard = lb.attention(named('attention'), query, key, value, twelve(sites.range('mean')))
  const mean = lb.reshape(named('attention'), heard, [heads * headSize])
  const output = product(
    'output',
    mean,
    layer.output,
    addend(sites.range('output'), input.afterAttention),
    readers(mean, 'mean'),
  )
  const afterAttention = lb.add(named('after attention'), x, output, input.afterAttention)

  const m = normOf(layer.forwardNorm, afterAttention, 'forwardNorm')
  const second = readers(m, 'forwardNorm')
  const site: Site = layer.gate === null ? 'activated' : 'product'
  // What goes through a function cannot be moved: its channels stay as they are.
  const factors = layer.gate === null ? ONE : balanceProduct(sites.copy(site), layer.up.rows)
  const upRange = twelve(sites.scaledRange('up', factors))
  const up = product('up', m, foldNorm(layer.up, layer.forwardNorm), upRange, second, { rows: factors })
  let active: Value
  if (layer.gate === null)
    active = lb.activation(named('activation'), up, model.activation, twelve(sites.range('activated')))
  else {
    const gate = product('gate', m, foldNorm(layer.gate, layer.forwardNorm), twelve(sites.range('gate')), second)
    const opened = lb.activation(named('activation'), gate, model.activation, twelve(sites.range('activated')))
    active = lb.product(named('product'), opened, up, up.shape, twelve(sites.scaledRange(site, factors)))
  }
  const down = product(
    'down',
    active,
    layer.down,
    addend(sites.range('down'), input.afterForward),
    readers(active, site, factors),
    { columns: inverse(factors) },
  )
  return lb.add(named('after forward'), afterAttention, down, input.afterForward)
}

/** Scale of what is added to a vector: up to 16 times finer, where its own range allows. */
function addend(range: Range, sum: Scale): Scale {
  const own = range.scale(RESIDUAL_BITS, 'room')
  return { bits: RESIDUAL_BITS, exponent: Math.min(own.exponent, sum.exponent + 4) }
}
