// The transcript of an argument (spec/proof.md, "Transcript"): everything that a prover says goes in under a label, and
// every challenge is a hash of all that went in before. Prover and verifier run the same one. A contract could follow
// it: one SHA-256 per step.

import { concat, utf8 } from '../bytes/index.ts'
import { sha256, sha256Concat } from '../crypto/index.ts'
import { type Extension, encodeLimbs, type Field31 } from '../field/index.ts'
import { encodeNonce } from './nonce.ts'

/** What a hash of the transcript is for. */
const ABSORB = 0
const SQUEEZE = 1
const OUTPUT = 2
const WORK = 3

/** Longest label, and most bits of a position and of work. */
const MOST_LABEL = 64
export const MOST_INDEX_BITS = 32
export const MOST_WORK_BITS = 32

export class Transcript {
  readonly field: Field31
  private state: Uint8Array
  /** A challenge was drawn and nothing was absorbed since. */
  private isDrawn = false

  /** `protocol` names argument and version; two protocols share no challenge, nor do two fields. */
  constructor(protocol: string, field: Field31) {
    this.field = field
    this.state = sha256(utf8('assay/transcript/1'))
    this.absorb('protocol', utf8(protocol))
    this.absorb('field', utf8(field.name))
  }

  /** Takes a message in: its label, its length and its bytes. */
  absorb(label: string, bytes: Uint8Array): void {
    if (bytes.length >= 2 ** 32) throw new RangeError(`transcript: ${bytes.length} bytes in one message`)
    this.state = sha256Concat(Uint8Array.of(ABSORB), this.state, labelOf(label), word(bytes.length), bytes)
    this.isDrawn = false
  }

  /** Takes elements of the prime field in, as they are encoded. Throws RangeError where a number is none. */
  absorbLimbs(label: string, limbs: ArrayLike<number>): void {
    this.absorb(label, encodeLimbs(this.field, limbs))
  }

  absorbElements(label: string, elements: readonly Extension[]): void {
    this.absorbLimbs(label, elements.flat())
  }

  /** One challenge of the extension. */
  challenge(label: string): Extension {
    return this.challenges(label, 1)[0]!
  }

  /**
   * `count` challenges, each as good as uniform: no element is drawn with more than (1 + 2^-30) times the chance of a
   * uniform one. Throws TypeError when nothing was absorbed since the last draw: a challenge that does not depend on a
   * round's message is a hole.
   */
  challenges(label: string, count: number): Extension[] {
    const seed = this.draw(label, count)
    return Array.from({ length: count }, (_, i) => {
      const view = viewOf(output(seed, i))
      const limb = (k: number): number => this.fromWords(view.getUint32(8 * k), view.getUint32(8 * k + 4))
      return [limb(0), limb(1), limb(2), limb(3)]
    })
  }

  /** `count` positions below 2^bits, independent and uniform; one may come twice. Throws as `challenges` does. */
  indices(label: string, count: number, bits: number): number[] {
    if (!Number.isInteger(bits) || bits < 0 || bits > MOST_INDEX_BITS) throw new RangeError(`transcript: ${bits} bits`)
    const seed = this.draw(label, count)
    const found: number[] = []
    for (let i = 0; found.length < count; i++) {
      const view = viewOf(output(seed, i))
      for (let k = 0; k < 8 && found.length < count; k++) found.push(view.getUint32(4 * k) % 2 ** bits)
    }
    return found
  }

  /**
   * Does the nonce show about 2^bits hashes of work on all that was absorbed? Absorbs number of bits and nonce in any
   * case, so that what follows depends on them. 0 bits are always shown.
   */
  checkWork(bits: number, nonce: number): boolean {
    checkWorkBits(bits)
    const shown = zeros(sha256(workMessage(this.state, bits, nonce))) >= bits
    this.absorb('work', Uint8Array.of(bits, ...encodeNonce(nonce)))
    return shown
  }

  /** The smallest nonce that `checkWork` accepts; absorbs it as `checkWork` does. Takes about 2^bits hashes. */
  findWork(bits: number): number {
    checkWorkBits(bits)
    // One message for all nonces: making it anew takes longer than hashing it.
    const message = workMessage(this.state, bits, 0)
    const view = viewOf(message)
    let nonce = 0
    while (zeros(sha256(message)) < bits) view.setBigUint64(message.length - 8, BigInt(++nonce))
    this.checkWork(bits, nonce)
    return nonce
  }

  private draw(label: string, count: number): Uint8Array {
    if (!Number.isSafeInteger(count) || count < 1 || count >= 2 ** 32)
      throw new RangeError(`transcript: ${count} challenges`)
    if (this.isDrawn) throw new TypeError(`transcript: nothing was absorbed since the draw before "${label}"`)
    this.state = sha256Concat(Uint8Array.of(SQUEEZE), this.state, labelOf(label), word(count))
    this.isDrawn = true
    return this.state
  }

  /** (2^32 high + low) modulo p. */
  private fromWords(high: number, low: number): number {
    const { add, mul, order } = this.field
    return add(mul(high % order, 2 ** 32 % order), low % order)
  }
}

const output = (seed: Uint8Array, i: number): Uint8Array => sha256Concat(Uint8Array.of(OUTPUT), seed, word(i))

const workMessage = (state: Uint8Array, bits: number, nonce: number): Uint8Array =>
  concat(Uint8Array.of(WORK), state, Uint8Array.of(bits), encodeNonce(nonce))

function checkWorkBits(bits: number): void {
  if (!Number.isInteger(bits) || bits < 0 || bits > MOST_WORK_BITS)
    throw new RangeError(`transcript: ${bits} bits of work`)
}

/** Leading zero bits, of the first 64. */
function zeros(hash: Uint8Array): number {
  const view = viewOf(hash)
  const first = Math.clz32(view.getUint32(0))
  return first < 32 ? first : 32 + Math.clz32(view.getUint32(4))
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function word(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  viewOf(bytes).setUint32(0, value)
  return bytes
}

/** A label with its length; printable ASCII, since labels are the protocol's and never a prover's. */
function labelOf(label: string): Uint8Array {
  if (!/^[ -~]+$/.test(label) || label.length > MOST_LABEL) throw new RangeError(`transcript: label ${label}`)
  return Uint8Array.of(label.length, ...utf8(label))
}
