import { encodeFunctionData, keccak256, type Hex as ViemHex, toHex as viemHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { escrowAbi, escrowBytecode } from '../../src/contracts/generated/escrow.ts'
import { nodeRegistryAbi } from '../../src/contracts/generated/node-registry.ts'
import { parametersAbi } from '../../src/contracts/generated/parameters.ts'
import { timelockControllerAbi } from '../../src/contracts/generated/timelock-controller.ts'
import { balanceOf, DEFAULT_PARAMETERS, failureOf, getParameters, send } from '../../src/contracts/index.ts'
import type { Hex } from '../../src/core/bytes/index.ts'
import { addressOf, startNetwork, type TestNetwork, TOKENS, ZERO_HASH } from './network.ts'

const DELAY = 3_600
// keccak256("eip1967.proxy.implementation") - 1
const IMPLEMENTATION = viemHex(BigInt(keccak256(viemHex('eip1967.proxy.implementation'))) - 1n, { size: 32 })

let network: TestNetwork
beforeAll(async () => {
  network = await startNetwork({ timelockDelay: DELAY })
})
afterAll(() => network.stop())

const implementationOf = async (proxy: Hex): Promise<Hex> =>
  `0x${(await network.client.getStorageAt({ address: proxy, slot: IMPLEMENTATION }))!.slice(26)}`

/** Has the timelock call `target` after its delay, as the deployer proposes and a stranger executes. */
async function throughTimelock(target: Hex, data: ViemHex): Promise<void> {
  const timelock = { address: network.addresses.timelock, abi: timelockControllerAbi } as const
  const operation = [target, 0n, data, ZERO_HASH, ZERO_HASH] as const
  await send(network.as('deployer'), { ...timelock, functionName: 'schedule', args: [...operation, BigInt(DELAY)] })
  await network.wait(DELAY)
  await network.as('stranger').wallet.writeContract({ ...timelock, functionName: 'execute', args: operation })
}

describe('a deployed network', () => {
  it('has code at every address and its parameters', async () => {
    for (const address of Object.values(network.addresses)) {
      expect((await network.client.getCode({ address }))?.length).toBeGreaterThan(100)
    }
    const treasury = network.as('deployer').wallet.account.address.toLowerCase()
    expect(await getParameters(network)).toEqual({ ...DEFAULT_PARAMETERS, treasury })
    expect(await balanceOf(network, treasury as Hex)).toBe(1_000_000_000n * TOKENS)
  })

  it('stands at addresses that follow from deployer and nonce alone', async () => {
    const other = await startNetwork()
    try {
      expect(other.addresses).toEqual(network.addresses)
    } finally {
      await other.stop()
    }
  })

  it('names the escrow in the EIP-712 domain of the node registry', async () => {
    const { nodes, escrow } = network.addresses
    const call = { address: nodes, abi: nodeRegistryAbi, functionName: 'ESCROW' } as const
    expect((await network.client.readContract(call)).toLowerCase()).toBe(escrow)
  })

  it('belongs to the timelock, which belongs to itself', async () => {
    const { timelock, token, ...rest } = network.addresses
    for (const address of Object.values(rest)) {
      const owner = await network.client.readContract({ address, abi: parametersAbi, functionName: 'owner' })
      expect(owner.toLowerCase()).toBe(timelock)
    }
    const hasRole = (account: Hex) =>
      network.client.readContract({
        address: timelock,
        abi: timelockControllerAbi,
        functionName: 'hasRole',
        args: [ZERO_HASH, account],
      })
    expect(await hasRole(timelock)).toBe(true)
    expect(await hasRole(network.as('deployer').wallet.account.address as Hex)).toBe(false)
  })

  it('has implementations that nobody can initialize', async () => {
    for (const proxy of [network.addresses.escrow, network.addresses.nodes]) {
      const address = await implementationOf(proxy)
      const call = { address, abi: escrowAbi, functionName: 'initialize', args: [addressOf('stranger')] } as const
      await expect(send(network.as('stranger'), call)).rejects.toMatchObject({
        code: 'contract_refused',
        message: expect.stringContaining('InvalidInitialization'),
      })
    }
  })
})

describe('governance', () => {
  it('is refused to everybody but the timelock, deployer included', async () => {
    const address = network.addresses.parameters
    for (const person of ['stranger', 'deployer'] as const) {
      const call = { address, abi: parametersAbi, functionName: 'setMergeDelay', args: [60] } as const
      await expect(send(network.as(person), call)).rejects.toMatchObject({ code: 'not_owner' })
    }
  })

  it('changes a parameter after the delay', async () => {
    const { parameters } = network.addresses
    const data = encodeFunctionData({ abi: parametersAbi, functionName: 'setProtocolFeeBps', args: [55] })
    await throughTimelock(parameters, data)
    expect((await getParameters(network)).protocolFeeBps).toBe(55)
  })

  it('cannot be hurried: executing before the delay is refused', async () => {
    const { timelock, parameters } = network.addresses
    const data = encodeFunctionData({ abi: parametersAbi, functionName: 'setProtocolFeeBps', args: [99] })
    const operation = [parameters, 0n, data, ZERO_HASH, ZERO_HASH] as const
    const call = { address: timelock, abi: timelockControllerAbi } as const
    await send(network.as('deployer'), { ...call, functionName: 'schedule', args: [...operation, BigInt(DELAY)] })
    await network.wait(DELAY - 60)
    const early = network.as('deployer').wallet.writeContract({ ...call, functionName: 'execute', args: operation })
    await expect(early).rejects.toThrow(/TimelockUnexpectedOperationState/)
    const strangers = { ...call, functionName: 'schedule', args: [...operation, BigInt(DELAY)] } as const
    await expect(send(network.as('stranger'), strangers)).rejects.toMatchObject({
      message: expect.stringContaining('AccessControlUnauthorizedAccount'),
    })
  })

  it('replaces the code behind a proxy, which keeps its state; nobody else can', async () => {
    const { escrow, token, parameters, models, nodes, anchor, slasher } = network.addresses
    const deployer = network.as('deployer').wallet
    const args = [token, parameters, models, nodes, anchor, slasher] as const
    const hash = await deployer.deployContract({ abi: escrowAbi, bytecode: escrowBytecode, args })
    const { contractAddress } = await network.client.waitForTransactionReceipt({ hash })
    const next = contractAddress!.toLowerCase() as Hex
    const upgrade = [next, '0x'] as const

    for (const person of ['stranger', 'deployer'] as const) {
      const signing = network.as(person)
      const call = { address: escrow, abi: escrowAbi, functionName: 'upgradeToAndCall', args: upgrade } as const
      await expect(signing.wallet.writeContract(call)).rejects.toThrow(/OwnableUnauthorizedAccount/)
    }
    const before = await implementationOf(escrow)
    await throughTimelock(
      escrow,
      encodeFunctionData({ abi: escrowAbi, functionName: 'upgradeToAndCall', args: upgrade }),
    )
    expect(await implementationOf(escrow)).toBe(next)
    expect(next).not.toBe(before)
    const owner = await network.client.readContract({ address: escrow, abi: escrowAbi, functionName: 'owner' })
    expect(owner.toLowerCase()).toBe(network.addresses.timelock)
  })

  it('cannot put something without the upgrade function behind a proxy', async () => {
    const { escrow, token } = network.addresses
    const data = encodeFunctionData({ abi: escrowAbi, functionName: 'upgradeToAndCall', args: [token, '0x'] })
    await expect(throughTimelock(escrow, data)).rejects.toThrow()
    expect(await implementationOf(escrow)).not.toBe(token)
  })

  it('refuses values out of bounds, with the bounds', async () => {
    const { parameters, timelock } = network.addresses
    await network.rpc('anvil_impersonateAccount', timelock)
    await network.rpc('anvil_setBalance', timelock, '0xde0b6b3a7640000')
    const simulate = network.client.simulateContract({
      account: timelock,
      address: parameters,
      abi: parametersAbi,
      functionName: 'setUnbondingDelay',
      args: [1],
    })
    const failure = await simulate.catch(error => failureOf(error))
    expect(failure).toMatchObject({ code: 'parameter_out_of_bounds', facts: { value: '1' } })
  })
})
