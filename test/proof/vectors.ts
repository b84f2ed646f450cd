// What vectors/proof holds: transcripts as lists of steps, with what each step gives. UPDATE_VECTORS=1 writes them.

import { fromHex, type Hex, toHex } from '../../src/core/bytes/index.ts'
import { type Extension, KOALABEAR, MERSENNE31 } from '../../src/core/field/index.ts'
import { Transcript } from '../../src/core/proof/transcript.ts'

export type Step =
  | { readonly absorb: string; readonly bytes: Hex }
  | { readonly challenges: string; readonly count: number; readonly gives?: readonly Extension[] }
  | { readonly indices: string; readonly count: number; readonly bits: number; readonly gives?: readonly number[] }
  | { readonly work: number; readonly nonce: number; readonly gives?: boolean }

export interface Script {
  readonly protocol: string
  readonly field: 'mersenne31' | 'koalabear'
  readonly steps: readonly Step[]
}

const FIELDS = { mersenne31: MERSENNE31, koalabear: KOALABEAR }

/** Runs a script, and gives its steps with their results. */
export function run({ protocol, field, steps }: Script): Step[] {
  const transcript = new Transcript(protocol, FIELDS[field])
  return steps.map(step => {
    if ('absorb' in step) {
      transcript.absorb(step.absorb, fromHex(step.bytes))
      return step
    }
    if ('challenges' in step) return { ...step, gives: transcript.challenges(step.challenges, step.count) }
    if ('indices' in step) return { ...step, gives: transcript.indices(step.indices, step.count, step.bits) }
    return { ...step, gives: transcript.checkWork(step.work, step.nonce) }
  })
}

const bytes = (length: number, start: number): Hex =>
  toHex(Uint8Array.from({ length }, (_, i) => (start + 7 * i) & 255))

/** Every kind of step, more than once, and messages of no, one and many bytes. */
export const steps: readonly Step[] = [
  { absorb: 'root', bytes: bytes(32, 1) },
  { absorb: 'shape', bytes: bytes(1, 2) },
  { absorb: 'nothing', bytes: '0x' },
  { challenges: 'alpha', count: 2 },
  { absorb: 'round', bytes: bytes(48, 3) },
  { challenges: 'r', count: 1 },
  { absorb: 'round', bytes: bytes(48, 4) },
  { challenges: 'r', count: 1 },
  { absorb: 'row', bytes: bytes(1_000, 5) },
  { work: 8, nonce: 0 },
  { work: 0, nonce: 5 },
  { indices: 'columns', count: 19, bits: 12 },
  { absorb: 'last', bytes: bytes(3, 6) },
  { indices: 'columns', count: 3, bits: 32 },
  { absorb: 'end', bytes: bytes(4, 7) },
  { challenges: 'end', count: 9 },
]

export const scripts: readonly Script[] = [
  { protocol: 'assay/example/1', field: 'mersenne31', steps },
  { protocol: 'assay/example/1', field: 'koalabear', steps },
  { protocol: 'assay/example/2', field: 'mersenne31', steps },
]

export const vectorText = (): string =>
  `${JSON.stringify(
    { generator: 'test/proof/vectors.ts', scripts: scripts.map(script => ({ ...script, steps: run(script) })) },
    null,
    1,
  )}\n`
