import { parseSignature } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assayTokenAbi } from '../../src/contracts/generated/assay-token.ts'
import {
  type Authorization,
  authorizationMessage,
  balanceOf,
  send,
  transfer,
  transferWithAuthorization,
} from '../../src/contracts/index.ts'
import type { Hex } from '../../src/core/bytes/index.ts'
import { accountOf, addressOf, hash, startNetwork, type TestNetwork, TOKENS } from './network.ts'

const PAYEE = addressOf('other node')
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

let network: TestNetwork
let nonces = 0
let authorization: Authorization
beforeAll(async () => {
  network = await startNetwork()
})
afterAll(() => network.stop())
beforeEach(async () => {
  await transfer(network.as('deployer'), addressOf('payer'), 5n * TOKENS)
  const now = await network.now()
  authorization = {
    from: addressOf('payer'),
    to: PAYEE,
    value: 5n * TOKENS,
    validAfter: now - 1,
    validBefore: now + 1_000,
    nonce: hash(`authorization ${nonces++}`),
  }
})

type Kind = 'TransferWithAuthorization' | 'ReceiveWithAuthorization'
const signed = (kind: Kind, changes: Partial<Authorization> = {}, chainId = network.anvil.chainId): Promise<Hex> =>
  accountOf('payer').signTypedData(
    authorizationMessage(chainId, network.addresses.token, kind, { ...authorization, ...changes }),
  )

const received = async (action: () => Promise<unknown>): Promise<bigint> => {
  const before = await balanceOf(network, PAYEE)
  await action()
  return (await balanceOf(network, PAYEE)) - before
}

const argumentsOf = ({ from, to, value, validAfter, validBefore, nonce }: Authorization) =>
  [from, to, value, BigInt(validAfter), BigInt(validBefore), nonce] as const

const token = () => ({ address: network.addresses.token, abi: assayTokenAbi }) as const

describe('EIP-3009', () => {
  it('transfers with a signature of 65 bytes that anybody brings', async () => {
    const signature = await signed('TransferWithAuthorization')
    const moved = await received(() => transferWithAuthorization(network.as('stranger'), authorization, signature))
    expect(moved).toBe(5n * TOKENS)
  })

  it('transfers with v, r and s', async () => {
    const { r, s, v } = parseSignature(await signed('TransferWithAuthorization'))
    const args = [...argumentsOf(authorization), Number(v), r, s] as const
    const call = { ...token(), functionName: 'transferWithAuthorization', args } as const
    expect(await received(() => send(network.as('stranger'), call))).toBe(5n * TOKENS)
  })

  it.each(['bytes', 'v, r, s'])('is received by the payee alone (%s)', async form => {
    const signature = await signed('ReceiveWithAuthorization')
    const { r, s, v } = parseSignature(signature)
    const args =
      form === 'bytes'
        ? ([...argumentsOf(authorization), signature] as const)
        : ([...argumentsOf(authorization), Number(v), r, s] as const)
    const call = { ...token(), functionName: 'receiveWithAuthorization', args } as const
    await expect(send(network.as('stranger'), call)).rejects.toMatchObject({
      message: expect.stringContaining('ERC20InvalidReceiver'),
    })
    expect(await received(() => send(network.as('other node'), call))).toBe(5n * TOKENS)
  })

  it('is used once', async () => {
    const signature = await signed('TransferWithAuthorization')
    await transferWithAuthorization(network.as('stranger'), authorization, signature)
    await expect(transferWithAuthorization(network.as('stranger'), authorization, signature)).rejects.toMatchObject({
      code: 'authorization_used',
    })
  })

  it('is not used before or after its time', async () => {
    const now = await network.now()
    const early = { validAfter: now + 500 }
    await expect(
      transferWithAuthorization(
        network.as('stranger'),
        { ...authorization, ...early },
        await signed('TransferWithAuthorization', early),
      ),
    ).rejects.toMatchObject({ code: 'authorization_expired' })
    const late = { validBefore: now }
    await expect(
      transferWithAuthorization(
        network.as('stranger'),
        { ...authorization, ...late },
        await signed('TransferWithAuthorization', late),
      ),
    ).rejects.toMatchObject({ code: 'authorization_expired' })
  })

  it('reads times as Unix seconds only, also where a library would see block numbers', async () => {
    const flag = 2 ** 47
    const blocks = { validAfter: flag, validBefore: flag + 10_000_000 }
    await expect(
      transferWithAuthorization(
        network.as('stranger'),
        { ...authorization, ...blocks },
        await signed('TransferWithAuthorization', blocks),
      ),
    ).rejects.toMatchObject({ code: 'authorization_expired' })
  })

  it.each<[string, Partial<Authorization>]>([
    ['payee', { to: addressOf('stranger') }],
    ['value', { value: 1n }],
    ['nonce', { nonce: hash('another') }],
    ['end', { validBefore: 4_000_000_000 }],
    ['payer', { from: addressOf('publisher') }],
  ])('covers the %s', async (_, changes) => {
    const signature = await signed('TransferWithAuthorization')
    await expect(
      transferWithAuthorization(network.as('stranger'), { ...authorization, ...changes }, signature),
    ).rejects.toMatchObject({ code: 'authorization_invalid' })
  })

  it('is not valid on another chain, nor for the other function', async () => {
    for (const signature of [
      await signed('TransferWithAuthorization', {}, 1),
      await signed('ReceiveWithAuthorization'),
    ]) {
      await expect(transferWithAuthorization(network.as('stranger'), authorization, signature)).rejects.toMatchObject({
        code: 'authorization_invalid',
      })
    }
  })

  it('takes signatures in one form only: not compact, not with high s', async () => {
    const signature = await signed('TransferWithAuthorization')
    const { r, s, v } = parseSignature(signature)
    const high = `${r}${(ORDER - BigInt(s)).toString(16).padStart(64, '0')}${v === 27n ? '1c' : '1b'}` as Hex
    for (const other of [high, signature.slice(0, -2) as Hex, `${signature}00` as Hex, '0x' as Hex]) {
      await expect(transferWithAuthorization(network.as('stranger'), authorization, other)).rejects.toMatchObject({
        code: 'authorization_invalid',
      })
    }
  })

  it.each(['bytes', 'v, r, s'])('can be cancelled by its payer (%s), and is then used', async form => {
    const signature = await signed('TransferWithAuthorization')
    const cancellation = await accountOf('payer').signTypedData({
      domain: {
        name: 'Assay Token',
        version: '1',
        chainId: network.anvil.chainId,
        verifyingContract: network.addresses.token,
      },
      types: {
        CancelAuthorization: [
          { name: 'authorizer', type: 'address' },
          { name: 'nonce', type: 'bytes32' },
        ],
      },
      primaryType: 'CancelAuthorization',
      message: { authorizer: authorization.from, nonce: authorization.nonce },
    })
    const { r, s, v } = parseSignature(cancellation)
    const { from, nonce } = authorization
    const args = form === 'bytes' ? ([from, nonce, cancellation] as const) : ([from, nonce, Number(v), r, s] as const)
    const wrong = { ...token(), functionName: 'cancelAuthorization', args: [from, nonce, signature] } as const
    await expect(send(network.as('stranger'), wrong)).rejects.toMatchObject({ code: 'authorization_invalid' })
    await send(network.as('stranger'), { ...token(), functionName: 'cancelAuthorization', args })
    await expect(transferWithAuthorization(network.as('stranger'), authorization, signature)).rejects.toMatchObject({
      code: 'authorization_used',
    })
  })
})

