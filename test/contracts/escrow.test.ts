import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { escrowAbi } from '../../src/contracts/generated/escrow.ts'
import {
  type AnchoredCheckpoint,
  anchor,
  anchoredAt,
  authorizeFunding,
  balanceOf,
  bucketOf,
  exitNode,
  FEES,
  type FundingTerms,
  fund,
  fundingNonce,
  fundWithAuthorization,
  getCredit,
  getDeposit,
  getMaturing,
  mature,
  nodeConsentDigest,
  type Outcome,
  previewSettlement,
  refund,
  registerModel,
  rotateKeys,
  type Settlement,
  settle,
  transfer,
  withdrawCredit,
} from '../../src/contracts/index.ts'
import { fromHex, type Hex, toHex } from '../../src/core/bytes/index.ts'
import { checkpointDigest } from '../../src/core/log/index.ts'
import { hashRequest, type Receipt, type Request, receiptId, signDigest } from '../../src/core/receipt/index.ts'
import {
  accountOf,
  addressOf,
  answerTo,
  consentOf,
  hash,
  keyOf,
  MODEL_ID,
  PARTS,
  publishModel,
  registerTestNode,
  requestFor,
  ripen,
  settlementsOf,
  startNetwork,
  type TestNetwork,
  TOKENS,
  ZERO_ADDRESS,
} from './network.ts'

const MERGE_DELAY = 100
const TIMEOUT = 500

let network: TestNetwork
let clean: string
beforeAll(async () => {
  const parameters = {
    mergeDelay: MERGE_DELAY,
    challengePeriod: 100,
    responseWindow: 25,
    unbondingDelay: 1_000,
    settlementTimeout: TIMEOUT,
    protocolFeeBps: 250,
    treasury: addressOf('treasury'),
  }
  network = await startNetwork({ parameters })
  await publishModel(network, 1_000)
  await registerTestNode(network)
  await transfer(network.as('deployer'), addressOf('payer'), 1_000n * TOKENS)
  clean = (await network.rpc('evm_snapshot')) as string
})
afterAll(() => network.stop())
// Every test begins with the same network: one node, one model, nothing funded.
beforeEach(async () => {
  await network.rpc('evm_revert', clean)
  clean = (await network.rpc('evm_snapshot')) as string
})

const terms = (request: Request): FundingTerms => ({
  request,
  publisher: addressOf('publisher'),
  node: addressOf('node'),
})

async function funded(changes: Partial<Request> = {}, how: Partial<FundingTerms> = {}): Promise<Request> {
  const request = await requestFor(network, changes)
  await fund(network.as('payer'), { ...terms(request), ...how })
  return request
}

/** Funds, answers, logs, anchors: everything before the settlement. */
async function answered(changes: Partial<Receipt> = {}): Promise<{ request: Request; item: Settlement }> {
  const request = await funded()
  const [item] = await settlementsOf(network, [[request, answerTo(network, request, changes)]])
  return { request, item: item! }
}

const outcomeOf = async (...items: Settlement[]): Promise<Outcome[]> => {
  const previewed = await previewSettlement(network, items)
  const results = await settle(network.as('stranger'), items)
  const outcomes = results.map(({ outcome }) => outcome)
  expect(outcomes).toEqual(previewed)
  expect(results.map(({ requestHash }) => requestHash)).toEqual(items.map(({ receipt }) => receipt.requestHash))
  return outcomes
}

const credits = () =>
  Promise.all(['operator', 'publisher', 'treasury', 'payer'].map(name => getCredit(network, addressOf(name))))

/** Money neither appears nor vanishes, whatever a test did. */
const held = async (): Promise<bigint> => {
  const call = { address: network.addresses.escrow, abi: escrowAbi, functionName: 'totalHeld' } as const
  const total = await network.client.readContract(call)
  expect(await balanceOf(network, network.addresses.escrow)).toBe(total)
  return total
}

