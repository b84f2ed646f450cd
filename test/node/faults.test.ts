// Every way of cheating that src/node/faults knows, beside an honest node and one honest verifier: whoever cheats is
// found out and loses its stake, and nobody else does. What a verifier does not look for by itself, a reader with the
// two statements takes to the contract.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createReporter } from '../../src/client/disputes/index.ts'
import type { Network } from '../../src/client/network.ts'
import {
  demandInclusion,
  getDispute,
  getNode,
  getSearch,
  proveExclusion,
  readDispute,
  transfer,
} from '../../src/contracts/index.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { encodeSampler, makeSampler } from '../../src/core/language/index.ts'
import { makeRequest, type ReceiptBundle, receiptId, tensorOfTokens } from '../../src/core/receipt/index.ts'
import { checkCheckout, FAULTS, type FaultKind, faultNamed, faultOf, isCheckout } from '../../src/node/faults/index.ts'
import { createNode, type RunningNode } from '../../src/node/node.ts'
import { assayJson, root, temporary } from '../e2e/support/cli.ts'
import { byteLanguage, promptOf } from '../support/byteLanguage.ts'
import { type Devnet, eventually, FAST, startDevnet } from '../support/devnet.ts'
import { smallModel } from '../support/world.ts'
import { answer, inputOf, inSeconds, random, requestOf, send, value } from './helpers.ts'

const TOKENS = 10n ** 18n
const STAKE = 1_000n * TOKENS
const small = smallModel()
const smallId = toHex(small.identity.modelId)
const language = byteLanguage({ layers: 1, context: 32 })
const languageId = toHex(language.identity.modelId)

/** The first two nodes are honest: an executor, and the one verifier. */
const HONEST = 0
const VERIFIER = 1

/** Many nodes on one machine: as fast as `FAST` where something waits for it, slower where they only look. */
const CALM = { ...FAST, checkpoint: 400, anchor: 1_000, status: 2_000, chain: 400, contact: 5_000, sample: 400 }

const rowOf = (seed: number) => inputOf([seed, 2, 3, 4])

async function generate(node: RunningNode, text: string): Promise<Hex> {
  const sampler = encodeSampler(makeSampler({ maxTokens: 6, ignoreEos: true, temperature: 1, topP: 0.9 }))
  const { signed, input } = makeRequest({
    domain: node.chain.domain,
    modelId: languageId,
    input: [tensorOfTokens(promptOf(text))],
    maxPrice: 0n,
    disclosure: 'public',
    delegates: [],
    deadline: inSeconds(60),
    sampler: { bytes: sampler, seed: `0x${'5e'.repeat(32)}` },
    payer: null,
    random,
  })
  const options = { requestId: 'test', from: 'gateway/test', signal: AbortSignal.timeout(30_000) }
  for await (const event of node.backend.generate({ request: signed, input, sampler }, options))
    if (event.type === 'end' && event.bundle !== null) return receiptId(node.chain.domain, event.bundle.receipt)
  throw new Error('no end')
}

const run = async (node: RunningNode, seed: number): Promise<Hex> =>
  (await answer(node, { modelId: smallId, disclosure: 'public', input: rowOf(seed) })).id

const stakeOf = async ({ treasury }: Devnet, node: Hex): Promise<bigint> => (await getNode(treasury, node))!.stake

/** A chain that nobody uses has no clock: time passes with blocks. */
async function whileTimePasses<T>({ treasury }: Devnet, work: () => Promise<T>): Promise<T> {
  const tick = setInterval(() => void treasury.client.request({ method: 'evm_mine' } as never), 1_000)
  try {
    return await work()
  } finally {
    clearInterval(tick)
  }
}

const advance = ({ treasury }: Devnet, seconds: number): Promise<unknown> =>
  treasury.client
    .request({ method: 'evm_increaseTime', params: [seconds] } as never)
    .then(() => treasury.client.request({ method: 'evm_mine' } as never))

/** What a dispute finds out: of each kind one node, asked for a run or for a generation. */
const ANSWERS = {
  'wrong-weight': 'run',
  'wrong-element': 'generation',
  'wrong-sampler': 'generation',
  'truncated-prompt': 'generation',
  'swapped-model': 'run',
  'cached-answer': 'generation',
  'forged-trace': 'generation',
  silence: 'run',
} as const satisfies Partial<Record<FaultKind, 'run' | 'generation'>>
const ANSWERING = Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]

/** What the log, or two receipts, show. */
const RECORDING = ['equivocation', 'stale-nonce', 'never-logged'] as const satisfies readonly FaultKind[]

it('every kind is tried here', () => {
  expect([...ANSWERING, ...RECORDING].sort()).toEqual(Object.keys(FAULTS).sort())
})

