// Float models: spec/float.md. A model in its publisher's own format, with what goes in and comes out of it. Its results differ
// between machines, so nothing here is ever replayed; what is exact about it are its bytes and its identity.

/** Element types, with their codes in ONNX's TensorProto and their sizes. */
export const REAL_TYPES = {
  float32: { code: 1, bytes: 4 },
  uint8: { code: 2, bytes: 1 },
  int8: { code: 3, bytes: 1 },
  uint16: { code: 4, bytes: 2 },
  int16: { code: 5, bytes: 2 },
  int32: { code: 6, bytes: 4 },
  int64: { code: 7, bytes: 8 },
  bool: { code: 9, bytes: 1 },
  float64: { code: 11, bytes: 8 },
} as const

export type RealType = keyof typeof REAL_TYPES

export const MAX_REAL_RANK = 8
export const MAX_REAL_DIMENSION = 2 ** 31 - 1

/** A tensor of a float model: its values as canonical bytes, little-endian, the last axis changing fastest. */
export interface RealTensor {
  readonly dtype: RealType
  /** The whole shape, leading axis included; empty: one value. */
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

export interface RealPort {
  readonly name: string
  readonly dtype: RealType
  /** 0: the axis is open. Null: the model does not even state how many axes there are. */
  readonly shape: readonly number[] | null
}

export interface RealInterface {
  readonly inputs: readonly RealPort[]
  readonly outputs: readonly RealPort[]
}

/** What the files are, with their codes in the container. */
export const FLOAT_KINDS = { onnx: 1, upstream: 2 } as const
export type FloatKind = keyof typeof FLOAT_KINDS
