import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelRegistryAbi } from '../../src/contracts/generated/model-registry.ts'
import {
  claimNamespace,
  deprecateModel,
  getModel,
  getModels,
  getPublishers,
  getVersions,
  namespaceHolder,
  publishVersion,
  registerModel,
  resolveVersion,
  transferNamespace,
} from '../../src/contracts/index.ts'
import { addressOf, hash, MODEL_ID, modelIdOf, PARTS, publishModel, startNetwork, type TestNetwork } from './network.ts'

let network: TestNetwork
beforeAll(async () => {
  network = await startNetwork({ parameters: { maxRoyaltyBps: 2_000 } })
})
afterAll(() => network.stop())

const registration = { modelId: MODEL_ID, ...PARTS, royaltyBps: 500, cid: 'bafyother', manifestCid: '' }

describe('registering a model', () => {
  it('refuses a modelId that is not the hash of its parts', async () => {
    for (const changes of [{ modelId: hash('x') }, { graphRoot: hash('x') }, { templateHash: hash('x') }]) {
      const wrong = registerModel(network.as('publisher'), { ...registration, ...changes })
      await expect(wrong).rejects.toMatchObject({ code: 'model_id_mismatch' })
    }
  })

  it('has limits', async () => {
    for (const [changes, code] of [
      [{ royaltyBps: 2_001 }, 'royalty_too_high'],
      [{ cid: 'c'.repeat(257) }, 'text_too_long'],
      [{ manifestCid: 'c'.repeat(257) }, 'text_too_long'],
    ] as const) {
      const wrong = registerModel(network.as('publisher'), { ...registration, ...changes })
      await expect(wrong).rejects.toMatchObject({ code })
    }
  })

  it('keeps one registration for each publisher: a stranger who is first takes nothing', async () => {
    await registerModel(network.as('stranger'), registration)
    await publishModel(network)
    await expect(publishModel(network)).rejects.toMatchObject({ code: 'model_already_registered' })
    expect(await getModel(network, addressOf('publisher'), MODEL_ID)).toEqual({
      ...PARTS,
      modelId: MODEL_ID,
      publisher: addressOf('publisher'),
      royaltyBps: 1_000,
      cid: 'bafymodel',
      manifestCid: 'bafym',
      registeredAt: await network.now(),
      deprecatedAt: null,
      deprecation: '',
    })
    expect(await getPublishers(network, MODEL_ID)).toEqual([addressOf('stranger'), addressOf('publisher')])
    expect((await getModels(network)).map(({ cid }) => cid)).toEqual(['bafyother', 'bafymodel'])
    expect(await getModel(network, addressOf('payer'), MODEL_ID)).toBeNull()
  })

  it('is deprecated with a reason by its publisher, and never deleted', async () => {
    await expect(deprecateModel(network.as('payer'), MODEL_ID, 'no')).rejects.toMatchObject({
      code: 'model_not_registered',
    })
    await deprecateModel(network.as('stranger'), MODEL_ID, 'a copy')
    const deprecatedAt = await network.now()
    const found = await getModel(network, addressOf('stranger'), MODEL_ID)
    expect(found).toMatchObject({ deprecatedAt, deprecation: 'a copy', cid: 'bafyother' })
    expect(await getModel(network, addressOf('publisher'), MODEL_ID)).toMatchObject({ deprecatedAt: null })
  })
})

describe('names', () => {
  it('are held by one account, and handed on', async () => {
    await claimNamespace(network.as('publisher'), 'lab')
    await expect(claimNamespace(network.as('stranger'), 'lab')).rejects.toMatchObject({ code: 'namespace_taken' })
    expect(await namespaceHolder(network, 'lab')).toBe(addressOf('publisher'))
    expect(await namespaceHolder(network, 'nobody')).toBeNull()
    const theft = transferNamespace(network.as('stranger'), 'lab', addressOf('stranger'))
    await expect(theft).rejects.toMatchObject({ code: 'namespace_not_yours' })
  })

  it.each(['', 'Lab', 'la b', '-lab', 'lab-', 'lab/x', 'läb', 'x'.repeat(65), '..'])('refuses %j', async name => {
    await expect(claimNamespace(network.as('stranger'), name)).rejects.toMatchObject({ code: 'name_malformed' })
  })

  it('stand for a registration of the holder, for ever', async () => {
    const holder = network.as('publisher')
    await expect(publishVersion(network.as('stranger'), 'lab', 'digits', '1', MODEL_ID)).rejects.toMatchObject({
      code: 'namespace_not_yours',
    })
    await expect(publishVersion(holder, 'lab', 'digits', '1', hash('x'))).rejects.toMatchObject({
      code: 'model_not_registered',
    })
    await expect(publishVersion(holder, 'lab', 'dig its', '1', MODEL_ID)).rejects.toMatchObject({
      code: 'name_malformed',
    })
    await expect(publishVersion(holder, 'lab', 'digits', '1@2', MODEL_ID)).rejects.toMatchObject({
      code: 'name_malformed',
    })
    await publishVersion(holder, 'lab', 'digits', '1.0', MODEL_ID)
    const expected = {
      name: 'lab/digits@1.0',
      publisher: addressOf('publisher'),
      modelId: MODEL_ID,
      publishedAt: await network.now(),
    }
    expect(await resolveVersion(network, 'lab/digits@1.0')).toEqual(expected)
    expect(await resolveVersion(network, 'lab/digits@1')).toBeNull()
    await expect(publishVersion(holder, 'lab', 'digits', '1.0', MODEL_ID)).rejects.toMatchObject({
      code: 'version_taken',
    })

    await transferNamespace(holder, 'lab', addressOf('stranger'))
    await expect(publishVersion(holder, 'lab', 'digits', '1.1', MODEL_ID)).rejects.toMatchObject({
      code: 'namespace_not_yours',
    })
    await publishVersion(network.as('stranger'), 'lab', 'digits', '1.1', MODEL_ID)
    // What was published stays with its publisher, and so does its royalty.
    expect(await resolveVersion(network, 'lab/digits@1.0')).toEqual(expected)
    expect((await getVersions(network)).map(({ name, publisher }) => [name, publisher])).toEqual([
      ['lab/digits@1.0', addressOf('publisher')],
      ['lab/digits@1.1', addressOf('stranger')],
    ])
  })
})

describe('lists', () => {
  it('are read whole, page by page', async () => {
    const before = (await getModels(network)).length
    const { addresses } = network
    const { wallet } = network.as('stranger')
    await network.rpc('evm_setAutomine', false)
    const nonce = await network.client.getTransactionCount({ address: wallet.account.address })
    const registerNumber = (i: number) => {
      const parts = { ...PARTS, graphRoot: hash(`graph ${i}`) }
      return wallet.writeContract({
        address: addresses.models,
        abi: modelRegistryAbi,
        functionName: 'register',
        args: [modelIdOf(parts), parts, 0, `cid ${i}`, ''],
        nonce: nonce + i,
        gas: 600_000n,
        maxFeePerGas: 10n ** 10n,
        maxPriorityFeePerGas: 1n,
      })
    }
    await Promise.all(Array.from({ length: 120 }, (_, i) => registerNumber(i)))
    await network.rpc('anvil_mine', '0x5')
    await network.rpc('evm_setAutomine', true)
    const models = await getModels(network)
    expect(models).toHaveLength(before + 120)
    expect(models.slice(before).map(({ cid }) => cid)).toEqual(Array.from({ length: 120 }, (_, i) => `cid ${i}`))
  })
})