describe('hashes on chain and in core', () => {
  const call = () => ({ address: network.addresses.escrow, abi: escrowAbi }) as const

  it('are the same for requests, receipts and checkpoints', async () => {
    const request = await requestFor(network, { disclosure: 1, maxPrice: 2n ** 255n + 3n })
    expect(await network.client.readContract({ ...call(), functionName: 'hashRequest', args: [request] })).toBe(
      hashRequest(network.domain, request),
    )
    const receipt = answerTo(network, request, { tokensIn: 2n ** 64n - 1n, previous: hash('previous') })
    expect(await network.client.readContract({ ...call(), functionName: 'hashReceipt', args: [receipt] })).toBe(
      receiptId(network.domain, receipt),
    )
    const state = { node: addressOf('node'), size: 12, root: hash('root'), timestamp: 34 }
    const args = [{ ...state, size: 12n, timestamp: 34n }] as const
    expect(await network.client.readContract({ ...call(), functionName: 'hashCheckpoint', args })).toBe(
      toHex(checkpointDigest(network.domain, state)),
    )
    const nonce = [hash('request'), addressOf('publisher'), addressOf('node')] as const
    expect(await network.client.readContract({ ...call(), functionName: 'fundingNonce', args: nonce })).toBe(
      fundingNonce(...nonce),
    )
  })
})

describe('funding', () => {
  it('holds the maximum price under terms that are fixed then', async () => {
    const request = await funded()
    expect(await getDeposit(network, hashRequest(network.domain, request))).toEqual({
      state: 'open',
      maturesAt: 0,
      funder: addressOf('payer'),
      amount: 10n * TOKENS,
      publisher: addressOf('publisher'),
      node: addressOf('node'),
      refundAt: Number(request.deadline) + MERGE_DELAY + TIMEOUT,
      royaltyBps: 1_000,
      feeBps: 250,
    })
    expect(await held()).toBe(10n * TOKENS)
    expect(await getDeposit(network, hash('nothing'))).toBeNull()
  })

  it('may happen many times at once from one wallet', async () => {
    const requests = await Promise.all(Array.from({ length: 6 }, () => requestFor(network)))
    const root = hash('meanwhile')
    await Promise.all([
      ...requests.map(request => fund(network.as('payer'), terms(request))),
      anchor(network.as('payer'), [{ root, count: 1 }]),
    ])
    expect(await held()).toBe(60n * TOKENS)
    expect(await anchoredAt(network, root)).not.toBeNull()
  })

  it('may leave publisher and node open', async () => {
    const request = await requestFor(network)
    await fund(network.as('payer'), { request })
    const deposit = await getDeposit(network, hashRequest(network.domain, request))
    expect(deposit).toMatchObject({ publisher: null, node: null, royaltyBps: 0 })
  })

  it('happens once', async () => {
    const request = await funded()
    await expect(fund(network.as('payer'), terms(request))).rejects.toMatchObject({ code: 'already_funded' })
  })

  it('has limits', async () => {
    const now = BigInt(await network.now())
    for (const [changes, code] of [
      [{ maxPrice: 0n }, 'amount_out_of_range'],
      [{ maxPrice: 2n ** 96n }, 'amount_out_of_range'],
      [{ deadline: now - 10n }, 'deadline_passed'],
      [{ deadline: now + 31n * 86_400n }, 'deadline_too_far'],
      [{ modelId: hash('unregistered') }, 'model_not_registered'],
    ] as const) {
      const request = await requestFor(network, changes)
      await expect(fund(network.as('payer'), terms(request)), code).rejects.toMatchObject({ code })
    }
    const unsigned = await requestFor(network, { payer: ZERO_ADDRESS })
    await expect(fund(network.as('stranger'), terms(unsigned))).rejects.toMatchObject({ code: 'balance_too_low' })
  })

  it("of a signed request is its payer's alone: nobody can take its place with other terms", async () => {
    await transfer(network.as('deployer'), addressOf('stranger'), 100n * TOKENS)
    const request = await requestFor(network)
    const theft = fund(network.as('stranger'), { request, node: addressOf('other node') })
    await expect(theft).rejects.toMatchObject({ code: 'funder_not_payer' })
    await fund(network.as('payer'), terms(request))
  })

  it('takes an authorization that a stranger brings, for the terms that the payer signed', async () => {
    const request = await requestFor(network)
    const chain = { chainId: network.anvil.chainId, addresses: network.addresses }
    const validity = { validAfter: 0, validBefore: (await network.now()) + 100 }
    const authorization = await authorizeFunding(accountOf('payer'), chain, terms(request), validity)
    const bring = (changed: Partial<FundingTerms>, payment = authorization) =>
      fundWithAuthorization(network.as('stranger'), { ...terms(request), ...changed }, payment)
    await registerModel(network.as('stranger'), {
      modelId: MODEL_ID,
      ...PARTS,
      royaltyBps: 3_000,
      cid: '',
      manifestCid: '',
    })
    for (const changed of [
      { node: addressOf('other node') },
      { node: ZERO_ADDRESS },
      { publisher: addressOf('stranger') },
      { publisher: ZERO_ADDRESS },
      { request: { ...request, nonce: hash('another request') } },
    ]) {
      await expect(bring(changed)).rejects.toMatchObject({ code: 'authorization_invalid' })
    }
    await expect(bring({}, { ...authorization, from: addressOf('operator') })).rejects.toMatchObject({
      code: 'funder_not_payer',
    })
    await bring({})
    const deposit = await getDeposit(network, hashRequest(network.domain, request))
    expect(deposit).toMatchObject({ funder: addressOf('payer'), amount: 10n * TOKENS })
    await expect(bring({})).rejects.toMatchObject({ code: 'already_funded' })
  })
})

