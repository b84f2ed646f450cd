// Systems: what an argument is about, apart from any graph (spec/proof.md, "Systems"). Columns that a prover commits to,
// tensors that both sides know, parameters; lookups in small tables; relations, which say that sums of tensors and of
// products are zero at every index.

/** Where elements come from. */
export type Source =
  /** Committed by the prover. */
  | { readonly kind: 'column'; readonly id: number }
  /** Parameters of a model. */
  | { readonly kind: 'weights'; readonly id: number }
  /** What both sides know: inputs, outputs. */
  | { readonly kind: 'public'; readonly id: number }
  /** A tensor of one element, which is 1. */
  | { readonly kind: 'one' }

/** How elements are moved; each step takes what the one before it gave. */
export type Move =
  | { readonly kind: 'reshape'; readonly lengths: readonly number[] }
  | { readonly kind: 'transpose'; readonly perm: readonly number[] }
  /** out[.., i, ..] = the sum of in[.., index[fan i + j], ..] over j < fan along the axis; index -1 stands for nothing. */
  | { readonly kind: 'gather'; readonly axis: number; readonly index: Int32Array; readonly fan: number }
  /** out[.., i, ..] = the sum of in[.., j, ..] over j > i along the axis. */
  | { readonly kind: 'behind'; readonly axis: number }
  /** out[.., i, ..] = weights[i] * in[.., i, ..] along the axis: integers of magnitude below 2^30. */
  | { readonly kind: 'weigh'; readonly axis: number; readonly weights: Int32Array }

/** A source of which elements are moved and multiplied with an integer of magnitude below 2^30. */
export interface Part {
  readonly coefficient: number
  readonly source: Source
  readonly moves: readonly Move[]
}

/** A tensor as a sum of moved sources, all with the same axes in the end. */
export interface Expression {
  readonly lengths: readonly number[]
  readonly parts: readonly Part[]
}

/** A column, or a tensor of parameters or of public values. */
export interface Named {
  /** What it is, for messages and for who fills it: op and role. */
  readonly op: number
  readonly role: string
  readonly lengths: readonly number[]
}

/** Values first, first + step, ..., `length` of them. */
export interface Run {
  readonly first: number
  readonly step: number
}

/**
 * A table: rows of as many entries as its lookups have. `runs`: one stretch of rows after another, each entry counting
 * up or down along it. `parameters`: rows are an index from 0 and values of the model.
 */
export type Table = { readonly lengths: readonly [number]; readonly multiplicities: number } & (
  | { readonly kind: 'runs'; readonly runs: readonly { readonly length: number; readonly entries: readonly Run[] }[] }
  | { readonly kind: 'parameters'; readonly sources: readonly Source[] }
)

/** Every element at an index that is `valid` along all axes is, with its fellows, a row of the table. */
export interface Lookup {
  readonly op: number
  readonly what: string
  readonly table: number
  readonly lengths: readonly number[]
  readonly entries: readonly Expression[]
  /** For each axis which indices count; null: all. */
  readonly valid: readonly (Uint8Array | null)[]
}

/** An axis of a factor of a product: an axis of the relation, or one that is summed over. */
export type Axis = { readonly of: 'relation' | 'sum'; readonly axis: number }

/**
 * A sum over some axes of a product of two tensors, at each index of a relation. Axes of the relation that both factors
 * have are summed over too, with eq: `shared` says of each sum axis which axis of the relation it is, or -1.
 */
export interface Product {
  readonly coefficient: number
  readonly sums: readonly number[]
  readonly shared: readonly number[]
  readonly factors: readonly [Factored, Factored]
}

export interface Factored {
  readonly expression: Expression
  /** For each axis of the expression. */
  readonly axes: readonly Axis[]
}

/** Zero at every index: the expressions' sum and the products. */
export interface Relation {
  readonly op: number
  readonly what: string
  readonly lengths: readonly number[]
  readonly expression: Expression
  readonly products: readonly Product[]
}

/** Accumulators [rows, heads, rows] that are rounded by a shift, and their least value. */
export interface Scores {
  readonly accumulator: Expression
  readonly products: readonly Product[]
  readonly shift: number
  readonly lo: number
}

