import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeRegistryAbi } from '../../src/contracts/generated/node-registry.ts'
import {
  addStake,
  balanceOf,
  exitNode,
  findKey,
  getNode,
  getNodeKeys,
  getNodes,
  type NodeConsent,
  type NodeKeys,
  nodeConsentDigest,
  type Registration,
  registerNode,
  rotateKeys,
  send,
  setContact,
  transfer,
  withdrawStake,
} from '../../src/contracts/index.ts'
import { fromHex, type Hex } from '../../src/core/bytes/index.ts'
import { signDigest } from '../../src/core/receipt/index.ts'
import {
  addressOf,
  consentOf,
  hash,
  keyOf,
  registerTestNode,
  registrationOf,
  startNetwork,
  type TestNetwork,
  TOKENS,
} from './network.ts'

const UNBONDING = 1_000
let network: TestNetwork
beforeAll(async () => {
  const parameters = {
    mergeDelay: 100,
    challengePeriod: 200,
    responseWindow: 50,
    unbondingDelay: UNBONDING,
    minStake: 1_000n * TOKENS,
  }
  network = await startNetwork({ parameters })
  await transfer(network.as('deployer'), addressOf('operator'), 100_000n * TOKENS)
})
afterAll(() => network.stop())

const register = (changes: Partial<Registration> = {}, node = 'node') =>
  registerNode(network.as('operator'), { ...registrationOf(network, node), ...changes })

const rotationTo = (receiptKey: string, index: number, node = 'node', signer = receiptKey) => {
  const consent = consentOf(node, 'operator', receiptKey, index)
  const keySignature = signDigest(nodeConsentDigest(network.domain, consent), fromHex(keyOf(signer)))
  return { ...consent, keySignature }
}

describe('registration', () => {
  it('needs the consent of the account and of the key, for exactly these terms', async () => {
    const good = registrationOf(network)
    const refused: Partial<Registration>[] = [
      { nodeSignature: good.keySignature },
      { keySignature: good.nodeSignature },
      { logKey: hash('another log key') },
      { peerId: '12D3KooWAnother' },
      { receiptKey: addressOf('stranger') },
      { nodeSignature: '0x' },
    ]
    for (const changes of refused) {
      await expect(register(changes)).rejects.toMatchObject({ code: 'key_proof_invalid' })
    }
    // Another operator cannot use what was signed for this one.
    await transfer(network.as('deployer'), addressOf('stranger'), good.stake)
    await expect(registerNode(network.as('stranger'), good)).rejects.toMatchObject({ code: 'key_proof_invalid' })
  })

  it('is not valid for another chain or another network', async () => {
    const consent = consentOf('node', 'operator', "node's receipt key", 0)
    for (const domain of [
      { ...network.domain, chainId: 1 },
      { ...network.domain, verifyingContract: addressOf('stranger') },
    ]) {
      const digest = nodeConsentDigest(domain, consent)
      const changes = {
        nodeSignature: signDigest(digest, fromHex(keyOf('node'))),
        keySignature: signDigest(digest, fromHex(keyOf("node's receipt key"))),
      }
      await expect(register(changes)).rejects.toMatchObject({ code: 'key_proof_invalid' })
    }
  })

  it('has limits', async () => {
    await expect(register({ stake: 999n * TOKENS })).rejects.toMatchObject({ code: 'stake_too_low' })
    await expect(register({ endpoint: 'x'.repeat(257) })).rejects.toMatchObject({ code: 'text_too_long' })
    await expect(register({ addresses: Array(9).fill('/ip4/1.2.3.4') })).rejects.toMatchObject({
      code: 'list_too_long',
    })
    await expect(register({ addresses: ['x'.repeat(257)] })).rejects.toMatchObject({ code: 'text_too_long' })
    const signedWith = (changes: Partial<NodeConsent>): Partial<Registration> => {
      const consent = { ...consentOf('node', 'operator', "node's receipt key", 0), ...changes }
      const digest = nodeConsentDigest(network.domain, consent)
      const nodeSignature = signDigest(digest, fromHex(keyOf('node')))
      return { ...changes, nodeSignature, keySignature: signDigest(digest, fromHex(keyOf("node's receipt key"))) }
    }
    await expect(register(signedWith({ peerId: '' }))).rejects.toMatchObject({ code: 'value_zero' })
    await expect(register(signedWith({ peerId: 'p'.repeat(65) }))).rejects.toMatchObject({ code: 'text_too_long' })
    await expect(register(signedWith({ logKey: `0x${'00'.repeat(32)}` }))).rejects.toMatchObject({ code: 'value_zero' })
  })

  it('takes the stake and shows the node', async () => {
    const registration = registrationOf(network)
    const before = await balanceOf(network, addressOf('operator'))
    await register()
    expect(before - (await balanceOf(network, addressOf('operator')))).toBe(registration.stake)
    expect(await balanceOf(network, network.addresses.nodes)).toBe(registration.stake)
    const { node, peerId, roles, endpoint, addresses, stake, receiptKey, logKey } = registration
    const validFrom = await network.now()
    expect(await getNode(network, node)).toEqual({
      node,
      operator: addressOf('operator'),
      stake,
      peerId,
      roles,
      endpoint,
      addresses,
      registeredAt: validFrom,
      exitedAt: null,
      withdrawableAt: null,
      keys: { receiptKey, logKey, validFrom, validUntil: null },
      keyIndex: 0,
    })
    await expect(register()).rejects.toMatchObject({ code: 'node_already_registered' })
    expect(await getNode(network, addressOf('stranger'))).toBeNull()
  })
})

