// Disputes from beginning to end on a chain: cheats who compute everything behind their wrong value consistently, who say nothing, and
// honest nodes. Challenger and defender are those that users and nodes run.

import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  fund,
  getCredit,
  getDispute,
  getNode,
  getSlasherCredit,
  settle,
  transfer,
  withdrawFromSlasher,
} from '../../src/contracts/index.ts'
import { firstDifference, type Step } from '../../src/core/dispute/index.ts'
import type { Trace } from '../../src/core/trace/index.ts'
import { disputed, play } from '../support/dispute.ts'
import { ALTERATIONS, alteredTrace } from '../support/forms.ts'
import { linearModel } from '../support/linearModel.ts'
import { Random, randomInputs } from '../support/randomGraph.ts'
import { CHANGES, cheatingRun, honestRun, type Run, runWith, someSteps } from '../support/steps.ts'
import { addressOf, hash, registerTestNode, startNetwork, type TestNetwork, TOKENS } from './network.ts'

const WINDOW = 100
const STAKE = 2_000n * TOKENS
const FILE = new URL('../../contracts/snapshots/gas-dispute.json', import.meta.url)

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
  for (const name of ['payer', 'stranger']) await transfer(network.as('deployer'), addressOf(name), 1_000n * TOKENS)
  clean = (await network.rpc('evm_snapshot')) as string
})
afterAll(() => network.stop())
beforeEach(async () => {
  await network.rpc('evm_revert', clean)
  clean = (await network.rpc('evm_snapshot')) as string
})

/** A run with one wrong value, in all that follows too, so that the answer is another one; null where it is not. */
function cheat(honest: Run, random: Random): { trace: Trace; step: Step } | null {
  for (const step of someSteps(honest, random)) {
    const wrong = cheatingRun(honest, step, random.pick(Object.values(CHANGES)), random)
    const outputs = honest.model.graph.ops.flatMap(({ kind }, id) => (kind === 'output' ? [id] : []))
    if (wrong === null || !random.chance(0.4)) continue
    const differs = outputs.some(id =>
      wrong.trace.part(id, 0)!.bytes.some((byte, i) => byte !== honest.trace.part(id, 0)!.bytes[i]),
    )
    if (differs) return { trace: wrong.trace, step: firstDifference(honest.trace, wrong.trace)! }
  }
  return null
}

/** The first run of which `cheat` makes another answer, from a seed on. */
function someCheat(from: number): { honest: Run; wrong: { trace: Trace; step: Step } } {
  for (let seed = from; ; seed++) {
    const honest = honestRun(seed)
    const wrong = cheat(honest, new Random(seed, 113))
    if (wrong !== null) return { honest, wrong }
  }
}

const slashed = async (): Promise<void> => {
  expect((await getNode(network, addressOf('node')))!.stake).toBe(0n)
  expect(await getSlasherCredit(network, addressOf('treasury'))).toBe((STAKE * 4n) / 5n)
}

