// What a receipt says of the tensors of a run: their root and how many rows they are. Exact and float models have tensors of
// their own kind, never both in one run: spec/receipt.md, "Port root".

import { refuse } from '../errors/index.ts'
import { isReal, leadingOf, type RealTensor, realPortRoot } from '../float/index.ts'
import { type IntTensor, portRoot } from '../graph/index.ts'

export type RunTensor = IntTensor | RealTensor

export interface NamedTensor {
  readonly name: string
  readonly tensor: RunTensor
}

export interface NamedIntTensor extends NamedTensor {
  readonly tensor: IntTensor
}

export interface NamedRealTensor extends NamedTensor {
  readonly tensor: RealTensor
}

/** The tensors, if all are an exact model's; null otherwise. */
export const integersIn = (tensors: readonly NamedTensor[]): readonly NamedIntTensor[] | null =>
  tensors.every(({ tensor }) => !isReal(tensor)) ? (tensors as readonly NamedIntTensor[]) : null

/** The tensors, if all are a float model's; null otherwise. */
export const realsIn = (tensors: readonly NamedTensor[]): readonly NamedRealTensor[] | null =>
  tensors.every(({ tensor }) => isReal(tensor)) ? (tensors as readonly NamedRealTensor[]) : null

/** Port root of a run's tensors. Refuses tensors of two kinds (`input_invalid`). */
export function rootOfTensors(tensors: readonly NamedTensor[]): Uint8Array {
  const integers = integersIn(tensors)
  if (integers !== null) return portRoot(integers.map(({ tensor }) => tensor))
  const reals = realsIn(tensors)
  if (reals !== null) return realPortRoot(reals.map(({ tensor }) => tensor))
  return refuse('input_invalid', 'tensors of exact and of float models in one run')
}

/** Rows of a run's tensors: of the first one. */
export function rowsOf(tensors: readonly NamedTensor[]): number {
  const first = tensors[0]?.tensor
  if (first === undefined) return 0
  return isReal(first) ? leadingOf(first) : first.rows
}

/** Bytes of a tensor's values. */
export const bytesIn = (tensor: RunTensor): number => (isReal(tensor) ? tensor.bytes.length : tensor.data.byteLength)
