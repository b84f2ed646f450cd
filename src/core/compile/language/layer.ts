// One layer of a language model as exact ops, from what calibration saw of it. spec/compile.md, "Language models".

import type { Value } from '../lower/builder.ts'
import type { Range, Scale } from '../range.ts'
import { evenWithin, type LanguageBuilder, MOST_SCORE_EXPONENT } from './emit.ts'
import { foldNorm, scaled, stored } from './fold.ts'
import { type Gram, gramOf } from './gram.ts'
import type { FloatLanguage, FloatNorm, FloatRows } from './model.ts'
import type { Multiply } from './products.ts'
import type { QuantizedRows } from './rows.ts'
import type { Site } from './runner.ts'
import type { Sites } from './sites.ts'
import { ATTENDED_BITS, RESIDUAL_BITS, type RowKind, UNTURNED_BITS, VALUE_BITS, type WeightBits } from './widths.ts'

/** Sites whose values meet weights. */
export const KEPT_SITES: readonly Site[] = [
  'attentionNorm',
  'mean',
  'afterAttention',
  'forwardNorm',
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

export interface LayerOptions {
  readonly weightBits: WeightBits
  /** Round each weight with regard to those before it. */
  readonly compensated: boolean
  readonly multiply: Multiply
  /** Told of every matrix: the real rows that were meant and what became of them. */
  readonly onRows?: (kind: RowKind, layer: number, rows: FloatRows, quantized: QuantizedRows, input: Scale) => void
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
  const readers = (value: Value, site: Site): Gram | null => {
    if (!options.compensated) return null
    const copy = sites.copy(site)
    const count = copy.length / value.shape.reduce((a, n) => a * n, 1)
    return gramOf(stored(copy, value.scale.bits, value.scale.exponent), count, options.multiply)
  }
  const product = (
    kind: RowKind,
    from: Value,
    rows: FloatRows,
    wanted: Scale,
    gram: Gram | null,
    limits?: { lo: number; hi: number },
  ): Value => {
    const found = lb.rows(named(kind), from, rows, wanted, options.weightBits[kind], gram, limits)
    options.onRows?.(kind, index, rows, found.quantized, from.scale)
    return found.value
  }
  const normOf = (norm: FloatNorm, from: Value, site: 'attentionNorm' | 'forwardNorm'): Value =>
    lb.norm(named(site), from, norm.centre, norm.epsilon, twelve(sites.range(site)).exponent)

  const n = normOf(layer.attentionNorm, x, 'attentionNorm')
  const gram = readers(n, 'attentionNorm')
  // The scale of scores stands in queries, or in the gain of their own norm.
  const perScore = 1 / Math.sqrt(headSize)
  const headed = (kind: 'query' | 'key', many: number, factor: number, most: number): Value => {
    const norm = kind === 'query' ? layer.queryNorm : layer.keyNorm
    const rows = foldNorm(kind === 'query' ? layer.query : layer.key, layer.attentionNorm)
    const shape = [many, headSize]
    const own = norm === null ? factor : 1
    const before = sites.range(kind).scale(UNTURNED_BITS, 'room')
    const after = twelve(sites.range(kind === 'query' ? 'turnedQuery' : 'turnedKey'))
    const wanted = { ...after, exponent: Math.min(after.exponent, most) }
    const limits = evenWithin(VALUE_BITS, headSize)
    const direct = norm === null && angles === null
    const made = product(
      kind,
      n,
      own === 1 ? rows : scaled(rows, own),
      direct ? wanted : before,
      gram,
      direct ? limits : undefined,
    )
    const y = lb.reshape(named(kind), made, shape)
    if (direct) return y
    let unturned = y
    if (norm !== null) {
      const range = sites.range(kind === 'query' ? 'queryNorm' : 'keyNorm')
      const bare = lb.norm(named(`${kind} norm`), y, norm.centre, norm.epsilon, twelve(range).exponent)
      const gain = norm.gain.map(value => value * factor)
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
  const up = product('up', m, foldNorm(layer.up, layer.forwardNorm), twelve(sites.range('up')), second)
  let active: Value
  if (layer.gate === null)
    active = lb.activation(named('activation'), up, model.activation, twelve(sites.range('activated')))
  else {
    const gate = product('gate', m, foldNorm(layer.gate, layer.forwardNorm), twelve(sites.range('gate')), second)
    const opened = lb.activation(named('activation'), gate, model.activation, twelve(sites.range('activated')))
    active = lb.product(named('product'), opened, up, up.shape, twelve(sites.range('product')))
  }
  const down = product(
    'down',
    active,
    layer.down,
    addend(sites.range('down'), input.afterForward),
    readers(active, layer.gate === null ? 'activated' : 'product'),
  )
  return lb.add(named('after forward'), afterAttention, down, input.afterForward)
}

/** Scale of what is added to a vector: up to 16 times finer, where its own range allows. */
function addend(range: Range, sum: Scale): Scale {
  const own = range.scale(RESIDUAL_BITS, 'room')
  return { bits: RESIDUAL_BITS, exponent: Math.min(own.exponent, sum.exponent + 4) }
}