describe('a wrong answer', () => {
  it('of any model costs its node the stake, wherever the wrong value is', async () => {
    let caught = 0
    for (let seed = 0; caught < 12; seed++) {
      const honest = honestRun(seed)
      const wrong = cheat(honest, new Random(seed, 101))
      if (wrong === null) continue
      await network.rpc('evm_revert', clean)
      clean = (await network.rpc('evm_snapshot')) as string
      const { challenger, defender, receiptId } = await disputed(network, honest, wrong.trace)
      const { moves, last } = await play(network, WINDOW, challenger, defender(wrong.trace))
      expect(moves.slice(0, 2)).toEqual(['challenged', 'committed'])
      expect(moves).toContain('proved')
      expect(last).toMatchObject({
        kind: 'over',
        record: { state: 'faulty', reason: 'step', claimant: addressOf('payer') },
      })
      expect((await getDispute(network, receiptId))!.state).toBe('faulty')
      await slashed()
      // The bounty and every deposit are there to be drawn.
      expect(await getSlasherCredit(network, addressOf('payer'))).toBe(
        STAKE / 5n + (10n + BigInt(moves.filter(move => move === 'demanded').length)) * TOKENS,
      )
      await withdrawFromSlasher(network.as('stranger'), addressOf('payer'))
      caught++
    }
  }, 120_000)

  it('is paid back, settled or not', async () => {
    const { honest, wrong } = someCheat(4)
    const price = 8n * TOKENS
    for (const settled of [false, true]) {
      await network.rpc('evm_revert', clean)
      clean = (await network.rpc('evm_snapshot')) as string
      const terms = { publisher: addressOf('publisher'), node: addressOf('node') }
      const begun = await disputed(network, honest, wrong.trace, {
        price,
        fund: request => fund(network.as('payer'), { request, ...terms, publisher: `0x${'00'.repeat(20)}` }),
      })
      if (settled) expect(await settle(network.as('stranger'), [begun.case])).toMatchObject([{ outcome: 'settled' }])
      await play(network, WINDOW, begun.challenger, begun.defender(wrong.trace))
      expect(await getCredit(network, addressOf('payer'))).toBe(10n * TOKENS)
      if (!settled)
        expect(await settle(network.as('stranger'), [begun.case])).toMatchObject([{ outcome: 'already_refunded' }])
      await slashed()
    }
  }, 60_000)

  it.each(Object.keys(ALTERATIONS))(
    'is not hidden by the form of its trace: %s',
    async name => {
      for (let seed = 2; ; seed += 2) {
        const honest = honestRun(seed)
        const wrong = cheat(honest, new Random(seed, 107))
        if (wrong === null) continue
        const altered = alteredTrace(wrong.trace, ALTERATIONS[name]!, new Random(seed, 109))
        if (altered === null) continue
        const { challenger, defender } = await disputed(network, honest, wrong.trace)
        const { last } = await play(network, WINDOW, challenger, defender(altered))
        // Ports whose form is altered cannot be committed to: that is silence. Elsewhere the first fault of either kind is shown.
        expect(last).toMatchObject({ kind: 'over', record: { state: 'faulty' } })
        await slashed()
        return
      }
    },
    60_000,
  )
})

describe('silence', () => {
  it('after the challenge, and at each demand, costs the stake', async () => {
    const { honest, wrong } = someCheat(3)
    for (let answers = 0; ; answers++) {
      await network.rpc('evm_revert', clean)
      clean = (await network.rpc('evm_snapshot')) as string
      const { challenger, defender } = await disputed(network, honest, wrong.trace)
      const speaking = defender(wrong.trace)
      let given = 0
      const { moves, last } = await play(network, WINDOW, challenger, {
        turn: () => (given++ < answers ? speaking.turn() : Promise.resolve({ kind: 'waiting', until: 0 })),
      })
      if (moves.includes('proved')) {
        expect(answers).toBeGreaterThan(2)
        return
      }
      expect(last).toMatchObject({ record: { state: 'faulty', reason: 'silence', claimant: addressOf('payer') } })
      await slashed()
    }
  }, 60_000)
})

describe('a right answer', () => {
  it('is cleared, and its node has the deposit', async () => {
    const honest = honestRun(6)
    const { challenger, defender } = await disputed(network, honest, honest.trace)
    const { moves, last } = await play(network, WINDOW, challenger, defender(honest.trace))
    expect(moves).toEqual(['challenged', 'committed', 'closed'])
    expect(last).toMatchObject({ kind: 'over', record: { state: 'cleared' } })
    expect((await getNode(network, addressOf('node')))!.stake).toBe(STAKE)
    expect(await getSlasherCredit(network, addressOf('operator'))).toBe(10n * TOKENS)
  })

  it('cannot be committed to by another trace: another answer, foreign inputs', async () => {
    const { honest, wrong } = someCheat(8)
    const { challenger, defender } = await disputed(network, honest, honest.trace)
    await challenger.turn()
    await expect(defender(wrong.trace).turn()).rejects.toMatchObject({ code: 'output_commitment_mismatch' })
    const foreign = runWith(honest.model, randomInputs(honest.model, honest.trace.rows, 4_711))
    await expect(defender(foreign.trace).turn()).rejects.toMatchObject({ code: 'input_commitment_mismatch' })
    const shape = runWith(honest.model, randomInputs(honest.model, honest.trace.rows + 1, 8))
    await expect(defender(shape.trace).turn()).rejects.toMatchObject({ code: 'input_commitment_mismatch' })
    expect(await defender(honest.trace).turn()).toMatchObject({ kind: 'committed' })
  })
})

