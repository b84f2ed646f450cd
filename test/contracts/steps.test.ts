// The same steps in Solidity and in TypeScript: honest, wrong, and with witnesses that show nothing.

import {
  type BaseError,
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepAttentionBytecode } from '../../src/contracts/generated/step-attention.ts'
import { stepLinesBytecode } from '../../src/contracts/generated/step-lines.ts'
import { stepMovesBytecode } from '../../src/contracts/generated/step-moves.ts'
import { stepPointsBytecode } from '../../src/contracts/generated/step-points.ts'
import { stepProductsBytecode } from '../../src/contracts/generated/step-products.ts'
import { stepVerifiersAbi, stepVerifiersBytecode } from '../../src/contracts/generated/step-verifiers.ts'
import { toHex } from '../../src/core/bytes/index.ts'
import { type Facts, firstDifference, judgeStep, proveStep, type Step } from '../../src/core/dispute/index.ts'
import { ANVIL_KEYS, type Anvil, startAnvil } from '../../src/platform/node/anvil.ts'
import { Random } from '../support/randomGraph.ts'
import { CHANGES, cheatingRun, honestRun, someSteps } from '../support/steps.ts'

let anvil: Anvil
let client: PublicClient
let verifiers: Hex

beforeAll(async () => {
  anvil = await startAnvil()
  const account = privateKeyToAccount(ANVIL_KEYS[0]!)
  const transport = http(anvil.url)
  client = createPublicClient({ chain: foundry, transport, pollingInterval: 20 })
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
  const types = parts.map(() => ({ type: 'address' }) as const)
  verifiers = await deploy(`${stepVerifiersBytecode}${encodeAbiParameters(types, parts).slice(2)}`)
}, 60_000)
afterAll(() => anvil?.stop())

const callOf = (facts: Facts, step: Step, witness: Uint8Array): Hex =>
  encodeFunctionData({
    abi: stepVerifiersAbi,
    functionName: 'faulty',
    args: [
      {
        ...facts,
        ...{
          traceRoot: toHex(facts.traceRoot),
          graphRoot: toHex(facts.graphRoot),
          weightsRoot: toHex(facts.weightsRoot),
        },
        ...{ inputRoot: toHex(facts.inputRoot), outputRoot: toHex(facts.outputRoot) },
        ...{ samplerHash: toHex(facts.samplerHash), seed: toHex(facts.seed), weightBytes: BigInt(facts.weightBytes) },
      },
      step,
      toHex(witness),
    ],
  })

/** What the contract says: the verdict, or for which reason the witness shows nothing. */
async function judged(facts: Facts, step: Step, witness: Uint8Array): Promise<boolean | 'refused'> {
  try {
    const { data } = await client.call({ to: verifiers, data: callOf(facts, step, witness), gas: 100_000_000n })
    return BigInt(data!) === 1n
  } catch (error) {
    const reverted = (error as BaseError).walk(cause => 'data' in (cause as object)) as { data?: Hex } | null
    // Nothing else may stop a step: no arithmetic that overflows, no memory that runs out.
    expect(decodeErrorResult({ abi: stepVerifiersAbi, data: reverted!.data! }).errorName).toBe('StepRefused')
    return 'refused'
  }
}

const inTypeScript = (facts: Facts, step: Step, witness: Uint8Array): boolean | 'refused' => {
  const found = judgeStep(facts, step, witness)
  return found.ok ? found.value.faulty : 'refused'
}

async function all<T>(tasks: readonly (() => Promise<T>)[]): Promise<void> {
  let next = 0
  const line = async (): Promise<void> => {
    while (next < tasks.length) await tasks[next++]!()
  }
  await Promise.all(Array.from({ length: 8 }, line))
}

describe('a step in a contract', () => {
  it('says of honest and of wrong traces what the step in TypeScript says', async () => {
    const tasks: (() => Promise<void>)[] = []
    for (let seed = 0; seed < 100; seed++) {
      const run = honestRun(seed)
      const random = new Random(seed, 53)
      for (const step of someSteps(run, random)) {
        const { witness } = proveStep(run.source, run.facts, step)
        tasks.push(async () =>
          expect(await judged(run.facts, step, witness), run.model.graph.ops[step.op]!.kind).toBe(false),
        )
        if (!random.chance(0.25)) continue
        const cheat = cheatingRun(run, step, random.pick(Object.values(CHANGES)), random)
        if (cheat === null) continue
        const found = firstDifference(run.trace, cheat.trace)!
        const shown = proveStep(cheat.source, cheat.facts, found)
        tasks.push(async () =>
          expect(await judged(cheat.facts, found, shown.witness), run.model.graph.ops[found.op]!.kind).toBe(true),
        )
      }
    }
    await all(tasks)
    expect(tasks.length).toBeGreaterThan(1_000)
  }, 120_000)

  it('is refused where a byte of its witness is another one, or one is missing or too many', async () => {
    const tasks: (() => Promise<void>)[] = []
    for (let seed = 0; seed < 16; seed++) {
      const run = honestRun(seed)
      const random = new Random(seed, 59)
      for (const step of someSteps(run, random)) {
        const { witness } = proveStep(run.source, run.facts, step)
        const flipped = witness.slice()
        flipped[random.int(0, witness.length - 1)]! ^= 1 << random.int(0, 7)
        for (const wrong of [flipped, witness.slice(0, -1), new Uint8Array([...witness, 0])])
          tasks.push(async () => {
            expect(await judged(run.facts, step, wrong)).toBe('refused')
            expect(inTypeScript(run.facts, step, wrong)).toBe('refused')
          })
      }
    }
    await all(tasks)
    expect(tasks.length).toBeGreaterThan(300)
  }, 120_000)
})