describe('settling', () => {
  it('divides the price between operator, publisher and treasury, and returns the rest', async () => {
    const { request, item } = await answered()
    expect(await outcomeOf(item)).toEqual(['settled'])
    // What is earned matures first: until then a fault may be shown.
    expect(await credits()).toEqual([0n, 0n, 0n, 2n * TOKENS])
    const { maturesAt } = (await getDeposit(network, item.receipt.requestHash))!
    expect(maturesAt - (await network.now())).toBe(100 + 4 * 25)
    expect(await getMaturing(network, addressOf('operator'), bucketOf(maturesAt))).toBe(7n * TOKENS)
    await expect(mature(network.as('operator'), addressOf('operator'), [bucketOf(maturesAt)])).rejects.toMatchObject({
      code: 'not_matured',
    })
    await ripen(network, item.receipt.requestHash, [addressOf('operator'), addressOf('publisher'), FEES])
    // 8 of 10 tokens: 10 % royalty, 2.5 % fee.
    expect(await credits()).toEqual([7n * TOKENS, (8n * TOKENS) / 10n, (2n * TOKENS) / 10n, 2n * TOKENS])
    expect(await getDeposit(network, item.receipt.requestHash)).toMatchObject({ state: 'settled' })
    expect(await held()).toBe(request.maxPrice)

    for (const name of ['operator', 'publisher', 'treasury', 'payer']) {
      const owed = await getCredit(network, addressOf(name))
      const before = await balanceOf(network, addressOf(name))
      await withdrawCredit(network.as('stranger'), addressOf(name))
      expect((await balanceOf(network, addressOf(name))) - before).toBe(owed)
    }
    expect(await held()).toBe(0n)
    await expect(withdrawCredit(network.as('stranger'), addressOf('operator'))).rejects.toMatchObject({
      code: 'nothing_to_withdraw',
    })
  })

  it('takes batches that share a checkpoint', async () => {
    const requests = [await funded(), await funded(), await funded()]
    const items = await settlementsOf(
      network,
      requests.map(request => [request, answerTo(network, request)] as const),
    )
    expect(await outcomeOf(...items)).toEqual(['settled', 'settled', 'settled'])
  })

  it('is not stopped by items that cannot be settled', async () => {
    const good = await answered()
    const bad = await answered()
    const forged = { ...bad.item, signature: good.item.signature }
    expect(await outcomeOf(forged, good.item, good.item)).toEqual([
      'receipt_signature_invalid',
      'settled',
      'already_settled',
    ])
  })

  it('pays once for a request, whatever else is signed about it', async () => {
    const { request, item } = await answered()
    const [other] = await settlementsOf(network, [
      [request, answerTo(network, request, { outputCommitment: hash('x') })],
    ])
    expect(await outcomeOf(item, other!)).toEqual(['settled', 'already_settled'])
    await network.wait(10_000)
    expect(await outcomeOf(item)).toEqual(['already_settled'])
    const [refunded] = await refund(network.as('payer'), [item.receipt.requestHash])
    expect(refunded!.outcome).toBe('already_settled')
    expect(await held()).toBe(10n * TOKENS)
  })

  it('takes many checkpoints and more items than one transaction holds', async () => {
    const { item } = await answered()
    const unfunded = Array.from({ length: 40 }, (_, i): Settlement => {
      const checkpoint = { ...item.checkpoint, timestamp: i }
      return { ...item, receipt: { ...item.receipt, requestHash: hash(`nothing ${i}`) }, checkpoint }
    })
    const outcomes = await outcomeOf(...unfunded, item)
    expect(outcomes).toEqual([...Array(40).fill('not_funded'), 'settled'])
  })
})

