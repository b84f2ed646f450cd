// Suite audit: a full audit with a fresh challenge beside running the same model again, on one thread and one engine. Advice is made once, by the
// reference interpreter, outside the timing: an executor has its accumulators anyway.

import { advise, audit } from '../../src/core/audit/index.ts'
import { wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import type { IntTensor } from '../../src/core/graph/index.ts'
import type { Suite, Variant } from '../harness.ts'
import { exactLanguageModel, LANGUAGE_SHAPES } from '../models/language.ts'

const SIZES = ['15M', '124M'] as const
const TOKENS = [64, 512] as const
const BITS = 16

/** Token ids below 2^15, as a language model's input has them. */
function prompt(tokens: number): IntTensor {
  const data = new Int16Array(2 * tokens)
  for (let i = 0; i < tokens; i++) data[2 * i] = (i * 7_919) % 5_000
  return { shape: [2], bits: BITS, rows: tokens, data }
}

export const suite: Suite = {
  name: 'audit',
  summary: 'full audits of language models with a fresh challenge, beside running them again (wasm engine, one thread)',
  runs: 3,
  async *cases({ quick, progress }) {
    for (const size of quick ? SIZES.slice(0, 1) : SIZES) {
      const model = exactLanguageModel({ ...LANGUAGE_SHAPES[size], context: 1024, weightBits: 8 })
      const session = await wasm.load(model)
      for (const tokens of TOKENS) {
        const inputs = [prompt(tokens)]
        progress(`${size}: advice for ${tokens} tokens`)
        const claim = { inputs, ...advise(model, inputs) }
        const seed = Uint8Array.from({ length: 32 }, (_, i) => (i * 31 + tokens) & 255)
        const timed =
          (work: () => Promise<unknown>): Variant =>
          async () => {
            const started = performance.now()
            await work()
            return { time: performance.now() - started }
          }
        yield {
          name: `${size}, ${tokens} tokens`,
          metric: () => ({ unit: 'ms', target: { ratio: 'run again', atMost: 0.2 } }),
          warmups: 1,
          ours: timed(async () => unwrap(await audit(model, session, claim, { kind: 'fresh', seed }))),
          others: { 'run again': timed(() => session.run(inputs)) },
        }
      }
      session.close()
    }
  },
}
