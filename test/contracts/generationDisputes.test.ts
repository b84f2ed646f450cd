// Disputes about answers of samplers, from beginning to end on a chain: another token, another prompt, a wrong sampler, a wrong run, whatever the
// trace behind it. Challenger and defender are those that users and nodes run.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getNode, transfer } from '../../src/contracts/index.ts'
import { traceOfGeneration } from '../../src/core/dispute/index.ts'
import type { Trace } from '../../src/core/trace/index.ts'
import { disputedGeneration, play } from '../support/dispute.ts'
import {
  type GeneratedRun,
  honestGeneration,
  passOf,
  runOfGeneration,
  SAMPLINGS,
  wrongDraws,
} from '../support/generations.ts'
import { Random } from '../support/random.ts'
import { addressOf, registerTestNode, startNetwork, type TestNetwork, TOKENS } from './network.ts'

const WINDOW = 100

let network: TestNetwork
let clean: string
beforeAll(async () => {
  network = await startNetwork({
    parameters: {
      ...{ mergeDelay: 100, challengePeriod: 400, unbondingDelay: 1_000, settlementTimeout: 500 },
      ...{ responseWindow: WINDOW, treasury: addressOf('treasury') },
    },
  })
  await registerTestNode(network)
  await transfer(network.as('deployer'), addressOf('payer'), 1_000n * TOKENS)
  clean = (await network.rpc('evm_snapshot')) as string
})
afterAll(() => network.stop())
beforeEach(async () => {
  await network.rpc('evm_revert', clean)
  clean = (await network.rpc('evm_snapshot')) as string
})

/** The dispute about an answer whose node commits to `claimed`: how it ends, and by which step. */
async function ends(answered: GeneratedRun, claimed: Trace): Promise<string> {
  const { challenger, defender } = await disputedGeneration(network, answered)
  let shown = ''
  const listening = {
    async turn() {
      const move = await challenger.turn()
      if (move.kind === 'proved') shown = move.detail
      return move
    },
  }
  const { last, transactions } = await play(network, WINDOW, listening, defender(claimed))
  expect(transactions).toBeLessThanOrEqual(20)
  const { stake } = (await getNode(network, addressOf('node')))!
  if (last.kind !== 'over') throw new Error(last.kind)
  expect(stake === 0n).toBe(last.record.state === 'faulty')
  return last.record.state === 'faulty'
    ? last.record.reason === 'step'
      ? shown
      : String(last.record.reason)
    : last.record.state
}

describe('a generation', () => {
  it.each(['greedy', 'all cuts', 'penalties'])(
    'that is right is cleared: %s',
    async name => {
      const honest = honestGeneration(50, SAMPLINGS[name]!)
      expect(await ends(honest, honest.trace)).toBe('cleared')
    },
    60_000,
  )

  it.each(['greedy', 'greedy with penalties', 'plain', 'all cuts'])(
    'with another token costs its node the stake, though its trace is right: %s',
    async name => {
      const { model, generated } = honestGeneration(51, SAMPLINGS[name]!)
      const { prompt, answer, sampler, seed, vocabulary } = generated
      const wrong = answer.map((token, i) => (i === 2 ? (token + 5) % vocabulary : token))
      const cheat = runOfGeneration(model, sampler, prompt, wrong, seed)
      expect(await ends(cheat, cheat.trace)).toMatch(/^sampler, token, token 2/)
    },
    60_000,
  )

  it('with another token is no better off with records, sums or scores that fit it', async () => {
    const { model, generated } = honestGeneration(52, SAMPLINGS['all cuts']!)
    const { prompt, answer, sampler, seed, vocabulary } = generated
    const wrong = answer.map((token, i) => (i === 3 ? (token + 7) % vocabulary : token))
    const cheat = runOfGeneration(model, sampler, prompt, wrong, seed)
    const seen = new Set<string>()
    for (const { cheat: claimed } of wrongDraws(cheat, new Random(52, 173), 8)) {
      await network.rpc('evm_revert', clean)
      clean = (await network.rpc('evm_snapshot')) as string
      const end = await ends(cheat, claimed.trace)
      expect(end).toMatch(/^sampler, /)
      seen.add(end.split(',')[1]!)
    }
    expect(seen.size).toBeGreaterThan(1)
  }, 120_000)

  it('fed another prompt, or computed by other values, costs its node the stake', async () => {
    const { model, generated } = honestGeneration(53, SAMPLINGS['plain']!)
    const { prompt, answer, sampler, seed } = generated
    const wrong = runOfGeneration(model, sampler, prompt, [...answer.slice(0, -1), (answer.at(-1)! + 1) % 60], seed)
    for (const [op, name] of [
      [0, 'input'],
      [6, model.graph.ops[6]!.kind],
    ] as const) {
      await network.rpc('evm_revert', clean)
      clean = (await network.rpc('evm_snapshot')) as string
      const values = passOf(model, prompt, wrong.generated.answer, (id, out) => {
        if (id === op) out.data[0] = out.data[0]! === 0 ? 1 : 0
      })
      expect(await ends(wrong, traceOfGeneration(model, values, wrong.generated))).toMatch(new RegExp(`^${name}`))
    }
  }, 60_000)

  it('whose trace has no sampler, though it draws, costs its node the stake', async () => {
    const drawn = honestGeneration(54, SAMPLINGS['plain']!)
    const greedy = { ...drawn.generated, rules: { ...drawn.generated.rules, temperature: 0 } }
    const { prompt, answer } = drawn.generated
    const bare = traceOfGeneration(drawn.model, passOf(drawn.model, prompt, answer), greedy)
    expect(await ends(drawn, bare)).toBe('form')
  }, 60_000)

  it('cannot be committed to by another generation', async () => {
    const one = honestGeneration(55, SAMPLINGS['plain']!)
    const { challenger, defender } = await disputedGeneration(network, one)
    await challenger.turn()
    const longer = honestGeneration(55, SAMPLINGS['plain']!, 5)
    const other = await disputedGeneration(network, longer)
    // Another number of rows than prompt and answer have.
    await expect(defender(longer.trace).turn()).rejects.toMatchObject({ code: 'graph_mismatch' })
    await expect(other.defender(longer.trace).turn()).resolves.toMatchObject({ kind: 'over' })
    expect(await defender(one.trace).turn()).toMatchObject({ kind: 'committed' })
  }, 60_000)
})