describe('settling refuses', () => {
  // One defect each; everything else stays as the honest node made it.
  const receiptDefects: [string, Partial<Receipt>, Outcome][] = [
    ['another output', { outputCommitment: hash('x') }, 'receipt_signature_invalid'],
    ['another price', { price: 1n }, 'receipt_signature_invalid'],
    ['other token counts', { tokensOut: 9n }, 'receipt_signature_invalid'],
    ['other fields', { fieldsRoot: hash('x') }, 'receipt_signature_invalid'],
    ['a trace that nobody asked for', { traceCommitment: hash('x') }, 'request_mismatch'],
    ['another chain of receipts', { previous: hash('x') }, 'receipt_signature_invalid'],
    ['another model', { modelId: hash('x') }, 'request_mismatch'],
    ['another input', { inputCommitment: hash('x') }, 'request_mismatch'],
    ['another payer', { payer: addressOf('stranger') }, 'request_mismatch'],
    ['another disclosure', { disclosure: 0 }, 'request_mismatch'],
    ['another nonce', { nonce: hash('x') }, 'request_mismatch'],
    ['another deadline', { deadline: 1n }, 'request_mismatch'],
    ['another request', { requestHash: hash('x') }, 'not_funded'],
    ['another node', { node: addressOf('other node') }, 'node_mismatch'],
  ]
  it.each(receiptDefects)('a receipt with %s', async (_, changes, expected) => {
    const { item } = await answered()
    expect(await outcomeOf({ ...item, receipt: { ...item.receipt, ...changes } })).toEqual([expected])
    expect(await credits()).toEqual([0n, 0n, 0n, 0n])
    expect(await held()).toBe(10n * TOKENS)
  })

  // The same defects, signed and logged by the node: they are its statements, and still not what was paid for.
  it.each<[string, Partial<Receipt>, Outcome]>([
    ['another model', { modelId: hash('x') }, 'request_mismatch'],
    ['another input', { inputCommitment: hash('x') }, 'request_mismatch'],
    ['another payer', { payer: addressOf('operator') }, 'request_mismatch'],
    ['a price above the deposit', { price: 10n * TOKENS + 1n }, 'price_above_maximum'],
  ])('a signed and logged receipt with %s', async (_, changes, expected) => {
    expect(await outcomeOf((await answered(changes)).item)).toEqual([expected])
  })

  const checkpointDefects: [string, Partial<AnchoredCheckpoint>, Outcome][] = [
    ['another size', { size: 7 }, 'checkpoint_not_anchored'],
    ['another root', { root: hash('x') }, 'checkpoint_not_anchored'],
    ['another node', { node: addressOf('a') }, 'checkpoint_not_anchored'],
    ['another time', { timestamp: 5 }, 'checkpoint_signature_invalid'],
    ['no signature', { signature: '0x' }, 'checkpoint_signature_invalid'],
    ['a key that does not exist', { keyIndex: 9 }, 'key_not_valid'],
  ]
  it.each(checkpointDefects)('a checkpoint with %s', async (_, changes, expected) => {
    const { item } = await answered()
    expect(await outcomeOf({ ...item, checkpoint: { ...item.checkpoint, ...changes } })).toEqual([expected])
  })

  it('a checkpoint of another node', async () => {
    const { item } = await answered()
    // The entry is anchored and signed, but its log is not the receipt's node's.
    await registerTestNode(network, 'other node')
    const receipt = { ...item.receipt, node: addressOf('other node') }
    const request = item.request
    const [foreign] = await settlementsOf(network, [[request, receipt]], { signer: "other node's receipt key" })
    expect(await outcomeOf({ ...item, checkpoint: foreign!.checkpoint })).toEqual(['checkpoint_missing'])
  })

  it.each<[string, (item: Settlement) => Partial<Settlement>]>([
    ['index', item => ({ index: item.index - 1 })],
    ['proof', item => ({ proof: item.proof.map((hash, i) => (i === 0 ? item.receipt.fieldsRoot : hash)) })],
    ['shorter proof', item => ({ proof: item.proof.slice(1) })],
    ['longer proof', item => ({ proof: [...item.proof, hash('x')] })],
    ['endless proof', item => ({ proof: Array(65).fill(item.proof[0]) })],
  ])('an inclusion with another %s', async (_, change) => {
    const { item } = await answered()
    expect(await outcomeOf({ ...item, ...change(item) })).toEqual(['not_included'])
  })

  it('what no epoch root covers yet', async () => {
    const request = await funded()
    const [item] = await settlementsOf(network, [[request, answerTo(network, request)]], { anchored: false })
    expect(await outcomeOf(item!)).toEqual(['checkpoint_not_anchored'])
    const { root } = item!.checkpoint.epoch
    expect(await anchoredAt(network, root)).toBeNull()
    await anchor(network.as('node'), [{ root, count: 3 }])
    expect(await anchoredAt(network, root)).toBe(await network.now())
    expect(await outcomeOf(item!)).toEqual(['settled'])
  })

  it('a signer that is not the node', async () => {
    const request = await funded()
    const answer = [request, answerTo(network, request)] as const
    const [all] = await settlementsOf(network, [answer], { signer: 'stranger' })
    expect(await outcomeOf(all!)).toEqual(['checkpoint_signature_invalid'])
    const { item } = await answered()
    const signature = signDigest(receiptId(network.domain, item.receipt), fromHex(keyOf('node')))
    expect(await outcomeOf({ ...item, signature })).toEqual(['receipt_signature_invalid'])
    expect(await outcomeOf({ ...item, keyIndex: 1 })).toEqual(['key_not_valid'])
  })

  it.each([
    ['chain', (domain: TestNetwork['domain']) => ({ ...domain, chainId: 1 })],
    ['network', (domain: TestNetwork['domain']) => ({ ...domain, verifyingContract: addressOf('stranger') })],
  ])('signatures for another %s', async (_, change) => {
    const request = await funded()
    const answer = [request, answerTo(network, request)] as const
    const domain = change(network.domain)
    const [all] = await settlementsOf(network, [answer], { domain })
    expect(await outcomeOf(all!)).toEqual(['checkpoint_signature_invalid'])
    const [item] = await settlementsOf(network, [answer])
    const signature = signDigest(receiptId(domain, item!.receipt), fromHex(keyOf("node's receipt key")))
    expect(await outcomeOf({ ...item!, signature })).toEqual(['receipt_signature_invalid'])
  })

  it('signatures in another form', async () => {
    const { item } = await answered()
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
    const r = item.signature.slice(2, 66)
    const s = BigInt(`0x${item.signature.slice(66, 130)}`)
    const v = Number.parseInt(item.signature.slice(130), 16)
    const highS: Hex = `0x${r}${(order - s).toString(16).padStart(64, '0')}${(55 - v).toString(16)}`
    const smallV: Hex = `0x${item.signature.slice(2, 130)}${(v - 27).toString(16).padStart(2, '0')}`
    for (const signature of [highS, smallV, item.signature.slice(0, 130) as Hex, '0x' as Hex]) {
      expect(await outcomeOf({ ...item, signature })).toEqual(['receipt_signature_invalid'])
    }
  })

  it('what comes too late', async () => {
    const { request, item } = await answered()
    const refundAt = Number(request.deadline) + MERGE_DELAY + TIMEOUT
    await network.wait(refundAt - (await network.now()) - 5)
    expect(await previewSettlement(network, [item])).toEqual(['settled'])
    await network.wait(5)
    expect(await outcomeOf(item)).toEqual(['settlement_too_late'])
  })

  it('batches that are too long, as a whole', async () => {
    const { item } = await answered()
    const tooMany = Array<Settlement>(200).fill(item)
    // The client cuts batches; the contract refuses uncut ones.
    const outcomes = await previewSettlement(network, tooMany)
    expect(outcomes).toHaveLength(200)
    const args = [Array<Hex>(129).fill(hash('x'))] as const
    const call = { address: network.addresses.escrow, abi: escrowAbi, functionName: 'refund', args } as const
    await expect(network.client.simulateContract(call)).rejects.toThrow(/ListTooLong/)
  })
})

