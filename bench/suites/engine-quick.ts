// Suite engine-quick: images per second of the digits model, one core, for the wasm engine beside the reference interpreter
// (the same integers) and onnxruntime in float32. A small model: what a call costs beside its arithmetic shows.

import { interpret, outputsOf, wasm } from '../../src/core/engine/index.ts'
import { portRoot } from '../../src/core/graph/index.ts'
import { loadFloatRunner } from '../../src/platform/node/onnxruntime.ts'
import { loadDigits } from '../digits.ts'
import type { Sample, Suite } from '../harness.ts'

const BATCHES = [1, 16]
const AT_LEAST_MS = 250

export const suite: Suite = {
  name: 'engine-quick',
  summary: 'images per second of the digits model: wasm engine, reference interpreter, onnxruntime float32',
  runs: 7,
  async *cases() {
    const { model, onnx, images, integers } = await loadDigits()
    const session = await wasm.load(model)
    const float = await loadFloatRunner(onnx, { threads: 1 })
    try {
      for (const rows of BATCHES) {
        const input = [integers(rows)]
        const floats = { [float.inputs[0]!]: { data: images(rows), rows } }
        const reference = (): unknown => outputsOf(model, interpret(model, input))
        const [exact, expected] = [await session.run(input), outputsOf(model, interpret(model, input))].map(portRoot)
        if (Buffer.compare(exact!, expected!) !== 0) throw new Error('the engines differ: there is nothing to compare')
        yield {
          name: `digits, batch ${rows}`,
          metric: () => ({ unit: 'images/s', target: { ratio: 'onnxruntime float32', atLeast: 0.5 } }),
          ours: () => rate(rows, () => session.run(input)),
          others: {
            reference: () => rate(rows, reference),
            'onnxruntime float32': () => rate(rows, () => float.run(floats)),
          },
        }
      }
    } finally {
      session.close()
      await float.close()
    }
  },
}

/** Calls again and again for a while. */
async function rate(rows: number, call: () => unknown): Promise<Sample> {
  const started = performance.now()
  let calls = 0
  let elapsed = 0
  do {
    await call()
    calls++
    elapsed = performance.now() - started
  } while (elapsed < AT_LEAST_MS)
  return { throughput: (calls * rows * 1000) / elapsed }
}
