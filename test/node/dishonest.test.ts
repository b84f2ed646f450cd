// A node that answers with something else than the model's output, under a valid signature: the others find it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../src/core/bytes/index.ts'
import { interpret, outputsOf } from '../../src/core/engine/index.ts'
import type { IntTensor } from '../../src/core/graph/index.ts'
import { NO_EVIDENCE, namedPolicy, verify } from '../../src/core/verify/index.ts'
import { anchorsOf } from '../../src/node/anchors.ts'
import { createLogger } from '../../src/node/logger.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { smallModel } from '../support/world.ts'
import { answer, value } from './helpers.ts'

describe('a dishonest executor', () => {
  let devnet: Devnet
  const model = smallModel()
  /** Same graph, other weights: what a cheat would run instead. */
  const other = smallModel(77)
  const modelId = toHex(model.identity.modelId)
  const lines: string[] = []

  beforeAll(async () => {
    const run = (inputs: readonly IntTensor[]): IntTensor[] => outputsOf(other, interpret(other, inputs))
    devnet = await startDevnet({
      nodes: 3,
      roles: index => (index === 0 ? ['host', 'execute'] : ['host', 'verify', 'gateway']),
      config: () => ({ verify: { share: 1 } }),
      deps: index => (index === 0 ? { faults: { execute: (_, { inputs }) => run(inputs) } } : {}),
      log: createLogger({ sink: line => void lines.push(line) }),
    })
    await devnet.publish(model, 'test/small@1', 0)
    for (const { running } of devnet.nodes)
      await eventually(() => running.hosting.has(modelId), 'a model on every host')
  })
  afterAll(() => devnet?.stop())

  it('is convicted by every verifier, in a signed verdict that others can check', async () => {
    const gateway = devnet.node(1)
    const { id, bundle } = await answer(gateway, { modelId, disclosure: 'public' })
    const verdicts = await eventually(async () => {
      const found = await gateway.backend.verdicts(id)
      return found.length === 2 ? found : null
    }, 'two verdicts')
    expect(verdicts.map(({ verdict }) => verdict.ok)).toEqual([false, false])
    for (const index of [1, 2]) expect(devnet.node(index).metrics.read()['replays_mismatch']).toBe(1)
    expect(lines.filter(line => line.includes('A NODE SIGNED FOR A WRONG ANSWER')).length).toBe(2)
    // It signs, logs and is cosigned like an honest one; the signature alone says nothing.
    const { inclusion } = value(await gateway.backend.receipt(id, null, AbortSignal.timeout(3000)))
    const evidence = {
      ...NO_EVIDENCE,
      verdicts,
    }
    const anchors = anchorsOf(gateway.chain, Date.now())
    const whole = { ...bundle, inclusion }
    expect((await verify(whole, evidence, value(namedPolicy('signed', modelId)), anchors)).code).toBe('ok')
    expect((await verify(whole, evidence, value(namedPolicy('replayed', modelId)), anchors)).code).toBe(
      'verdict_negative',
    )
  })
})
