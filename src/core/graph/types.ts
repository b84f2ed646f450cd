// The exact graph's data types: spec/graph.md, sections "Tensors" and "Operators". Plain data; meaning lives in ops/.

/** |accumulator| + rounding never exceeds this: 2^30 - 2^24 (spec/graph.md, "The accumulator bound"). */
export const ACCUMULATOR_BOUND = 2 ** 30 - 2 ** 24
export const MAX_SHIFT = 18
export const MAX_ROW_EXPONENT = 5
export const MAX_RANK = 6
export const MAX_INPUTS = 8
export const MAX_OPS = 65_536
export const MAX_DIMENSION = 2 ** 24
/** Elements of one row of one tensor. */
export const MAX_ELEMENTS = 2 ** 27
export const MAX_WEIGHT_BYTES = 2 ** 33
/** Rows of a table: what proofs can look up cheaply (spec/decisions/arithmetic.md). */
export const MAX_TABLE_ROWS = 2 ** 12
/** Low bits between two rows of a table: slopes times low parts stay small. */
export const MAX_SEGMENT = 14
/** Positions of one sequence: a position fits 16 bits. */
export const MAX_CONTEXT = 32_768
/** A token id that takes two values is x[0] + TOKEN_BASE x[1]. */
export const TOKEN_BASE = 2 ** 15

/** A tensor's type. `shape` is the shape of one row: the leading axis of every run (sample or position) is not in it. */
export interface TensorType {
  /** 1 to 6 dimensions, each at least 1; channels last. */
  readonly shape: readonly number[]
  /** Signed width, 2 to 16: values lie in [-2^(bits-1), 2^(bits-1) - 1]. Stored as int8 up to 8 bits, else int16. */
  readonly bits: number
}

export type Pair = readonly [number, number]

/** A sliding window over axes 0 (height) and 1 (width) of an [H, W, C] tensor. Pads are top, left, bottom, right. */
export interface Window {
  readonly kernel: Pair
  readonly stride: Pair
  readonly dilation: Pair
  readonly pads: readonly [number, number, number, number]
}

/**
 * A table of a function with straight lines between its rows: u (not negative) meets row u >> segment, and
 * acc = base[row] + slope[row] * (u mod 2^segment). Rows lie in the weights: spec/graph.md, "Tables".
 */
export interface Table {
  /** log2 of the number of rows, 0 to 12. */
  readonly tableBits: number
  /** 0: the rows are the function, and there are no slopes. */
  readonly segment: number
  readonly weightOffset: number
}

/** Requantization: y = clamp(floor((acc + 2^(shift-1)) / 2^shift), lo, hi); no rounding term when shift is 0. */
export interface Requantization {
  readonly shift: number
  readonly lo: number
  readonly hi: number
}

interface OpBase extends TensorType {
  /** Ids of earlier ops. */
  readonly inputs: readonly number[]
}

export interface InputOp extends OpBase {
  readonly kind: 'input'
  readonly slot: number
}
export interface OutputOp extends OpBase {
  readonly kind: 'output'
  readonly slot: number
}
export interface ConstantOp extends OpBase {
  readonly kind: 'constant'
  readonly weightOffset: number
}
export interface LinearOp extends OpBase, Requantization {
  readonly kind: 'linear'
  readonly weightBits: number
  readonly weightOffset: number
}
export interface ConvOp extends OpBase, Requantization, Window {
  readonly kind: 'conv'
  readonly groups: number
  readonly weightBits: number
  readonly weightOffset: number
}
export interface SumOp extends OpBase, Requantization {
  readonly kind: 'sum'
  /** One per input, int16, not zero. */
  readonly coefficients: readonly number[]
}
export interface MaxPoolOp extends OpBase, Window {
  readonly kind: 'maxPool'
}
export interface AveragePoolOp extends OpBase, Requantization, Window {
  readonly kind: 'averagePool'
  readonly countIncludePad: boolean
  /** q: a window of c positions is multiplied by floor((2^q + floor(c/2)) / c). */
  readonly reciprocalBits: number
}
export interface ConcatOp extends OpBase {
  readonly kind: 'concat'
  readonly axis: number
}
export interface ReshapeOp extends OpBase {
  readonly kind: 'reshape'
}
export interface TransposeOp extends OpBase {
  readonly kind: 'transpose'
  /** Output axis i is input axis perm[i]. */
  readonly perm: readonly number[]
}