describe('wrong answers, and one honest verifier', () => {
  const WINDOW = 120
  let devnet: Devnet
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 2 + ANSWERING.length,
      roles: index => (index === VERIFIER ? ['host', 'verify', 'gateway'] : ['host', 'execute']),
      config: () => ({ verify: { share: 1 }, times: CALM }),
      deps: index => (index < 2 ? {} : { faults: faultOf(ANSWERING[index - 2]!) }),
      // Only one of them is silent, and the chain's clock can be moved: time for everybody else on a busy machine.
      parameters: { responseWindow: WINDOW, challengePeriod: 4 * WINDOW },
    })
    await devnet.publish(small, 'test/small@1', 0)
    await devnet.publish(language, 'test/bytes@1', 0)
    for (const { running } of devnet.nodes)
      await eventually(() => [smallId, languageId].every(running.hosting.has), 'the models on every host', 20_000)
    await transfer(devnet.treasury, devnet.node(VERIFIER).account, STAKE)
  }, 90_000)
  afterAll(() => devnet?.stop())

  it('every cheat loses its stake, each by what it did, and nobody else does', async () => {
    const honest = devnet.node(HONEST)
    const ids = new Map<FaultKind, Hex>()
    const ask = async (kind: keyof typeof ANSWERS, i: number): Promise<void> => {
      const node = devnet.node(2 + i)
      // What is answered again was right once.
      if (kind === 'cached-answer') await generate(node, 'Once upon')
      ids.set(kind, await (ANSWERS[kind] === 'run' ? run(node, 9) : generate(node, 'There was')))
    }
    await Promise.all([run(honest, 9), generate(honest, 'There was'), ...ANSWERING.map(ask)])

    const viewOf = (kind: FaultKind) => getDispute(devnet.treasury, ids.get(kind)!)
    await whileTimePasses(devnet, async () => {
      for (const kind of ANSWERING)
        if (kind !== 'silence')
          await eventually(async () => (await viewOf(kind))?.state === 'faulty', `the fault is shown: ${kind}`, 240_000)
      // It has committed to a trace, and opens nothing of it.
      await eventually(async () => (await viewOf('silence'))!.openDemands > 0, 'something is demanded', 120_000)
      await advance(devnet, WINDOW + 1)
      await eventually(async () => (await viewOf('silence'))!.state === 'faulty', 'silence is shown', 120_000)
    })
    for (const [i, kind] of ANSWERING.entries()) {
      const found = await readDispute(devnet.treasury, ids.get(kind)!, 0n)
      expect([kind, found?.state, found?.reason]).toEqual([kind, 'faulty', kind === 'silence' ? 'silence' : 'step'])
      expect([kind, await stakeOf(devnet, devnet.node(2 + i).account)]).toEqual([kind, 0n])
    }

    const { account, metrics } = devnet.node(VERIFIER)
    // Of the honest node both, and what the cached answer was when it was right.
    await eventually(() => metrics.read()['replays_ok']! >= 3, 'right answers are replayed', 15_000)
    expect(metrics.read()['replays_mismatch']).toBe(ANSWERING.length)
    expect([await stakeOf(devnet, honest.account), await stakeOf(devnet, account)]).toEqual([STAKE, STAKE])
    const { disputes } = honest.chain.registry()
    expect([...disputes.values()].filter(({ node }) => node === honest.account)).toEqual([])
  }, 480_000)
})

