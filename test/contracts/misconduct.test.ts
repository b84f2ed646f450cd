// Statements that contradict each other, taken to the chain by whoever holds them: two histories of a log, two streams, two receipts; and
// statements that do not.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createReporter, type Statements } from '../../src/client/disputes/index.ts'
import { getNode, getSlasherCredit } from '../../src/contracts/index.ts'
import { fromHex, type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import {
  checkpointDigest,
  LogTree,
  leafHash,
  memoryStore,
  rootOf,
  type SignedCheckpoint,
} from '../../src/core/log/index.ts'
import {
  hashTick,
  hashTraceRoot,
  receiptId,
  type SignedHead,
  signDigest,
  streamLeaf,
  traceCommitmentOf,
} from '../../src/core/receipt/index.ts'
import {
  addressOf,
  answerTo,
  hash,
  keyOf,
  registerTestNode,
  requestFor,
  startNetwork,
  type TestNetwork,
  TOKENS,
} from './network.ts'

const SALT = hash('salt')
const STAKE = 2_000n * TOKENS
const NODE = addressOf('node')
const KEY = fromHex(keyOf("node's receipt key"))
const LEAVES = Array.from({ length: 12 }, (_, i) => leafHash(utf8(`entry ${i}`)))
const OTHERS = LEAVES.with(2, leafHash(utf8('another entry')))

let network: TestNetwork
let clean: string
beforeAll(async () => {
  network = await startNetwork({ parameters: { treasury: addressOf('treasury') } })
  await registerTestNode(network)
  clean = (await network.rpc('evm_snapshot')) as string
})
afterAll(() => network?.stop())
beforeEach(async () => {
  await network.rpc('evm_revert', clean)
  clean = (await network.rpc('evm_snapshot')) as string
})

function checkpoint(size: number, leaves = LEAVES, key = KEY): SignedCheckpoint {
  const body = { node: NODE, size, root: toHex(rootOf(leaves.slice(0, size))), timestamp: 1_700_000_000 }
  return { ...body, note: '', signature: signDigest(toHex(checkpointDigest(network.domain, body)), key) }
}

function head(tokenCount: number, value: Hex, key = KEY): SignedHead {
  const common = { requestHash: hash('request'), modelId: hash('model'), head: value }
  const leaf = streamLeaf({ ...common, tokenCount: BigInt(tokenCount), tick: 1_000n })
  const root = toHex(leaf)
  const tick = hashTick(network.domain, { node: NODE, root, streams: 1n, tick: 1_000n })
  return {
    ...common,
    ...{ node: NODE, tokenCount, tick: 1_000, streams: 1, index: 0, proof: [], signature: signDigest(tick, key) },
  }
}

async function receipts(same: boolean): Promise<Statements> {
  const request = await requestFor(network)
  const signed = (output: string) => {
    const receipt = answerTo(network, request, { outputCommitment: hash(output) })
    return { receipt, signature: signDigest(receiptId(network.domain, receipt), KEY) }
  }
  return { kind: 'receipts', first: signed('one'), second: signed(same ? 'one' : 'two') }
}

/** A root that is shown beside the one that was sold. */
async function roots(change: { same?: boolean; salt?: Hex; id?: Hex; key?: Uint8Array } = {}): Promise<Statements> {
  const request = await requestFor(network, { traceRoot: true })
  const trace = { salt: `0x${'5a'.repeat(16)}` as Hex, root: hash('sold') }
  const receipt = answerTo(network, request, { traceCommitment: traceCommitmentOf(trace) })
  const id = receiptId(network.domain, receipt)
  const shown = { receiptId: change.id ?? id, traceRoot: change.same ? trace.root : hash('shown') }
  return {
    kind: 'roots',
    first: { ...shown, node: NODE, signature: signDigest(hashTraceRoot(network.domain, shown), change.key ?? KEY) },
    second: { receipt, signature: signDigest(id, KEY), trace: { ...trace, salt: change.salt ?? trace.salt } },
  }
}

const report = (statements: Statements) => createReporter(network.as('stranger'), network.domain, statements, SALT)

async function slashed(statements: Statements): Promise<void> {
  const reporter = await report(statements)
  expect(reporter.node).toBe(NODE)
  expect(await reporter.turn()).toMatchObject({ kind: 'precommitted' })
  expect(await reporter.turn()).toMatchObject({ kind: 'proved' })
  expect((await getNode(network, NODE))!.stake).toBe(0n)
  expect(await getSlasherCredit(network, addressOf('stranger'))).toBe(STAKE / 5n)
  expect(await reporter.turn()).toEqual({ kind: 'over', shown: true })
  // Whoever comes later has nothing to do.
  expect(await (await report(statements)).turn()).toEqual({ kind: 'over', shown: true })
}

describe('statements that contradict each other', () => {
  it('two roots of one size', () =>
    slashed({ kind: 'checkpoints', first: checkpoint(9), second: checkpoint(9, OTHERS), prefix: [] }))

  it('a log that was written anew, in whichever order', async () => {
    const prefix = new LogTree(memoryStore([...OTHERS])).prefixProof(7, 12).map(toHex)
    await slashed({ kind: 'checkpoints', first: checkpoint(12, OTHERS), second: checkpoint(7), prefix })
  })

  it('two streams of one answer', () =>
    slashed({ kind: 'heads', first: head(5, hash('one')), second: head(5, hash('two')) }))

  it('two receipts for one request', async () => slashed(await receipts(false)))

  it('another trace root than the one that was sold', async () => slashed(await roots()))
})

describe('statements that do not', () => {
  it('are refused before anything is sent', async () => {
    const prefix = new LogTree(memoryStore([...LEAVES])).prefixProof(7, 12).map(toHex)
    const other = fromHex(keyOf('stranger'))
    const cases: [Statements, string][] = [
      [{ kind: 'checkpoints', first: checkpoint(9), second: checkpoint(9), prefix: [] }, 'not_equivocation'],
      [{ kind: 'checkpoints', first: checkpoint(7), second: checkpoint(12), prefix }, 'not_equivocation'],
      [{ kind: 'checkpoints', first: checkpoint(7), second: checkpoint(12, OTHERS), prefix }, 'not_equivocation'],
      [{ kind: 'heads', first: head(5, hash('one')), second: head(6, hash('two')) }, 'not_equivocation'],
      [{ kind: 'heads', first: head(5, hash('one')), second: head(5, hash('one')) }, 'not_equivocation'],
      [await receipts(true), 'not_equivocation'],
      [await roots({ same: true }), 'not_equivocation'],
      [await roots({ salt: `0x${'00'.repeat(16)}` }), 'not_equivocation'],
      [await roots({ id: hash('another receipt') }), 'not_equivocation'],
      [await roots({ key: other }), 'key_not_valid'],
      [
        { kind: 'checkpoints', first: checkpoint(9), second: checkpoint(9, OTHERS, other), prefix: [] },
        'checkpoint_signature_invalid',
      ],
      [{ kind: 'heads', first: head(5, hash('one')), second: head(5, hash('two'), other) }, 'stream_tick_invalid'],
    ]
    const before = await network.client.getBlockNumber({ cacheTime: 0 })
    for (const [statements, code] of cases) await expect(report(statements)).rejects.toMatchObject({ code })
    expect(await network.client.getBlockNumber({ cacheTime: 0 })).toBe(before)
    expect((await getNode(network, NODE))!.stake).toBe(STAKE)
  })

  it('are refused of a node that is none', async () => {
    const strange = { ...checkpoint(9), node: addressOf('stranger') }
    const statements: Statements = { kind: 'checkpoints', first: strange, second: strange, prefix: [] }
    await expect(report(statements)).rejects.toMatchObject({ code: 'node_not_registered' })
  })
})