describe('the token', () => {
  it('counts votes in seconds', async () => {
    const mode = await network.client.readContract({ ...token(), functionName: 'CLOCK_MODE' })
    expect(mode).toBe('mode=timestamp')
    await transfer(network.as('deployer'), addressOf('publisher'), 7n * TOKENS)
    const args = [addressOf('publisher')] as const
    await send(network.as('publisher'), { ...token(), functionName: 'delegate', args })
    const votes = await network.client.readContract({ ...token(), functionName: 'getVotes', args })
    expect(votes).toBe(7n * TOKENS)
  })

  it('takes permits', async () => {
    const deadline = BigInt((await network.now()) + 100)
    const owner = addressOf('payer')
    const signature = await accountOf('payer').signTypedData({
      domain: {
        name: 'Assay Token',
        version: '1',
        chainId: network.anvil.chainId,
        verifyingContract: network.addresses.token,
      },
      types: {
        Permit: [
          { name: 'owner', type: 'address' },
          { name: 'spender', type: 'address' },
          { name: 'value', type: 'uint256' },
          { name: 'nonce', type: 'uint256' },
          { name: 'deadline', type: 'uint256' },
        ],
      },
      primaryType: 'Permit',
      message: { owner, spender: PAYEE, value: 3n, nonce: 0n, deadline },
    })
    const { r, s, v } = parseSignature(signature)
    const args = [owner, PAYEE, 3n, deadline, Number(v), r, s] as const
    await send(network.as('stranger'), { ...token(), functionName: 'permit', args })
    const allowance = { ...token(), functionName: 'allowance', args: [owner, PAYEE] } as const
    expect(await network.client.readContract(allowance)).toBe(3n)
  })

  it('has no way to make more', () => {
    const names = assayTokenAbi.flatMap(item => (item.type === 'function' ? [item.name as string] : []))
    expect(names.filter(name => /mint|burn|pause|upgrade|owner/i.test(name))).toEqual([])
  })

  it('refuses a transfer of what is not there', async () => {
    await expect(transfer(network.as('stranger'), PAYEE, 1n)).rejects.toMatchObject({
      code: 'balance_too_low',
      facts: { needed: '1' },
    })
  })
})
