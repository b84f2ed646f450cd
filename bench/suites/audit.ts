// Suite audit: a full audit with a fresh challenge beside running the same model again, and beside the run of an executor that keeps advice, on one
// thread of the wasm engine; a run of the native engine beside them where there is one.

import { adviseOn, audit } from '../../src/core/audit/index.ts'
import { wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import type { IntTensor } from '../../src/core/graph/index.ts'
import { createEngine } from '../../src/platform/node/engines.ts'
import type { Suite, Variant } from '../harness.ts'
import { exactLanguageModel, LANGUAGE_SHAPES } from '../models/language.ts'

const SIZES = ['15M', '124M'] as const
const TOKENS = [64, 512] as const
const BITS = 16
/** Of the time of running again, with 512 tokens. */
const MOST = 0.2

/** Token ids below 2^15, as a language model's input has them. */
function prompt(tokens: number): IntTensor {
  const data = new Int16Array(2 * tokens)
  for (let i = 0; i < tokens; i++) data[2 * i] = (i * 7_919) % 5_000
  return { shape: [2], bits: BITS, rows: tokens, data }
}

export const suite: Suite = {
  name: 'audit',
  summary: 'full audits of language models with a fresh challenge, beside running them again (wasm engine, one thread)',
  runs: 5,
  async *cases({ quick, progress }) {
    const engine = await createEngine('native').catch(() => undefined)
    for (const size of quick ? SIZES.slice(0, 1) : SIZES) {
      progress(`${size}: loading`)
      const model = exactLanguageModel({ ...LANGUAGE_SHAPES[size], context: 1024, weightBits: 8 })
      const session = await wasm.load(model)
      const native = await engine?.load(model)
      for (const tokens of TOKENS) {
        const inputs = [prompt(tokens)]
        const claim = { inputs, ...(await adviseOn(model, session, inputs)) }
        const bytes = claim.advice.reduce((sum, { accumulators }) => sum + accumulators.byteLength, 0)
        const seed = Uint8Array.from({ length: 32 }, (_, i) => (i * 31 + tokens) & 255)
        const timed =
          (work: () => Promise<unknown>, more: Record<string, number> = {}): Variant =>
          async () => {
            const started = performance.now()
            await work()
            return { time: performance.now() - started, ...more }
          }
        yield {
          name: `${size}, ${tokens} tokens`,
          metric: metric => {
            if (metric === 'advice') return { unit: 'MiB' }
            return tokens === TOKENS[1] ? { unit: 'ms', target: { ratio: 'run again', atMost: MOST } } : { unit: 'ms' }
          },
          warmups: 2,
          ours: timed(async () => unwrap(await audit(model, session, claim, { kind: 'fresh', seed })), {
            advice: bytes / 2 ** 20,
          }),
          others: {
            'run again': timed(() => session.run(inputs)),
            'run with advice': timed(() => adviseOn(model, session, inputs)),
            ...(native && { 'run again, native': timed(() => native.run(inputs)) }),
          },
        }
      }
      session.close()
      native?.close()
    }
  },
}
