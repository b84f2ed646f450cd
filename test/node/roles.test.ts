// Three nodes on one chain: a model published on one is hosted by all; requests are answered by whoever is free, logged,
// cosigned, anchored, shown to those who may see them, and replayed by the others.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proveReader } from '../../src/client/reader.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { interpret, outputsOf } from '../../src/core/engine/index.ts'
import { encodeInterface, encodeModel } from '../../src/core/graph/index.ts'
import { parseNote, verifyCosignatures } from '../../src/core/log/index.ts'
import { ZERO_ADDRESS } from '../../src/core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, verify } from '../../src/core/verify/index.ts'
import { anchorsOf } from '../../src/node/anchors.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { integers, smallModel } from '../support/world.ts'
import { answer, inputOf, requestOf, send, value } from './helpers.ts'

describe('three nodes', () => {
  let devnet: Devnet
  let cid: string
  const model = smallModel()
  const modelId = toHex(model.identity.modelId)
  const now = (): AbortSignal => AbortSignal.timeout(5_000)

  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 3,
      // The third relays only.
      roles: index => (index === 2 ? ['host', 'verify', 'gateway'] : ['host', 'execute', 'verify', 'gateway']),
      config: () => ({ verify: { share: 1 } }),
    })
    cid = (await devnet.publish(model, 'test/small@1', 0)).cid
    for (const { running } of devnet.nodes)
      await eventually(() => running.hosting.has(modelId), 'a model on every host')
  })
  afterAll(() => devnet?.stop())

  it('a name and an id lead to the model, with its interface and its hosts', async () => {
    for (const { running } of devnet.nodes) {
      const found = await eventually(async () => {
        const byName = await running.backend.model('test/small@1')
        return byName?.hosts.length === 3 ? byName : null
      }, 'all hosts known')
      expect(found).toMatchObject({
        modelId,
        names: ['test/small@1'],
        cid,
        deprecated: null,
        interface: { ports: model.ports },
      })
      expect(found.interfaceBytes).toEqual(encodeInterface(model.ports))
      expect((await running.backend.model(modelId))?.modelId).toBe(modelId)
      expect(await running.backend.model('test/other@1')).toBeNull()
    }
  })

  it('every node answers, alone or through another one, with the bytes of the reference', async () => {
    const input = inputOf([1, 2, 3, 4], [-5, 6, 127, -128])
    const right = outputsOf(model, interpret(model, integers(input)))
    for (const { running } of devnet.nodes) {
      const { bundle } = await answer(running, { modelId, input })
      expect(bundle.output!.tensors.map(({ tensor }) => tensor)).toEqual(right)
    }
  })

  it('a receipt becomes included, cosigned by the others, anchored, and verifies', async () => {
    const [first, second, third] = devnet.nodes.map(({ running }) => running)
    const { id, bundle } = await answer(first!, { modelId })
    const executor = bundle.receipt.node
    for (const node of [first!, second!, third!]) {
      const included = await eventually(async () => {
        const shown = await node.backend.receipt(id, null, now())
        if (!shown.ok || shown.value.inclusion === null) return null
        const note = value(parseNote(shown.value.inclusion.checkpoint.note))
        const keys = [...first!.chain.registry().nodes.values()].map(({ node: account, keys: all }) => ({
          node: account,
          logKey: all.at(-1)!.logKey,
        }))
        return value(verifyCosignatures(note, keys)).length >= 1 ? shown.value : null
      }, 'a cosigned inclusion')
      const policy = value(namedPolicy('replayed', modelId))
      const replay = {
        model,
        run: async (inputs: Parameters<typeof interpret>[1]) => outputsOf(model, interpret(model, inputs)),
      }
      const evidence = {
        ...NO_EVIDENCE,
        replay,
      }
      const verdict = await verify(included, evidence, policy, anchorsOf(node.chain, Date.now()))
      expect(verdict).toMatchObject({ ok: true, code: 'ok' })
    }
    // The executor, and whoever relayed the receipt, show it under an anchored epoch.
    const holder = [first!, second!, third!].find(({ account }) => account === executor)!
    const anchored = await eventually(async () => {
      const shown = await holder.backend.anchored(id)
      return shown.ok ? shown.value : null
    }, 'an anchored inclusion')
    const policy = { ...value(namedPolicy('signed', modelId)), stage: 'anchored' as const }
    const whole = { ...bundle, inclusion: anchored.inclusion }
    const evidence = {
      ...NO_EVIDENCE,
      epoch: anchored.epoch,
    }
    await holder.chain.catchUp()
    expect(await verify(whole, evidence, policy, anchorsOf(holder.chain, Date.now()))).toMatchObject({ code: 'ok' })
  })

  it('a relayed receipt stays whole without its executor: inclusion and anchor are fetched beforehand', async () => {
    const gateway = devnet.node(2)
    const { id, bundle } = await answer(gateway, { modelId })
    expect(bundle.receipt.node).not.toBe(gateway.account)
    await eventually(async () => (await gateway.backend.inclusion(id)).ok, 'the inclusion')
    await eventually(async () => (await gateway.backend.anchored(id)).ok, 'the anchored inclusion')
    expect(await gateway.backend.receiptOf(bundle.receipt.requestHash)).toBe(id)
  })

  it('shows input and output to whom the request allows, from whichever node is asked', async () => {
    const payer = await devnet.account()
    const delegate = await devnet.account()
    const stranger = await devnet.account()
    const { domain } = devnet.node(0).chain
    const delegates = [delegate.address]
    const { id } = await answer(devnet.node(0), { modelId, disclosure: 'requester', payer, delegates })
    const proof = (who: { privateKey: Uint8Array }) =>
      proveReader(domain, id, Math.floor(Date.now() / 1000), who.privateKey)
    for (const { running } of devnet.nodes) {
      const see = async (reader: Parameters<typeof running.backend.receipt>[1]) => {
        const shown = value(await running.backend.receipt(id, reader, now()))
        const named = shown.fields.disclosed.map(({ name }) => name)
        return { content: shown.input !== null && shown.output !== null, roots: named.includes('outputRoot') }
      }
      expect(await see(null)).toEqual({ content: false, roots: false })
      expect(await see({ address: stranger.address, proof: proof(stranger) })).toEqual({ content: false, roots: false })
      expect(await see({ address: payer.address, proof: proof(payer) })).toEqual({ content: true, roots: true })
      const named = { address: delegate.address, delegates, proof: proof(delegate) }
      expect(await see(named)).toEqual({ content: true, roots: true })
      expect(await see({ address: ZERO_ADDRESS })).toEqual({ content: false, roots: false })
    }
  })

  it('the other nodes replay what they may read and publish verdicts', async () => {
    const { id, bundle } = await answer(devnet.node(0), { modelId, disclosure: 'verifiers' })
    const found = await eventually(async () => {
      const verdicts = await devnet.node(2).backend.verdicts(id)
      return verdicts.length === 2 ? verdicts : null
    }, 'two verdicts')
    expect(found.every(({ verdict }) => verdict.ok)).toBe(true)
    expect(found.map(({ verdict }) => verdict.verifier)).not.toContain(bundle.receipt.node)
    const { id: secret } = await answer(devnet.node(0), { modelId, disclosure: 'requester' })
    await eventually(async () => (await devnet.node(0).backend.inclusion(secret)).ok, 'inclusion')
    await new Promise(resolve => setTimeout(resolve, 600))
    expect(await devnet.node(0).backend.verdicts(secret)).toEqual([])
  })

  it('checkpoints of one log are consistent', async () => {
    const node = devnet.node(1)
    const before = await eventually(() => node.nodeLog.newest(), 'a checkpoint')
    while (node.nodeLog.size() <= before.size) await answer(node, { modelId })
    const after = await eventually(() => {
      const newest = node.nodeLog.newest()!
      return newest.size > before.size ? newest : null
    }, 'a larger checkpoint')
    const asked = await devnet.node(0).backend.consistency(node.account, before.size, after.size)
    expect(asked).toEqual({ ok: true, value: node.nodeLog.consistency(before.size, after.size) })
  })

  it('gives single verified blocks', async () => {
    const block = await devnet.node(2).backend.block(cid)
    expect(Uint8Array.from(block!)).toEqual(encodeModel(model))
    expect(await devnet.node(2).backend.block('bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy')).toBeNull()
    expect(await devnet.node(2).backend.block('../../etc/passwd')).toBeNull()
  })

  it('lists nodes with what they said on chain, and receipts, newest first', async () => {
    const nodes = await devnet.node(0).backend.nodes()
    expect(nodes.map(({ alive }) => alive)).toEqual([true, true, true])
    const relaying = nodes.find(({ node }) => node === devnet.node(2).account)!
    expect([...relaying.roles].sort()).toEqual(['cosigner', 'gateway', 'host', 'verifier'])
    const listed = await devnet.node(0).backend.receipts({ limit: 3 })
    expect(listed.length).toBe(3)
    expect(listed.map(({ issuedAt }) => issuedAt)).toEqual(listed.map(({ issuedAt }) => issuedAt).sort((a, b) => b - a))
    const older = await devnet.node(0).backend.receipts({ limit: 1, before: listed[0]!.issuedAt })
    expect(older[0]!.issuedAt).toBeLessThan(listed[0]!.issuedAt)
  })

  it('an unknown model is not found, an unknown receipt neither', async () => {
    const other = `0x${'ab'.repeat(32)}` as Hex
    const { signed, input } = requestOf(devnet.node(0).chain.domain, { modelId: other })
    expect(await send(devnet.node(0), signed, input)).toMatchObject({ ok: false, code: 'model_not_found' })
    expect(await devnet.node(0).backend.receipt(other, null, now())).toMatchObject({ code: 'receipt_not_found' })
    expect(await devnet.node(0).backend.checkpoint(`0x${'ab'.repeat(20)}`)).toMatchObject({ code: 'node_unknown' })
  })
})