/** How a prover fills columns; a verifier does not look at it. Columns are found by op and role. */
export type Fill =
  | {
      readonly kind: 'requantize'
      readonly op: number
      readonly what: string
      readonly accumulator: Expression
      readonly products: readonly Product[]
      readonly shift: number
      /** The clamp, within what the shift allows. */
      readonly lo: number
      readonly hi: number
      /** Places of the limbs of y, of the excess, and widths of the limbs of the rest. */
      readonly yPlaces: readonly number[]
      readonly isTwoSided: boolean
      readonly isClamped: boolean
      readonly places: readonly number[]
      readonly lowWidths: readonly number[]
    }
  /** y is the largest of the candidates; of the first that is it the chosen column is 1. */
  | {
      readonly kind: 'largest'
      readonly op: number
      readonly candidates: readonly Expression[]
      readonly valid: readonly (readonly (Uint8Array | null)[])[]
      /** Bits of each limb of the differences; none where they are no columns. */
      readonly widths: readonly number[]
    }
  /** Of each line along the last axis the first of the largest: its value in `largest`, 1 at its place in `chosen`. */
  | {
      readonly kind: 'argMax'
      readonly op: number
      readonly expression: Expression
      readonly widths: readonly number[]
    }
  /** Limbs of an expression that is not negative, the lowest first. */
  | {
      readonly kind: 'limbs'
      readonly op: number
      readonly roles: readonly string[]
      readonly expression: Expression
      readonly products?: readonly Product[]
      readonly widths: readonly number[]
    }
  /** An expression and products, by a divisor that divides them. */
  | {
      readonly kind: 'value'
      readonly op: number
      readonly role: string
      readonly expression: Expression
      readonly products: readonly Product[]
      readonly divisor?: number
    }
  /** Values of functions at a key of each line, along the last axis. */
  | {
      readonly kind: 'functions'
      readonly op: number
      readonly role: string
      readonly key: Expression
      readonly functions: readonly (readonly number[])[]
    }
  /** Limbs along the last axis of the sum of positions times powers of 2^bits, or of minus that, modulo what they hold. */
  | {
      readonly kind: 'digits'
      readonly op: number
      readonly role: string
      readonly expression: Expression
      readonly products: readonly Product[]
      readonly negated: boolean
      readonly bits: number
      readonly lastBits: number
    }
  /** What is carried from each position to the next. */
  | {
      readonly kind: 'carries'
      readonly op: number
      readonly role: string
      readonly expression: Expression
      readonly products: readonly Product[]
      readonly bits: number
      readonly lastBits: number | null
    }
  /** Of each line 1 if the sum of its positions is zero. */
  | {
      readonly kind: 'isZero'
      readonly op: number
      readonly role: string
      readonly expression: Expression
      readonly products: readonly Product[]
      readonly bits: number
    }
  /** From the limbs of V: k less its least value, and R; from those of R the inverse. */
  | {
      readonly kind: 'root'
      readonly op: number
      readonly variance: Expression
      readonly least: number
      readonly bits: number
    }
  | {
      readonly kind: 'inverse'
      readonly op: number
      readonly root: Expression
      readonly bits: number
    }
  /** floor((u inverse + 2^(e-1)) / 2^e) of each element, and limbs of what that leaves. */
  | {
      readonly kind: 'normalized'
      readonly op: number
      readonly deviation: Expression
      readonly inverse: Expression
      readonly bits: number
      /** e of each line. */
      readonly exponent: Expression
      readonly restWidths: readonly number[]
    }
  /** Of each line of scores, up to its row, the largest within [lo, hi]; whether one is beyond hi, or all at most lo. */
  | {
      readonly kind: 'largestScore'
      readonly op: number
      readonly scores: Scores
      readonly hi: number
    }
  /** Of each score its distance from the largest, at most `reach`, and what is beyond. */
  | {
      readonly kind: 'scores'
      readonly op: number
      readonly scores: Scores
      readonly largest: Expression
      readonly reach: Expression
      readonly excessWidths: readonly number[]
      readonly restWidths: readonly number[]
    }
  /** How the sum of a line's exponentials is scaled: its shift, its inverse and what that leaves. */
  | {
      readonly kind: 'meanScale'
      readonly op: number
      readonly total: Expression
      readonly valueBits: number
    }
  /** Sums rounded by a shift of their line. */
  | {
      readonly kind: 'mean'
      readonly op: number
      readonly sums: Expression
      readonly products: readonly Product[]
      readonly shift: Expression
      readonly quotientBits: number
      readonly restBits: number
    }
  /** The magnitude of an expression, and 1 where it is negative. */
  | {
      readonly kind: 'magnitude'
      readonly op: number
      readonly role: string
      readonly expression: Expression
    }
  /** numerator = quotient * divisor + remainder, of a numerator that is not negative and a positive divisor. */
  | {
      readonly kind: 'quotient'
      readonly op: number
      readonly quotient: string
      readonly remainder: string
      readonly numerator: Expression
      readonly divisor: Expression
    }
  /** Rows of parameters at an index. */
  | {
      readonly kind: 'rows'
      readonly op: number
      readonly roles: readonly string[]
      readonly index: Expression
      readonly sources: readonly Source[]
    }

export interface System {
  readonly fills: readonly Fill[]
  readonly columns: readonly Named[]
  readonly weights: readonly Named[]
  readonly publics: readonly Named[]
  readonly tables: readonly Table[]
  readonly lookups: readonly Lookup[]
  readonly relations: readonly Relation[]
}
