// Suite trace: committing to every value of a run, beside the run alone: the outputs of all ops, the parts of attentions, and one Merkle tree over all of
// them. Roots are made tensor by tensor.

import type { Session } from '../../src/core/engine/index.ts'
import { type ExactModel, type IntTensor, tensorBytes } from '../../src/core/graph/index.ts'
import { copiedBy, partsOf, TraceRoot } from '../../src/core/trace/index.ts'
import { createEngine } from '../../src/platform/node/engines.ts'
import { installNodeHash } from '../../src/platform/node/hash.ts'
import type { Suite, Variant } from '../harness.ts'
import { exactLanguageModel, LANGUAGE_SHAPES } from '../models/language.ts'

const SIZES = ['15M', '124M'] as const
const TOKENS = [64, 512] as const
const BITS = 16
/** Together with the run: a tenth more on the wasm engine, as much again on the native one. */
const MOST = { wasm: 1.1, native: 2 } as const

/** Token ids below 2^15, as a language model's input has them. */
function prompt(tokens: number): IntTensor {
  const data = new Int16Array(2 * tokens)
  for (let i = 0; i < tokens; i++) data[2 * i] = (i * 7_919) % 5_000
  return { shape: [2], bits: BITS, rows: tokens, data }
}

/** The root of the trace of a run, and how many bytes are under it. */
async function commit({ graph }: ExactModel, session: Session, inputs: readonly IntTensor[]): Promise<number> {
  const values = await session.trace(inputs)
  const root = new TraceRoot(graph, inputs[0]!.rows)
  let bytes = 0
  for (const [id, part, data] of partsOf(graph, values)) {
    const source = copiedBy(graph, id)
    root.add(id, part, data, source === null ? null : tensorBytes(values[source]!))
    bytes += data.length
  }
  root.finish()
  return bytes
}

export const suite: Suite = {
  name: 'trace',
  summary: 'committing to the whole trace of a run, beside the run alone (language models, wasm and native engine)',
  runs: 3,
  async *cases({ quick, progress }) {
    // As nodes do.
    installNodeHash()
    for (const size of quick ? SIZES.slice(0, 1) : SIZES) {
      const model = exactLanguageModel({ ...LANGUAGE_SHAPES[size], context: 1024, weightBits: 8 })
      for (const name of ['wasm', 'native'] as const) {
        progress(`${size}: loading on ${name}`)
        const engine = await createEngine(name).catch((error: Error) => error)
        if (engine instanceof Error) {
          yield { name: `${size}, ${name}`, skip: engine.message }
          continue
        }
        const session = await engine.load(model)
        for (const tokens of TOKENS) {
          const inputs = [prompt(tokens)]
          const timed =
            (work: () => Promise<unknown>): Variant =>
            async () => {
              const started = performance.now()
              const found = await work()
              const time = performance.now() - started
              return typeof found === 'number' ? { time, bytes: found / 2 ** 20 } : { time }
            }
          yield {
            name: `${size}, ${name}, ${tokens} tokens`,
            metric: metric =>
              metric === 'time' ? { unit: 'ms', target: { ratio: 'run', atMost: MOST[name] } } : { unit: 'MiB' },
            warmups: 1,
            ours: timed(() => commit(model, session, inputs)),
            others: { run: timed(() => session.run(inputs)) },
          }
        }
        session.close()
      }
    }
  },
}