describe('a registered node', () => {
  it('says itself where it is reached; a stranger does not', async () => {
    const contact = { roles: ['verifier', 'relay'] as const, endpoint: '', addresses: ['/ip4/9.9.9.9/tcp/1', '/dns/a'] }
    await setContact(network.as('node'), addressOf('node'), contact)
    expect(await getNode(network, addressOf('node'))).toMatchObject(contact)
    await setContact(network.as('operator'), addressOf('node'), { ...contact, addresses: [] })
    expect((await getNode(network, addressOf('node')))!.addresses).toEqual([])
    const strangers = setContact(network.as('stranger'), addressOf('node'), contact)
    await expect(strangers).rejects.toMatchObject({ code: 'node_not_yours' })
  })

  it('gets new keys from its operator, and keeps the history', async () => {
    const node = addressOf('node')
    await expect(rotateKeys(network.as('node'), rotationTo('second key', 1))).rejects.toMatchObject({
      code: 'node_not_yours',
    })
    await expect(
      rotateKeys(network.as('operator'), rotationTo('second key', 1, 'node', 'stranger')),
    ).rejects.toMatchObject({ code: 'key_proof_invalid' })
    await network.wait(50)
    await rotateKeys(network.as('operator'), rotationTo('second key', 1))
    const changed = await network.now()
    const [first, second] = await getNodeKeys(network, node)
    expect(first).toMatchObject({ receiptKey: addressOf("node's receipt key"), validUntil: changed })
    expect(second).toMatchObject({ receiptKey: addressOf('second key'), validFrom: changed, validUntil: null })
    expect(await getNode(network, node)).toMatchObject({ keyIndex: 1, keys: second })
    // A consent serves once: its index is part of it.
    await expect(rotateKeys(network.as('operator'), rotationTo('second key', 1))).rejects.toMatchObject({
      code: 'key_proof_invalid',
    })
  })

  it('takes more stake from anybody', async () => {
    const before = (await getNode(network, addressOf('node')))!.stake
    await addStake(network.as('stranger'), addressOf('node'), 5n * TOKENS)
    expect((await getNode(network, addressOf('node')))!.stake).toBe(before + 5n * TOKENS)
    await expect(addStake(network.as('stranger'), addressOf('stranger'), 1n)).rejects.toMatchObject({
      code: 'node_not_registered',
    })
  })

  it('is slashed by nobody but the slasher', async () => {
    const args = [addressOf('node'), 1n, addressOf('stranger'), hash('reason')] as const
    const call = { address: network.addresses.nodes, abi: nodeRegistryAbi, functionName: 'slash', args } as const
    for (const person of ['stranger', 'deployer', 'operator'] as const) {
      await expect(send(network.as(person), call)).rejects.toMatchObject({ code: 'slasher_only' })
    }
  })
})

describe('exit', () => {
  it('ends the keys at once and returns the stake after the unbonding delay', async () => {
    await registerTestNode(network, 'other node')
    const node = addressOf('other node')
    await expect(exitNode(network.as('stranger'), node)).rejects.toMatchObject({ code: 'node_not_yours' })
    await expect(withdrawStake(network.as('operator'), node)).rejects.toMatchObject({ code: 'node_not_exited' })
    await exitNode(network.as('operator'), node)
    const exitedAt = await network.now()
    const found = await getNode(network, node)
    expect(found).toMatchObject({ exitedAt, withdrawableAt: exitedAt + UNBONDING, keys: { validUntil: exitedAt } })
    await expect(exitNode(network.as('operator'), node)).rejects.toMatchObject({ code: 'node_exited' })
    await expect(rotateKeys(network.as('operator'), rotationTo('late key', 1, 'other node'))).rejects.toMatchObject({
      code: 'node_exited',
    })
    await expect(register({}, 'other node')).rejects.toMatchObject({ code: 'node_already_registered' })

    await network.wait(UNBONDING - 100)
    await expect(withdrawStake(network.as('operator'), node)).rejects.toMatchObject({
      code: 'stake_bonded',
      facts: { until: String(exitedAt + UNBONDING) },
    })
    await network.wait(100)
    const before = await balanceOf(network, addressOf('operator'))
    await withdrawStake(network.as('stranger'), node)
    expect((await balanceOf(network, addressOf('operator'))) - before).toBe(2_000n * TOKENS)
    expect((await getNode(network, node))!.stake).toBe(0n)
  })

  it('takes the node off the list and keeps it readable', async () => {
    expect((await getNodes(network)).map(({ node }) => node)).toEqual([addressOf('node')])
    expect(await getNode(network, addressOf('other node'))).not.toBeNull()
  })
})

describe('findKey', () => {
  const [a, b] = [addressOf('a'), addressOf('b')]
  const logKey: Hex = hash('log')
  const history: NodeKeys[] = [
    { receiptKey: a, logKey, validFrom: 100, validUntil: 200 },
    { receiptKey: b, logKey, validFrom: 200, validUntil: 300 },
    { receiptKey: a, logKey, validFrom: 300, validUntil: null },
  ]
  it.each<[string, Hex, number, number | null]>([
    ['before all', a, 99, null],
    ['at its begin', a, 100, 0],
    ['one merge delay after its end', a, 210, 0],
    ['later than that', a, 211, null],
    ['in its second life', a, 300, 2],
    ['the middle one', b, 305, 1],
    ['too late', b, 311, null],
    ['unknown', addressOf('c'), 150, null],
  ])('%s', (_, key, at, expected) => {
    expect(findKey(history, key, at, 10)).toBe(expected)
  })
})
