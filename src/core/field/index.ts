// Arithmetic for proofs: two prime fields of 31 bits, their extensions of degree four, vectors, transforms. Defined in
// spec/field.md. Proofs are made over one of them; which, spec/decisions/field.md says.

export {
  CIRCLE_GENERATOR,
  type Field31,
  KOALABEAR,
  MERSENNE31,
  type Point,
} from './base.ts'
export { type Domain, domainOf, evaluate, interpolate } from './domain.ts'
export {
  decodeExtension,
  decodeLimbs,
  EXTENSION_BYTES,
  encodeExtension,
  encodeLimbs,
  LIMB_BYTES,
} from './encoding.ts'
export { type Extension, extensionOf, type Field124, KOALA124, MERSENNE124 } from './extension.ts'
export { fastVectors } from './fast.ts'
export { elementsOf, type FractionPair } from './fractions.ts'
export { type FieldVectors, PART, referenceVectors, type Vector } from './vectors.ts'