describe('what the log and receipts show', () => {
  let devnet: Devnet
  const nodeOf = (kind: (typeof RECORDING)[number]): RunningNode => devnet.node(2 + RECORDING.indexOf(kind))
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 2 + RECORDING.length,
      roles: index => (index === VERIFIER ? ['host', 'verify', 'gateway'] : ['host', 'execute']),
      config: () => ({ verify: { share: 1 } }),
      deps: index => (index < 2 ? {} : { faults: faultOf(RECORDING[index - 2]!) }),
      parameters: { mergeDelay: 60, responseWindow: 60, challengePeriod: 300 },
    })
    await devnet.publish(small, 'test/small@1', 0)
    for (const { running } of devnet.nodes)
      await eventually(() => running.hosting.has(smallId), 'a model on every host', 20_000)
    await transfer(devnet.treasury, devnet.node(VERIFIER).account, STAKE)
  }, 60_000)
  afterAll(() => devnet?.stop())

  it('two checkpoints of one size: whoever is asked to cosign both takes them to the chain', async () => {
    const { account } = nodeOf('equivocation')
    await run(nodeOf('equivocation'), 1)
    await eventually(async () => (await stakeOf(devnet, account)) === 0n, 'the stake is gone', 40_000)
    expect(devnet.node(VERIFIER).metrics.read()['log_forks_seen']).toBeGreaterThan(0)
  }, 60_000)

  it('a request that is served twice: two receipts for it are one too many', async () => {
    const node = nodeOf('stale-nonce')
    const { signed, input } = requestOf(node.chain.domain, { modelId: smallId })
    const bundles = [value(await send(node, signed, input)).bundle, value(await send(node, signed, input)).bundle]
    const reader = await devnet.account(100n * TOKENS)
    const [first, second] = bundles as [ReceiptBundle, ReceiptBundle]
    const reporter = await createReporter(
      reader.contracts,
      node.chain.domain,
      { kind: 'receipts', first, second },
      `0x${'55'.repeat(32)}`,
    )
    await eventually(async () => (await reporter.turn()).kind === 'over', 'it is shown', 20_000)
    expect(await stakeOf(devnet, node.account)).toBe(0n)
    // An honest node is asked in vain.
    const honest = devnet.node(HONEST)
    const once = requestOf(honest.chain.domain, { modelId: smallId })
    value(await send(honest, once.signed, once.input))
    expect(await send(honest, once.signed, once.input)).toMatchObject({ ok: false, code: 'nonce_replayed' })
  }, 60_000)

  it('a receipt that stands in no log: its reader asks for it, and nothing comes', async () => {
    const [node, honest] = [nodeOf('never-logged'), devnet.node(HONEST)]
    const reader = await devnet.account(100n * TOKENS)
    const [missing, logged] = await Promise.all([node, honest].map(each => answer(each, { modelId: smallId })))
    for (const { bundle } of [missing!, logged!])
      await demandInclusion(reader.contracts, { receipt: bundle.receipt, signature: bundle.signature, keyIndex: 0 })
    await eventually(async () => (await getSearch(devnet.treasury, logged!.id))!.found, 'the other is shown', 20_000)
    await advance(devnet, 60 + 60 + 1)
    await proveExclusion(reader.contracts, missing!.id)
    expect(await stakeOf(devnet, node.account)).toBe(0n)
    await expect(proveExclusion(reader.contracts, logged!.id)).rejects.toMatchObject({ code: 'demand_not_open' })
  }, 60_000)

  it('honest nodes keep their stakes', async () => {
    for (const index of [HONEST, VERIFIER]) expect(await stakeOf(devnet, devnet.node(index).account)).toBe(STAKE)
  })
})

describe('where a node may cheat', () => {
  const home = temporary()
  const path = join(home, 'elsewhere.json')
  const names = 'token parameters models nodes escrow anchor timelock slasher disputes misconduct'.split(' ')
  const elsewhere = {
    format: 'assay-network/1' as const,
    ...{ name: 'elsewhere', chainId: 1, rpc: ['http://127.0.0.1:9'], deploymentBlock: 0, bootstrap: [] },
    contracts: Object.fromEntries(names.map((name, i) => [name, `0x${String(i + 1).padStart(40, '0')}`])),
    finality: 'latest' as const,
  } as unknown as Network
  beforeAll(async () => {
    await assayJson(['node', 'init', 'x'], { home })
    writeFileSync(path, JSON.stringify(elsewhere))
  }, 120_000)

  /** What a use of the command line is told that is wrong. */
  const refusal = async (...args: string[]): Promise<string> => {
    const { ok, code, message } = await assayJson(['node', ...args, '--network', path], { home }, 2)
    expect([ok, code]).toEqual([false, 'usage'])
    return message
  }

  it('the command line names the kinds that there are', async () => {
    const message = await refusal('run', 'x', '--fault', 'nonsense')
    for (const kind of Object.keys(FAULTS)) expect(message).toContain(kind)
    expect(() => faultNamed('toString')).toThrow('wrong-weight')
  }, 60_000)

  it('on a development chain alone, and in a run', async () => {
    expect(await refusal('run', 'x', '--fault', 'silence')).toContain('development chain')
    expect(await refusal('status', 'x', '--fault', 'silence')).toContain('not status')
    const config = { directory: temporary(), network: elsewhere, roles: [] }
    await expect(createNode(config, { faults: faultOf('silence') })).rejects.toMatchObject({ code: 'usage' })
  }, 60_000)

  it('and from a checkout: what npm installs has no sources', () => {
    const installed = temporary()
    mkdirSync(join(installed, 'dist/bin'), { recursive: true })
    writeFileSync(join(installed, 'package.json'), '{}')
    const program = (...at: string[]) => pathToFileURL(join(...at)).href
    expect(isCheckout(program(root, 'dist/bin/assay.mjs'))).toBe(true)
    expect(isCheckout(program(root, 'src/apps/cli/commands/node.ts'))).toBe(true)
    expect(isCheckout(program(installed, 'dist/bin/assay.mjs'))).toBe(false)
    expect(isCheckout(program(root, 'node_modules/assay/dist/bin/assay.mjs'))).toBe(false)
    expect(() => checkCheckout(program(installed, 'dist/bin/assay.mjs'))).toThrow('checkout')
  })
})
