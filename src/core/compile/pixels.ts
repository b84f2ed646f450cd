// How 8-bit images enter a model: the integer form of the normalization that it was trained with. spec/compile.md, "Pixels".

import { refuse } from '../errors/index.ts'
import type { Pixels } from '../graph/index.ts'
import { quote } from './limits.ts'
import type { Scale } from './range.ts'

/**
 * What an 8-bit value p means to the model: `raw` p itself, `unit` p / 255, or (p / 255 - mean) / std per channel, the usual
 * form of image classifiers. `none`: the model takes no images.
 */
export type PixelMeaning =
  | 'raw'
  | 'unit'
  | 'none'
  | { readonly mean: readonly number[]; readonly std: readonly number[] }

const MAX_PIXEL_SHIFT = 24

/** mul and add of `interface.md` for a meaning at a scale. */
export function pixelsFor(
  meaning: Exclude<PixelMeaning, 'none'>,
  channels: number,
  { exponent }: Scale,
  input: string,
): Pixels {
  const mean = typeof meaning === 'object' ? meaning.mean : new Array<number>(channels).fill(0)
  const std = typeof meaning === 'object' ? meaning.std : new Array<number>(channels).fill(1)
  const full = meaning === 'raw' ? 1 : 255
  const valid = (values: readonly number[]): boolean => values.length === channels && values.every(Number.isFinite)
  if (!valid(mean) || !valid(std) || std.some(s => s === 0))
    refuse(
      'input_invalid',
      `input ${quote(input)}: pixels need one mean and one std, not zero, for each of ${channels} channels`,
    )
  const scale = 2 ** exponent
  const mul = std.map(s => scale / (full * s))
  const add = mean.map((m, c) => (-m * scale) / std[c]!)
  const all = [...mul, ...add]
  const fits = (shift: number): boolean => all.every(value => Math.abs(value) * 2 ** shift < 2 ** 31)
  let shift = 0
  while (shift < MAX_PIXEL_SHIFT && !all.every(value => Number.isInteger(value * 2 ** shift)) && fits(shift + 1))
    shift++
  if (!fits(shift)) refuse('input_invalid', `input ${quote(input)}: its pixels leave the range of 32 bits`)
  const integers = (values: readonly number[]): number[] => values.map(value => Math.round(value * 2 ** shift) + 0)
  return { channels, mul: integers(mul), add: integers(add), shift }
}
