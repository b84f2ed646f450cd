// The prover's side of the argument of a system.

import { type Extension, encodeExtension, extensionOf, type FieldVectors, type Vector } from '../../field/index.ts'
import { type Commitment, commit, openCommitment } from '../commitment/prover.ts'
import type { Limbs } from '../eq.ts'
import { proveFractions } from '../fractions/prover.ts'
import { encodeNonce } from '../nonce.ts'
import { proveSum } from '../sumcheck/prover.ts'
import type { Transcript } from '../transcript.ts'
import { argue, batchClaim, type Party } from './argument.ts'
import type { Claim } from './claims.ts'
import { type Blocks, layoutOf, parametersFor } from './layout.ts'
import { leavesOf } from './leaves.ts'
import { cellsOf, factorOf, sumOfParameters, type Values } from './polynomials.ts'
import type { System } from './types.ts'
import { weightsOfClaims } from './weighing.ts'

/** What a prover does, in this order. */
export type ProvePhase = 'columns' | 'commitment' | 'lookups' | 'products' | 'claims'

/** Commits to the parameters of a system: once for a model and a number of rows, as weights do not change. */
export function commitWeights(vectors: FieldVectors, system: System, weights: Values['weights']): Commitment {
  const layout = layoutOf(system).weights
  const mark = vectors.mark()
  const cells = written(vectors, cellsOf(vectors.field, layout, system.weights, weights), false)
  const commitment = commit(vectors, parametersFor(layout), cells)
  vectors.release(mark)
  return commitment
}

function written(vectors: FieldVectors, limbs: Uint32Array, wide: boolean): Vector {
  const vector = vectors.vector(limbs.length / (wide ? 4 : 1), wide)
  vectors.write(vector, limbs)
  return vector
}

/**
 * Proves that these values satisfy the system. It does not check that they do: of others it makes a proof that is
 * refused. The transcript has absorbed all that both sides know; `committed` is what parameters were committed with,
 * null where the verifier holds them.
 */
export function proveSystem(
  vectors: FieldVectors,
  transcript: Transcript,
  system: System,
  values: Values,
  committed: Commitment | null,
  progress: (phase: ProvePhase) => void = () => {},
): Uint8Array {
  const { field } = vectors
  const extension = extensionOf(field)
  const parts: Uint8Array[] = []
  const layout = layoutOf(system)
  const mark = vectors.mark()
  const cells = written(vectors, cellsOf(field, layout.columns, system.columns, values.columns), false)
  progress('commitment')
  const columns = commit(vectors, parametersFor(layout.columns), cells)
  transcript.absorb('columns', columns.root)
  parts.push(columns.root)

  const sumcheck = (claim: Parameters<typeof proveSum>[2], polynomials: readonly Vector[]) => {
    const { proof, ...reduced } = proveSum(vectors, transcript, claim, polynomials)
    parts.push(proof)
    return reduced
  }
  const settle = (
    blocks: Blocks,
    commitment: Commitment,
    cells: Vector,
    claims: readonly Claim[],
    beta: Extension,
  ): void => {
    const start = vectors.mark()
    const weights = weightsOfClaims(vectors, blocks, claims, beta)
    const { point } = sumcheck(batchClaim(extension, blocks.variables, claims, beta), [cells, weights])
    vectors.release(start)
    const { proof } = openCommitment(vectors, transcript, commitment, point)
    parts.push(u32(proof.length), proof)
  }
  const party: Party = {
    say(label, value) {
      const said = value()
      transcript.absorbElements(label, [said])
      parts.push(encodeExtension(field, said))
      return said
    },
    work(bits) {
      if (bits > 0) parts.push(encodeNonce(transcript.findWork(bits)))
    },
    fractions(layout, alpha, gamma) {
      progress('lookups')
      const start = vectors.mark()
      const { numerators, denominators } = leavesOf(vectors, system, layout, values, cells, alpha, gamma)
      const { proof, ...leaves } = proveFractions(vectors, transcript, numerators, denominators)
      vectors.release(start)
      parts.push(proof)
      progress('products')
      return leaves
    },
    sumcheck(claim, polynomials) {
      const start = vectors.mark()
      const reduced = sumcheck(
        claim,
        polynomials().map(limbs => written(vectors, limbs, true)),
      )
      vectors.release(start)
      return reduced
    },
    settle(what, layout, claims, beta) {
      progress('claims')
      if (what === 'columns') settle(layout.columns, columns, cells, claims, beta)
      else if (committed !== null && claims.length > 0)
        settle(layout.weights, committed, written(vectors, committed.cells, false), claims, beta)
    },
    equal() {},
  }
  argue(system, values.publics, transcript, party, {
    parameters: terms => sumOfParameters(field, values, terms),
    factors: (product, point) =>
      product.factors.map(factored => factorOf(field, system, values, product, factored, point)) as [Limbs, Limbs],
    sum(polynomials) {
      const start = vectors.mark()
      const [a, b, c] = polynomials.map(limbs => written(vectors, limbs, true)) as [Vector, Vector, Vector?]
      if (c !== undefined) vectors.mul(b, c, b)
      const sum = vectors.inner(a, b)
      vectors.release(start)
      return sum
    },
  })
  vectors.release(mark)
  return joined(parts)
}

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