describe('a dispute goes on', () => {
  it('with a challenger who starts anew at every turn', async () => {
    const { honest, wrong } = someCheat(5)
    const begun = await disputed(network, honest, wrong.trace)
    let one = begun.challenger
    let proved = false
    const { last } = await play(
      network,
      WINDOW,
      {
        turn: async () => {
          const move = await one.turn()
          proved ||= move.kind === 'proved'
          // Whoever starts anew has forgotten what was precommitted, and commits with another salt.
          if (move.kind !== 'precommitted') one = begun.again()
          return move
        },
      },
      begun.defender(wrong.trace),
    )
    expect(proved).toBe(true)
    expect(last).toMatchObject({ record: { state: 'faulty', reason: 'step' } })
  }, 60_000)

  it('where the answer to a transaction got lost, the one that precommits among them', async () => {
    const { honest, wrong } = someCheat(5)
    const begun = await disputed(network, honest, wrong.trace)
    const salt = hash('kept')
    const moves: string[] = []
    const { last } = await play(
      network,
      WINDOW,
      {
        // With its salt and nothing else in mind, as if it had never heard that what it sent was mined.
        turn: async () => {
          const move = await begun.again(salt).turn()
          moves.push(move.kind)
          return move
        },
      },
      begun.defender(wrong.trace),
    )
    expect(moves.filter(kind => kind === 'precommitted')).toHaveLength(1)
    expect(last).toMatchObject({ record: { state: 'faulty', reason: 'step' } })
  }, 60_000)
})

it('what a whole dispute with a withheld trace costs is as recorded', async () => {
  const gas: Record<
    string,
    { readonly transactions: number; readonly gas: number; readonly most: number; readonly at64: number }
  > = {}
  for (const [name, k, n] of [
    ['K 768', 768, 3_072],
    ['K 4608', 4_608, 1_024],
  ] as const) {
    await network.rpc('evm_revert', clean)
    clean = (await network.rpc('evm_snapshot')) as string
    const model = linearModel(k, n, 8)
    const honest = runWith(model, randomInputs(model, 64, 7, 'uniform'))
    const step = { op: model.graph.ops.length - 2, part: 0, row: 63, element: 300, hint: 0 }
    const wrong = cheatingRun(honest, step, CHANGES['one more']!, new Random(1))!
    const { challenger, defender } = await disputed(network, honest, wrong.trace)
    const played = await play(network, WINDOW, challenger, defender(wrong.trace))
    expect(played.last).toMatchObject({ record: { state: 'faulty', reason: 'step' } })
    expect(played.transactions).toBeLessThanOrEqual(20)
    gas[name] = {
      transactions: played.transactions,
      gas: Number(played.gas),
      most: Number(played.most),
      at64: Number(played.at64),
    }
  }
  if (process.env['ASSAY_UPDATE_SNAPSHOTS'] === '1') writeFileSync(FILE, `${JSON.stringify(gas, null, 2)}\n`)
  const recorded = JSON.parse(readFileSync(FILE, 'utf8')) as typeof gas
  expect(Object.keys(gas)).toEqual(Object.keys(recorded))
  for (const [name, { gas: used, transactions }] of Object.entries(gas)) {
    expect(transactions, name).toBe(recorded[name]!.transactions)
    expect(Math.abs(used / recorded[name]!.gas - 1), `${name}: ${used} gas`).toBeLessThan(0.01)
  }
}, 120_000)
