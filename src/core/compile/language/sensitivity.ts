// What the rounding of each kind of matrix costs alone: the float model runs with the rounded weights of one kind in the place of
// its own. spec/compile.md, "Language models".

import type { Watch } from '../calibrate.ts'
import type { Scale } from '../range.ts'
import { floatLogits, type LogitsOf, measureDivergence } from './divergence.ts'
import type { FloatLanguage, FloatLayer, FloatNorm, FloatRows } from './model.ts'
import type { Multiply } from './products.ts'
import { type QuantizedRows, realRows } from './rows.ts'
import { ROW_KINDS, type RowKind } from './widths.ts'

/** Rounded rows by kind and layer, the classifier's behind those of the last layer. */
export class RoundedRows {
  private readonly found = new Map<string, { quantized: QuantizedRows; input: Scale }>()

  add(kind: RowKind, layer: number, quantized: QuantizedRows, input: Scale): void {
    this.found.set(`${kind} ${layer}`, { quantized, input })
  }

  /** Whether kind has rows in a layer, and real weights as rounded. */
  real(kind: RowKind, layer: number, k: number): Float32Array | null {
    const one = this.found.get(`${kind} ${layer}`)
    return one === undefined ? null : realRows(one.quantized, one.input, k)
  }
}

/** Undoes what fold.ts did: rounded rows in the place of the float model's, whose norms keep their gains. */
function unfolded(rows: FloatRows, real: Float32Array, norm: FloatNorm | null, factor: number): FloatRows {
  const weights = new Float32Array(rows.weights.length)
  const { k } = rows
  for (let i = 0; i < weights.length; i++) {
    const gain = (norm?.gain[i % k] ?? 1) * factor
    // A gain of nothing hides its weight.
    weights[i] = gain === 0 ? rows.weights[i]! : real[i]! / gain
  }
  return { ...rows, weights }
}

/** The float model with rounded rows of one kind. */
export function withRounded(model: FloatLanguage, rounded: RoundedRows, kind: RowKind): FloatLanguage {
  if (kind === 'classifier') {
    const real = rounded.real(kind, model.layers.length, model.width)
    return real === null ? model : { ...model, classifier: unfolded(model.classifier, real, model.norm, 1) }
  }
  const layers = model.layers.map((layer, index): FloatLayer => {
    const rows = layer[kind]
    const real = rows === null ? null : rounded.real(kind, index, rows.k)
    if (rows === null || real === null) return layer
    const norm =
      kind === 'output' || kind === 'down'
        ? null
        : kind === 'gate' || kind === 'up'
          ? layer.forwardNorm
          : layer.attentionNorm
    const factor = kind === 'query' && layer.queryNorm === null ? 1 / Math.sqrt(model.headSize) : 1
    return { ...layer, [kind]: unfolded(rows, real, norm, factor) }
  })
  return { ...model, layers }
}

export type Sensitivity = Readonly<Partial<Record<RowKind, number>>>

/** Divergence, in nats per token, that each kind costs alone. Kinds that the model has not are left out. */
export async function sensitivityOf(
  model: FloatLanguage,
  rounded: RoundedRows,
  texts: readonly Int32Array[],
  watch: Watch,
  multiply?: Multiply,
): Promise<Sensitivity> {
  const float = floatLogits(model, multiply)
  const known = new Map<Int32Array, Float32Array>()
  const remembered: LogitsOf = async text => {
    const found = known.get(text) ?? (await float(text))
    known.set(text, found)
    return found
  }
  const out: Partial<Record<RowKind, number>> = {}
  for (const kind of ROW_KINDS) {
    if (kind === 'gate' && model.layers.every(layer => layer.gate === null)) continue
    const other = withRounded(model, rounded, kind)
    const { divergence } = await measureDivergence(texts, remembered, floatLogits(other, multiply), watch)
    out[kind] = divergence
  }
  return out
}
