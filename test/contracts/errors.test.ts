// The words of contracts, client and specification are the same words.

import { readFileSync } from 'node:fs'
import { encodeErrorResult } from 'viem'
import { describe, expect, it } from 'vitest'
import { errorsAbi } from '../../src/contracts/generated/errors.ts'
import { codeOfError, failureOf, OUTCOMES, refusalOfRevert } from '../../src/contracts/index.ts'
import { ERRORS } from '../../src/core/errors/index.ts'

const source = (name: string): string =>
  readFileSync(new URL(`../../contracts/src/${name}.sol`, import.meta.url), 'utf8')
const snake = (name: string): string => name.replace(/(?<=.)[A-Z]/g, letter => `_${letter}`).toLowerCase()

describe('error codes', () => {
  const ours = [...source('Errors').matchAll(/^error (\w+)\(/gm)].map(match => match[1]!)

  it.each(ours)('%s is a code of spec/errors.tsv', name => {
    expect(ERRORS).toHaveProperty(snake(name))
    expect(codeOfError(name)).toBe(snake(name))
  })

  it('are all thrown by some contract', () => {
    const known = new Set<string>(errorsAbi.map(({ name }) => name))
    expect(ours.filter(name => !known.has(name))).toEqual([])
  })

  it('has the outcomes of the escrow, in the order of its enum', () => {
    const body = /enum Outcome \{([^}]*)\}/.exec(source('Escrow'))![1]!
    expect(body.split(',').map(name => snake(name.trim()))).toEqual(OUTCOMES)
    for (const outcome of OUTCOMES.slice(2)) expect(ERRORS).toHaveProperty(outcome)
  })
})

describe('failures', () => {
  it('carry what the contract said', () => {
    const requestHash = `0x${'ab'.repeat(32)}` as const
    const data = encodeErrorResult({ abi: errorsAbi, errorName: 'AlreadyFunded', args: [requestHash] })
    expect(refusalOfRevert(data)).toMatchObject({ code: 'already_funded', facts: { requestHash } })
  })

  it('translate the token library', () => {
    const args = [`0x${'11'.repeat(20)}`, 1n, 2n] as const
    const data = encodeErrorResult({ abi: errorsAbi, errorName: 'ERC20InsufficientBalance', args })
    expect(refusalOfRevert(data).code).toBe('balance_too_low')
  })

  it('name a library error without a code of its own', () => {
    const data = encodeErrorResult({ abi: errorsAbi, errorName: 'ReentrancyGuardReentrantCall' })
    expect(refusalOfRevert(data)).toMatchObject({
      code: 'contract_refused',
      message: expect.stringContaining('ReentrancyGuardReentrantCall'),
    })
  })

  it.each([undefined, '0x', '0x12345678', `0x${'00'.repeat(40)}`] as const)('stay refusals for %s', data => {
    expect(refusalOfRevert(data).code).toBe('contract_refused')
  })

  it('leave what is not the chain alone', () => {
    const bug = new TypeError('a bug')
    expect(failureOf(bug)).toBe(bug)
  })
})
