// Relaxed dot products, and whether to use them. On every machine the instruction promises a result only while its second
// factor stays within seven bits, and one runtime's first compiler broke even that: so they run only where a test at the
// start, over many shapes and often enough for every tier of the runtime, found each sum right. Factors of eight bits have a
// few permitted results, of which a runtime must always choose the same one; where the test finds that it chooses the sum
// of products without a sign, those are used too. spec/decisions/engine-wasm.md.

import { fromBase64 } from '../../bytes/index.ts'
import { bind, type Relaxed } from './bind.ts'
import { RELAXED, RELAXED_LIMITS } from './generated/relaxed.ts'
import { type Kernels, plainModule, shared } from './kernels.ts'
import { selfTest } from './selftest.ts'
import { type Form, OFFSET, POSITIVE, WIDE } from './steps/gemm.ts'

/** Rounds of the test when the module is new: enough for a compiler to have replaced the first code. */
const FIRST_ROUNDS = 24
const PAGES = 24

interface Found {
  readonly relaxed: Relaxed
  readonly isExact: (rounds: number) => boolean
}

let trial: Promise<Found | null> | undefined

/** The relaxed kernels where they compile and are exact, or null. Every call runs the test once more. */
export async function relaxedKernels(): Promise<Relaxed | null> {
  trial ??= begin()
  const found = await trial
  if (found === null || found.isExact(1)) return found?.relaxed ?? null
  trial = Promise.resolve(null)
  return null
}

let forShared: Promise<WebAssembly.Module> | undefined

/** The same kernels for memory that threads share: the code is the same. */
export async function sharedRelaxedKernels(): Promise<Relaxed | null> {
  const found = await relaxedKernels()
  if (found === null) return null
  forShared ??= WebAssembly.compile(shared(fromBase64(RELAXED) as Uint8Array<ArrayBuffer>, RELAXED_LIMITS))
  return { ...found, module: await forShared }
}

async function begin(): Promise<Found | null> {
  const bytes = fromBase64(RELAXED) as Uint8Array<ArrayBuffer>
  if (!WebAssembly.validate(bytes)) return null
  const module = await WebAssembly.compile(bytes)
  const plain = await plainModule()
  const narrow = { module, fused: isFused(module), wide: false }
  const tried = (relaxed: Relaxed, forms: readonly Form[]): Found | null => {
    const memory = new WebAssembly.Memory({ initial: PAGES, maximum: 65_536 })
    const kernels: Kernels = { memory, ...bind({ plain, relaxed }, memory) }
    const isExact = selfTest(kernels, forms)
    return isExact(FIRST_ROUNDS) ? { relaxed, isExact } : null
  }
  const found = tried(narrow, [OFFSET, POSITIVE])
  if (found === null || !narrow.fused) return found
  const wide = tried({ ...narrow, wide: true }, [WIDE])
  return wide === null ? found : { ...wide, isExact: rounds => found.isExact(rounds) && wide.isExact(rounds) }
}

/**
 * Does the machine add four products at once? One that adds pairs first saturates at 2^15 - 1 where a factor is out of
 * bounds. Both are right within bounds; this says which of the two ways to the same sums is the faster.
 */
function isFused(module: WebAssembly.Module): boolean {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536 })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const probe = exports['probe'] as (a: number, b: number) => number
  return probe(127, 255) !== 2 * (2 ** 15 - 1)
}