describe('keys over time', () => {
  const rotate = async (): Promise<void> => {
    const consent = consentOf('node', 'operator', 'second key', 1)
    const keySignature = signDigest(nodeConsentDigest(network.domain, consent), fromHex(keyOf('second key')))
    await rotateKeys(network.as('operator'), { ...consent, keySignature })
  }

  it('an old key pays for what was anchored within one merge delay of its end', async () => {
    const request = await funded()
    const late = await funded()
    await rotate()
    await network.wait(MERGE_DELAY - 10)
    const [inTime] = await settlementsOf(network, [[request, answerTo(network, request)]])
    await network.wait(20)
    const [tooLate] = await settlementsOf(network, [[late, answerTo(network, late)]])
    expect(await outcomeOf(inTime!, tooLate!)).toEqual(['settled', 'key_not_valid'])
  })

  it('a new key does not count for what was anchored before it', async () => {
    const request = await funded()
    const [item] = await settlementsOf(network, [[request, answerTo(network, request)]], { signer: 'second key' })
    await network.wait(5)
    await rotate()
    const checkpoint = { ...item!.checkpoint, keyIndex: 1 }
    expect(await outcomeOf({ ...item!, keyIndex: 1, checkpoint })).toEqual(['key_not_valid'])
  })

  it('receipt and checkpoint may be signed by two keys of one node', async () => {
    const { request, item } = await answered()
    await rotate()
    const [logged] = await settlementsOf(network, [[request, item.receipt]], { signer: 'second key' })
    const { checkpoint, index, proof } = logged!
    const mixed = { ...item, index, proof, checkpoint: { ...checkpoint, keyIndex: 1 } }
    expect(await outcomeOf(mixed)).toEqual(['settled'])
  })

  it('a receipt by an outlived key is not saved by a checkpoint of the new one', async () => {
    const request = await funded()
    const receipt = answerTo(network, request)
    await rotate()
    await network.wait(MERGE_DELAY + 10)
    const [logged] = await settlementsOf(network, [[request, receipt]], { signer: 'second key' })
    const signature = signDigest(receiptId(network.domain, receipt), fromHex(keyOf("node's receipt key")))
    const mixed = { ...logged!, signature, checkpoint: { ...logged!.checkpoint, keyIndex: 1 } }
    expect(await outcomeOf(mixed)).toEqual(['key_not_valid'])
  })

  it('receipts outlive their node: its operator is paid after the exit', async () => {
    const { item } = await answered()
    await exitNode(network.as('operator'), addressOf('node'))
    await network.wait(MERGE_DELAY * 2)
    expect(await outcomeOf(item)).toEqual(['settled'])
    await ripen(network, item!.receipt.requestHash, [addressOf('operator')])
    expect((await credits())[0]).toBe(7n * TOKENS)
  })
})

