// Steps of rotary and attention. An attention has two: `keep` puts keys and values of rows into their pages, then `attention` reads
// those of all rows so far. Where pages and rows lie is written before every run: ../causal/rows.ts.

import { meanShift, nameOf, readTable } from '../../../graph/index.ts'
import { headsTogether, lineBytes } from '../causal/layout.ts'
import { requantization, type StepsOf } from './types.ts'

export const rotary: StepsOf<'rotary'> = (op, { fixed, inputs, types, out }) => {
  const [heads, depth] = op.shape as [number, number]
  const half = types[1]!.shape[0]! / 2
  const words = [inputs[0]!, inputs[1]!, out, heads, depth, half, op.unitBits, ...requantization(op)]
  return [{ kernel: 'rotary', parameters: fixed.words(words) }]
}

/** Exponentials from here on take more than the half of an int16 pair. */
const LARGE = 2 ** 15

export const attention: StepsOf<'attention'> = (op, { fixed, model, id, inputs, types, out, causal }) => {
  if (causal === undefined) throw new TypeError('attention: no pages are laid out')
  const [heads, depth] = types[0]!.shape as [number, number]
  const [groups, width] = types[2]!.shape as [number, number]
  const place = causal.layout.places.get(id)!
  const count = 2 ** op.tableBits
  const { base } = readTable(model.weights, op, nameOf(op, id))
  const large = base[0]! >= LARGE
  // Entries that no distance meets may have any size.
  const table = fixed.reserve((large ? 4 : 2) * count, (buffer, at) =>
    (large ? new Int32Array(buffer, at, count) : new Uint16Array(buffer, at, count)).set(base),
  )
  const bits = types[2]!.bits
  const words = [
    ...[inputs[0]!, inputs[1]!, inputs[2]!, out, heads, groups, depth, width],
    ...[place.keys, place.values, place.keyBytes, place.valueBytes, causal.layout.bits, place.wide ? 1 : 0],
    ...[causal.places, causal.tiles(id), headsTogether(heads, groups), lineBytes(op.context)],
    ...[table, count - 1, large ? 1 : 0, bits],
    ...requantization({ shift: op.scoreShift, lo: op.scoreLo, hi: op.scoreHi }),
    ...requantization({ shift: meanShift(op, bits), lo: op.lo, hi: op.hi }),
  ]
  const parameters = fixed.words(words)
  return [
    { kernel: 'keep', parameters },
    { kernel: 'attention', parameters },
  ]
}
