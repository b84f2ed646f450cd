// What the rounding of each kind of matrix costs alone: the float model runs with the rounded weights of one kind in the place of
// its own. spec/compile.md, "Language models".

import type { Watch } from '../calibrate.ts'
import { floatLogits, type LogitsOf, measureDivergence } from './divergence.ts'
import type { RoundedMatrix } from './layer.ts'
import type { FloatLanguage, FloatLayer, FloatNorm, FloatRows } from './model.ts'
import type { Multiply } from './products.ts'
import { realRows } from './rows.ts'
import { ROW_KINDS, type RowKind } from './widths.ts'

/** Rounded rows by kind and layer, the classifier's behind those of the last layer. */
export class RoundedRows {
  private readonly found = new Map<string, RoundedMatrix>()

  add(rounded: RoundedMatrix): void {
    this.found.set(`${rounded.kind} ${rounded.layer}`, rounded)
  }

  /** Rows in the place of the float model's, whose norms keep their gains: all that was folded into them is undone. */
  instead(kind: RowKind, layer: number, rows: FloatRows, norm: FloatNorm | null): FloatRows {
    const one = this.found.get(`${kind} ${layer}`)
    if (one === undefined) return rows
    const { k } = rows
    const real = realRows(one.quantized, one.input, k)
    const { rows: byRow, columns } = one.factors
    for (let row = 0, at = 0; row < rows.rows; row++) {
      for (let i = 0; i < k; i++, at++) {
        const factor = byRow[row % byRow.length]! * columns[i % columns.length]! * (norm?.gain[i] ?? 1)
        // A gain of nothing hides its weight.
        real[at] = factor === 0 ? rows.weights[at]! : real[at]! / factor
      }
    }
    return { ...rows, weights: real }
  }
}

/** The norm whose gain is folded into the rows of a kind. */
function normBefore(layer: FloatLayer, kind: Exclude<RowKind, 'classifier'>): FloatNorm | null {
  if (kind === 'output' || kind === 'down') return null
  return kind === 'gate' || kind === 'up' ? layer.forwardNorm : layer.attentionNorm
}

/** The float model with rounded rows of one kind. */
export function withRounded(model: FloatLanguage, rounded: RoundedRows, kind: RowKind): FloatLanguage {
  if (kind === 'classifier')
    return { ...model, classifier: rounded.instead(kind, model.layers.length, model.classifier, model.norm) }
  const layers = model.layers.map((layer, index): FloatLayer => {
    const rows = layer[kind]
    return rows === null ? layer : { ...layer, [kind]: rounded.instead(kind, index, rows, normBefore(layer, kind)) }
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