describe('refunds', () => {
  it('return the whole deposit once its time is over, once', async () => {
    const request = await funded()
    const requestHash = hashRequest(network.domain, request)
    const outcomes = async () => (await refund(network.as('stranger'), [requestHash, hash('x')])).map(r => r.outcome)
    expect(await outcomes()).toEqual(['refund_too_early', 'not_funded'])
    await network.wait(Number(request.deadline) - (await network.now()) + MERGE_DELAY + TIMEOUT)
    expect(await outcomes()).toEqual(['refunded', 'not_funded'])
    expect(await outcomes()).toEqual(['already_refunded', 'not_funded'])
    expect(await getCredit(network, addressOf('payer'))).toBe(10n * TOKENS)
    await withdrawCredit(network.as('stranger'), addressOf('payer'))
    expect(await balanceOf(network, addressOf('payer'))).toBe(1_000n * TOKENS)
    expect(await held()).toBe(0n)
  })

  it('of an unsigned request go to whoever paid', async () => {
    await transfer(network.as('deployer'), addressOf('stranger'), 10n * TOKENS)
    const request = await requestFor(network, { payer: ZERO_ADDRESS })
    await fund(network.as('stranger'), terms(request))
    await network.wait(100_000)
    await refund(network.as('payer'), [hashRequest(network.domain, request)])
    expect(await getCredit(network, addressOf('stranger'))).toBe(10n * TOKENS)
  })

  it('leave nothing to settle', async () => {
    const { item } = await answered()
    await network.wait(100_000)
    await refund(network.as('payer'), [item.receipt.requestHash])
    expect(await outcomeOf(item)).toEqual(['already_refunded'])
  })
})

describe('anchors', () => {
  it('keep their first time and pass over what is anchored', async () => {
    await anchor(network.as('stranger'), [{ root: hash('a'), count: 1 }])
    const first = await anchoredAt(network, hash('a'))
    await network.wait(50)
    await anchor(network.as('node'), [
      { root: hash('a'), count: 9 },
      { root: hash('b'), count: 2 },
    ])
    expect(await anchoredAt(network, hash('a'))).toBe(first)
    expect(await anchoredAt(network, hash('b'))).toBeGreaterThan(first!)
  })

  it('refuse a root of zero and batches that are too long', async () => {
    const zero = anchor(network.as('stranger'), [{ root: `0x${'00'.repeat(32)}`, count: 1 }])
    await expect(zero).rejects.toMatchObject({ code: 'value_zero' })
    const many = Array.from({ length: 65 }, (_, i) => ({ root: hash(`${i}`), count: 1 }))
    await expect(anchor(network.as('stranger'), many)).rejects.toMatchObject({ code: 'list_too_long' })
  })
})
