// The step verifiers on a chain of their own.

import {
  type Account,
  createPublicClient,
  createWalletClient,
  decodeErrorResult,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  http,
  type PublicClient,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { exponentialTableBytecode } from '../../src/contracts/generated/exponential-table.ts'
import { formFaultsAbi, formFaultsBytecode } from '../../src/contracts/generated/form-faults.ts'
import { stepAttentionBytecode } from '../../src/contracts/generated/step-attention.ts'
import { stepLinesBytecode } from '../../src/contracts/generated/step-lines.ts'
import { stepMovesBytecode } from '../../src/contracts/generated/step-moves.ts'
import { stepPointsBytecode } from '../../src/contracts/generated/step-points.ts'
import { stepProductsBytecode } from '../../src/contracts/generated/step-products.ts'
import { stepSamplerBytecode } from '../../src/contracts/generated/step-sampler.ts'
import { stepVerifiersAbi, stepVerifiersBytecode } from '../../src/contracts/generated/step-verifiers.ts'
import { toHex } from '../../src/core/bytes/index.ts'
import { exponentialRows, type Facts, FORM_KINDS, type Form, type Step } from '../../src/core/dispute/index.ts'
import { ANVIL_KEYS, startAnvil } from '../../src/platform/node/anvil.ts'

export interface StepNetwork {
  readonly client: PublicClient
  readonly url: string
  readonly account: Account
  /** Address of the contract that sends a step to the one that knows its op. */
  readonly verifiers: Hex
  /** Addresses of those that it knows. */
  readonly parts: readonly Hex[]
  /** Address of the contract that judges forms. */
  readonly forms: Hex
  stop(): Promise<void>
}

export async function startStepNetwork(): Promise<StepNetwork> {
  const anvil = await startAnvil()
  const account = privateKeyToAccount(ANVIL_KEYS[0]!)
  const transport = http(anvil.url)
  const client = createPublicClient({ chain: foundry, transport, pollingInterval: 20 })
  const wallet = createWalletClient({ account, chain: foundry, transport })
  const deploy = async (bytecode: Hex): Promise<Hex> => {
    const hash = await wallet.sendTransaction({ data: bytecode })
    return (await client.waitForTransactionReceipt({ hash })).contractAddress!
  }
  const parts: Hex[] = []
  for (const bytecode of [
    ...[stepMovesBytecode, stepPointsBytecode, stepProductsBytecode, stepLinesBytecode, stepAttentionBytecode],
  ])
    parts.push(await deploy(bytecode))
  const rows = encodeAbiParameters([{ type: 'bytes' }], [toHex(exponentialRows())])
  const table = await deploy(`${exponentialTableBytecode}${rows.slice(2)}`)
  parts.push(await deploy(`${stepSamplerBytecode}${encodeAbiParameters([{ type: 'address' }], [table]).slice(2)}`))
  const types = parts.map(() => ({ type: 'address' }) as const)
  const verifiers = await deploy(`${stepVerifiersBytecode}${encodeAbiParameters(types, parts).slice(2)}`)
  const forms = await deploy(formFaultsBytecode)
  return { client, url: anvil.url, account, verifiers, parts, forms, stop: async () => anvil.stop() }
}

const argument = (facts: Facts) => ({
  ...facts,
  ...{ traceRoot: toHex(facts.traceRoot), graphRoot: toHex(facts.graphRoot), weightsRoot: toHex(facts.weightsRoot) },
  ...{ inputRoot: toHex(facts.inputRoot), outputRoot: toHex(facts.outputRoot) },
  ...{ samplerHash: toHex(facts.samplerHash), seed: toHex(facts.seed), weightBytes: BigInt(facts.weightBytes) },
})

/** The verdict of a contract on a step or a form, or that its evidence shows nothing. */
export type Verdict = boolean | 'refused'

interface Answer {
  readonly id: number
  readonly result?: Hex
  readonly error?: { readonly data?: Hex }
}

/** Calls in one request. */
const TOGETHER = 100

/** What a contract says of many calls of `faulty`. Throws, naming the call, where anything but a refusal stops one. */
export async function judgedTogether(
  { url }: StepNetwork,
  to: Hex,
  calls: readonly { readonly what: string; readonly data: Hex }[],
): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  for (let from = 0; from < calls.length; from += TOGETHER) {
    const part = calls.slice(from, from + TOGETHER)
    const body = part.map(({ data }, id) => ({
      ...{ jsonrpc: '2.0', id, method: 'eth_call' },
      params: [{ to, data, gas: '0x5f5e100' }, 'latest'],
    }))
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    const said = new Map(((await response.json()) as Answer[]).map(answer => [answer.id, answer]))
    for (const [id, { what }] of part.entries()) {
      const { result, error } = said.get(id)!
      // No arithmetic that overflows, no memory that runs out.
      const { errorName } =
        result === undefined
          ? decodeErrorResult({ abi: stepVerifiersAbi, data: error?.data ?? '0x' })
          : { errorName: 'StepRefused' }
      if (errorName !== 'StepRefused') throw new Error(`${what}: ${errorName}`)
      verdicts.push(result === undefined ? 'refused' : BigInt(result) === 1n)
    }
  }
  return verdicts
}

/** Calldata of `faulty`. */
export const stepCall = (facts: Facts, step: Step, evidence: Uint8Array): Hex =>
  encodeFunctionData({
    abi: stepVerifiersAbi,
    functionName: 'faulty',
    args: [argument(facts), step, toHex(evidence)],
  })

export const formCall = (facts: Facts, form: Form, evidence: Uint8Array): Hex =>
  encodeFunctionData({
    abi: formFaultsAbi,
    functionName: 'faulty',
    args: [argument(facts), { ...form, kind: FORM_KINDS[form.kind], index: BigInt(form.index) }, toHex(evidence)],
  })
