// Widths of every kind of value in an exact language model, and how many bits weights have. Measured on a small Llama model:
// spec/compile.md, "Language models".

/** Matrices of a layer, and the classifier. */
export const ROW_KINDS = ['query', 'key', 'value', 'output', 'gate', 'up', 'down', 'classifier'] as const
export type RowKind = (typeof ROW_KINDS)[number]

export type WeightBits = Readonly<Record<RowKind, number>>

export const uniformBits = (bits: number): WeightBits => {
  const of = (_: RowKind): number => bits
  return Object.fromEntries(ROW_KINDS.map(kind => [kind, of(kind)])) as Record<RowKind, number>
}

/** Vectors between layers, and what is added to them. */
export const RESIDUAL_BITS = 16
/** Norms, keys and queries after they turn, the feed-forward part, means of values. */
export const VALUE_BITS = 12
/** Keys and queries before they turn. */
export const UNTURNED_BITS = 16
/** Values that attention takes the mean of. */
export const ATTENDED_BITS = 8
export const LOGIT_BITS = 16
/** Fraction of cosines and sines: with it a turn of 16 bits stays within the accumulator's bound. */
export const ANGLE_FRACTION = 13
/** Fraction of a score: steps of 1/128 nat. */
export const SCORE_FRACTION = 7
/** The first exponential, where the context leaves room for it. */
export const MOST_EXPONENTIAL = 4096
export const HIDDEN_BITS = 16