/** y[.., i, ..] = x[.., indices[i], ..] along `axis`; index -1 gives `fill`. Indices are int32 in the weights. */
export interface TakeOp extends OpBase {
  readonly kind: 'take'
  readonly axis: number
  readonly fill: number
  readonly weightOffset: number
}
/** The product of two tensors, either of which may repeat along axes of length 1. */
export interface ProductOp extends OpBase, Requantization {
  readonly kind: 'product'
}
/** y = clamp(floor((n * 2^shift + floor(d/2)) / d)), d = max(1, |b|), n = a with the sign of b. Repeats as product. */
export interface DivideOp extends OpBase, Requantization {
  readonly kind: 'divide'
}
/** A function of one value: u = x - least x. */
export interface LookupOp extends OpBase, Requantization, Table {
  readonly kind: 'lookup'
}
/** Over the last axis: e = table(largest x - x), rounded by 2^fraction; y = e * 2^shift / sum of e, rounded. */
export interface SoftmaxOp extends OpBase, Requantization, Table {
  readonly kind: 'softmax'
  readonly fraction: number
}
/** Over the last axis: x (less its mean, with `centre`) by its root mean square, times 2^fraction. */
export interface NormOp extends OpBase {
  readonly kind: 'norm'
  readonly centre: boolean
  readonly fraction: number
  /** Added under the root, at the scale of D^2 * variance; 0 to 2^53 - 1. */
  readonly epsilon: number
  readonly lo: number
  readonly hi: number
}
/** y[.., m, n] = requantize(sum over k of a[.., m, k] * b[.., n, k]); leading axes of b may have length 1. */
export interface MatmulOp extends OpBase, Requantization {
  readonly kind: 'matmul'
}
/**
 * y[.., :] = table[clamp(x + offset, 0, N - 1)]; the table's N rows lie in the weights at the output's width. With `pair` the
 * last axis of the input has two values, x stands for x[0] + 2^15 x[1], and that axis becomes the entry.
 */
export interface EmbeddingOp extends OpBase {
  readonly kind: 'embedding'
  readonly entries: number
  readonly offset: number
  readonly pair: boolean
  readonly weightOffset: number
}
/** Index of the first largest value along the last axis, which stays with length 1. */
export interface ArgMaxOp extends OpBase {
  readonly kind: 'argMax'
}

/** y = the row's position in its sequence, [1] of 16 bits; a sequence has at most `context` positions. */
export interface PositionOp extends OpBase {
  readonly kind: 'position'
  readonly context: number
}
/**
 * Inputs x [H, D] and r [R], cosines and then sines: the first R values of each head turn in pairs (i, i + R/2), the others are
 * multiplied by 2^unitBits.
 */
export interface RotaryOp extends OpBase, Requantization {
  readonly kind: 'rotary'
  /** 0 where R is D. */
  readonly unitBits: number
}
/**
 * Inputs q [H, D], k [G, D], v [G, E] of a row and of all rows before it in its sequence: softmax of the scores, then their mean
 * of v, times 2^fraction. The table has no segments: spec/graph.md, "attention".
 */
export interface AttentionOp extends OpBase, Table {
  readonly kind: 'attention'
  readonly context: number
  /** A score is min(scoreHi, max(scoreLo, q k rounded by 2^scoreShift)); its limits are int16. */
  readonly scoreShift: number
  readonly scoreLo: number
  readonly scoreHi: number
  readonly fraction: number
  readonly lo: number
  readonly hi: number
}

export type Op =
  | InputOp
  | OutputOp
  | ConstantOp
  | LinearOp
  | ConvOp
  | SumOp
  | MaxPoolOp
  | AveragePoolOp
  | ConcatOp
  | ReshapeOp
  | TransposeOp
  | TakeOp
  | ProductOp
  | DivideOp
  | LookupOp
  | SoftmaxOp
  | NormOp
  | MatmulOp
  | EmbeddingOp
  | ArgMaxOp
  | PositionOp
  | RotaryOp
  | AttentionOp

export type OpKind = Op['kind']

/** A graph in topological order: an op's id is its position, and its inputs stand before it. */
export interface Graph {
  readonly ops: readonly Op[]
  /** Length of the weights' byte string. */
  readonly weightBytes: number
}

/** Integers of a run: `rows` rows of `type.shape`, row after row, in the type's storage form. */
export interface IntTensor extends TensorType {
  readonly rows: number
  readonly data: Int8Array | Int16Array
}

/** Closed interval of values. */
export interface Interval {
  readonly lo: number
  readonly hi: number
}

export const elements = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1)
export const minOf = (bits: number): number => -(2 ** (bits - 1))
export const maxOf = (bits: number): number => 2 ** (bits - 1) - 1
/** Bytes of one stored value of this width. */
export const bytesOf = (bits: number): number => (bits <= 8 ? 1 : 2)

export function allocate(type: TensorType, rows: number): IntTensor {
  const length = elements(type.shape) * rows
  return {
    shape: type.shape,
    bits: type.bits,
    rows,
    data: type.bits <= 8 ? new Int8Array(length) : new Int16Array(length),
  }
}

/** floor((acc + 2^(shift-1)) / 2^shift) in exact integers: round half up. */
export function roundShift(acc: number, shift: number): number {
  return shift === 0 ? acc : Math.floor((acc + 2 ** (shift - 1)) / 2 ** shift)
}

export const requantize = (acc: number, q: Requantization): number =>
  Math.min(q.hi, Math.max(q.lo, roundShift(acc, q.shift)))
