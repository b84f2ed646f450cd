// A node that nobody can dial: it listens through a relay only, and still fetches models, executes and is cosigned.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../src/core/bytes/index.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { smallModel } from '../support/world.ts'
import { answer } from './helpers.ts'

describe('a node behind a relay', () => {
  let devnet: Devnet
  const model = smallModel()
  const modelId = toHex(model.identity.modelId)

  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 3,
      // The first is the relay and the others' bootstrap peer; the second is hidden; the third is a gateway that has to
      // find it.
      roles: index => [['relay', 'host'] as const, ['host', 'execute'] as const, ['gateway'] as const][index]!,
      config: index => (index === 1 ? { peers: { listen: [], useRelay: true } } : {}),
    })
    await devnet.publish(model, 'test/small@1', 0)
  })
  afterAll(() => devnet?.stop())

  it('is registered with its address through the relay, hosts, and answers', async () => {
    const [, hidden, gateway] = devnet.nodes.map(({ running }) => running)
    await eventually(() => hidden!.hosting.has(modelId), 'the model behind the relay')
    await eventually(
      () => hidden!.addresses().some(address => address.includes('/p2p-circuit')),
      'a place at the relay',
    )
    const found = await eventually(
      async () => {
        const shown = await gateway!.backend.model(modelId)
        return shown?.hosts.includes(hidden!.account) ? shown : null
      },
      'the gateway reaches the hidden node',
      20_000,
    )
    // A node that hosts nothing learns interface and manifest from one that does.
    expect(found.interface).toEqual({ kind: 'exact', ports: model.ports })
    const { id, bundle } = await answer(gateway!, { modelId })
    expect(bundle.receipt.node).toBe(hidden!.account)
    await eventually(async () => (await gateway!.backend.inclusion(id)).ok, 'inclusion through the relay')
  })
})
