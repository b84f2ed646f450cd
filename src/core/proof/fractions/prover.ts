// The prover of a sum of fractions: layers from the leaves to the root, then a sumcheck for each from the root to the
// leaves. What is done with whole vectors is in the field's `FractionKernels`, of which there is a plain implementation
// and one of kernels: both give the same bytes.

import {
  type Extension,
  elementsOf,
  encodeLimbs,
  type FieldVectors,
  type FractionPair,
  type Vector,
} from '../../field/index.ts'
import type { Transcript } from '../transcript.ts'
import {
  absorbVariables,
  checkVariables,
  type FractionClaim,
  firstRound,
  mergeChildren,
  type Round,
  sayRound,
  sayValues,
  valueAt,
  zeroOf,
} from './claim.ts'

export interface FractionProof extends FractionClaim {
  readonly proof: Uint8Array
}

/** A layer of nodes, and what `release` takes to forget it and all layers above. */
interface Layer {
  readonly p: Vector
  readonly q: Vector
  readonly mark: number
}

/**
 * Proves that 2^n fractions, 1 <= n <= 28, add up to zero and have denominators that are not zero: numerators of the
 * prime field, denominators of the extension. It does not check that they do: of others it makes a proof that is
 * refused. Takes 32 bytes of the vectors' memory for each fraction, and throws RangeError where there are not as many,
 * or for vectors of other lengths or kinds.
 */
export function proveFractions(
  vectors: FieldVectors,
  transcript: Transcript,
  numerators: Vector,
  denominators: Vector,
): FractionProof {
  const variables = Math.log2(denominators.length)
  checkVariables(variables)
  if (transcript.field !== vectors.field) throw new RangeError('fractions: transcript and vectors of different fields')
  if (numerators.length !== denominators.length || numerators.wide || !denominators.wide)
    throw new RangeError(`fractions: ${numerators.length} numerators, ${denominators.length} denominators`)
  const mark = vectors.mark()
  try {
    return prove(vectors, transcript, { p: numerators, q: denominators, mark }, variables)
  } finally {
    vectors.release(mark)
  }
}

function prove(vectors: FieldVectors, transcript: Transcript, leaves: Layer, variables: number): FractionProof {
  const { extension, field } = vectors
  const kernels = vectors.fractions
  // Those near the root were made last, so that memory is given back on the way to the leaves.
  const layers = [leaves]
  for (let k = variables - 1; k > 0; k--) {
    const below = layers[0]!
    const mark = vectors.mark()
    const [p, q] = [vectors.vector(2 ** k, true), vectors.vector(2 ** k, true)]
    kernels.add(below.p, below.q, p, q)
    layers.unshift({ p, q, mark })
  }
  const said: number[] = []
  const say = (elements: readonly Extension[]): void => {
    for (const element of elements) said.push(...element)
  }

  absorbVariables(transcript, variables)
  const root = layers[0]!
  const read = (vector: Vector): Extension[] => elementsOf(extension, vectors.read(vector), vector.wide)
  let values = [...read(root.p), ...read(root.q)] as unknown as FractionPair
  say(values)
  vectors.release(root.mark)
  let point: Extension[] = []
  for (const { p, q, mark } of layers.slice(1)) {
    const lambda = sayValues(transcript, values)
    const sum = kernels.sum(p, q, lambda, point)
    const [zero, slope] = firstRound(extension, values, lambda)
    const top = sum.top()
    say([top])
    const next = [sayRound(transcript, [top])]
    sum.fold(next[0]!)
    let claim = valueAt(extension, zero, [slope, top], next[0]!)
    for (const c of point) {
      const round: Round = [sum.slope(claim), sum.top()]
      say(round)
      const r = sayRound(transcript, round)
      sum.fold(r)
      claim = valueAt(extension, zeroOf(extension, claim, c, round), round, r)
      next.push(r)
    }
    values = sum.values()
    say(values)
    vectors.release(mark)
    point = next
  }
  return { proof: encodeLimbs(field, said), ...mergeChildren(extension, values, sayValues(transcript, values), point) }
}
