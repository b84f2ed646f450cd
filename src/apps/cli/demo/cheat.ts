// What `npm start -- --cheat` shows: a node that is paid for another model's answer, and how it loses its stake. Its answer, its log and
// its trace fit together; the payer computes one run again, and the contract one value.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCredit, getDispute, getNode } from '../../../contracts/index.ts'
import type { Hex } from '../../../core/bytes/index.ts'
import { MOVE_WORDS } from '../support/disputeWords.ts'
import { Home } from '../support/home.ts'
import { loadOrCreateKey } from '../support/keyring.ts'
import { localSettings, program } from '../support/localNetwork.ts'
import { nodeDirectory, saveNode } from '../support/nodes.ts'
import { startChild } from '../support/processes.ts'
import { openContracts } from '../support/registry.ts'
import {
  type Answer,
  answerOf,
  assay,
  type Image,
  runImage,
  type ShownVerdict,
  type Stage,
  untilHosted,
  verifyElsewhere,
} from './story.ts'

const CHEAT = 'trudy'
/** Operators 1 to 3 are the nodes of `up`, 4 the liar of the other demonstration. */
const CHEAT_OPERATOR = 5
/** What it asks for a row, and what the payer is ready to give, in the token's smallest unit. */
const PRICE = 5n * 10n ** 18n
const MAX_PRICE = 8n * 10n ** 18n

/** One transaction of the challenger, in words. */
export interface Told {
  readonly kind: keyof typeof MOVE_WORDS
  readonly detail: string
  readonly transaction: string
  readonly gas: string
}

export interface Cheated {
  readonly answer: Answer
  readonly verdict: ShownVerdict
  /** The cheat's stake before and after, what the payer got back from the escrow, and what the dispute paid: smallest units. */
  readonly stakeBefore: bigint
  readonly stakeAfter: bigint
  readonly refunded: bigint
  readonly paid: bigint
  readonly reason: string
  readonly story: readonly Told[]
}

/** `say` hears each step as it happens. */
export async function catchCheat(
  stage: Stage,
  image: Image,
  modelId: string,
  receiptFile: string,
  say: (text: string) => void,
): Promise<Cheated> {
  const { home, ports, signal, local } = stage
  const asker = mkdtempSync(join(tmpdir(), 'assay-payer-'))
  rmSync(nodeDirectory(home, CHEAT), { recursive: true, force: true })
  const settings = localSettings(['host', 'execute', 'gateway'], ports.gateway + 9, ports.peer + 9)
  saveNode(home, CHEAT, { ...settings, pricePerRow: String(PRICE) })
  const child = await startChild(CHEAT, program('dishonest.mjs'), [home.path, CHEAT, String(CHEAT_OPERATOR)], {
    log: home.at('logs', `${CHEAT}.log`),
    timeout: 30_000,
    signal,
  })
  try {
    const endpoint = String(child.ready['endpoint'])
    const node = String(child.ready['node']) as Hex
    const contracts = await openContracts(local.network)
    await untilHosted(endpoint, modelId, node, signal)
    const stakeBefore = (await getNode(contracts, node))!.stake
    say(`  ${CHEAT} is registered with a stake of ${tokens(stakeBefore)} and asks ${tokens(PRICE)} a row`)
    const paying = ['--max-price', String(MAX_PRICE)]
    const answer = answerOf(
      await runImage(asker, local.networkFile, image, receiptFile, signal, endpoint, paying),
      receiptFile,
    )
    say(
      `  it says: ${answer.digit} (drawn as ${image.digit}), under a valid signature; ${tokens(MAX_PRICE)} are in the escrow`,
    )
    const verdict = await verifyElsewhere(stage, receiptFile)
    say(`  the payer runs the model again: ${verdict.code}`)
    const where = ['--home', asker, '--network', local.networkFile]
    const disputed = await assay(['dispute', answer.receiptId, ...where], signal)
    const story = disputed['story'] as readonly Told[]
    for (const { kind, detail, gas } of story)
      say(`    the payer ${MOVE_WORDS[kind]}${detail === '' ? '' : `: ${detail}`} (${gas} gas)`)
    const payer = loadOrCreateKey(new Home(asker), 'default').address
    const dispute = await getDispute(contracts, answer.receiptId as Hex)
    return {
      ...{ answer, verdict, stakeBefore, story },
      stakeAfter: (await getNode(contracts, node))!.stake,
      refunded: await getCredit(contracts, payer),
      paid: BigInt(String(disputed['paid'])),
      reason: `${dispute?.state}: ${String(disputed['reason'])}`,
    }
  } finally {
    await child.stop()
    await assay(
      ['node', 'exit', CHEAT, '--devnet-operator', String(CHEAT_OPERATOR), '--home', home.path],
      AbortSignal.timeout(15_000),
    ).catch(error => stage.progress(`${CHEAT}: ${(error as Error).message}`))
    rmSync(asker, { recursive: true, force: true })
  }
}

/** An amount in tokens, to two places. */
export const tokens = (amount: bigint): string => `${Number(amount / 10n ** 16n) / 100} tokens`
