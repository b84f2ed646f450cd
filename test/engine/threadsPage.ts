// What chromium.test.ts runs inside the browser: the wasm engine on web workers.

import { toHex } from '../../src/core/bytes/index.ts'
import { wasmEngine } from '../../src/core/engine/index.ts'
import { tensorBytes } from '../../src/core/graph/index.ts'
import { startPool } from '../../src/platform/web/pool.ts'
import { randomInputs } from '../support/randomGraph.ts'
import { narrowModel } from './narrow.ts'

export interface Answer {
  /** May the page share memory? */
  readonly isolated: boolean
  readonly helpedUnits: number
  readonly output: string
}

export const sharedModel = () => narrowModel({ positions: 64, k: 512, n: 200 })

export async function main(): Promise<Answer> {
  const model = sharedModel()
  const engine = wasmEngine({ threads: 3, ...(startPool === undefined ? {} : { pool: startPool }), sharedWork: 0 })
  const session = await engine.load(model)
  let output = ''
  const until = Date.now() + 10_000
  do {
    const [tensor] = await session.run(randomInputs(model, 4, 1))
    output = toHex(tensorBytes(tensor!))
    await new Promise(resolve => setTimeout(resolve, 5))
  } while (startPool !== undefined && session.helpedUnits() < 20 && Date.now() < until)
  const helpedUnits = session.helpedUnits()
  session.close()
  return { isolated: crossOriginIsolated, helpedUnits, output }
}
