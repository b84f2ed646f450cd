// judge(): a receipt, a proof and a model file in, a list of checks in words out, for pages. spec/gateway.md, "A page that verifies".
// The checks are verify()'s own. What only a chain can tell is listed as not checked where there is none, and never as holding.
// It asks nothing of anybody: anchors from a chain are an argument (chain.ts).

import { fromHex, type Hex, toHex } from '../../core/bytes/index.ts'
import { attempt, ERRORS, type ErrorCode, RefusalError, refuse, WorldError } from '../../core/errors/index.ts'
import { isFloatRoot } from '../../core/float/index.ts'
import { decodeModel, type ExactModel } from '../../core/graph/index.ts'
import type { Soundness } from '../../core/proof/index.ts'
import {
  type Domain,
  decodeField,
  type FieldName,
  integersIn,
  type NamedTensor,
  parseBundle,
  type ReceiptBundle,
  receiptId,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '../../core/receipt/index.ts'
import {
  type Evidence,
  NO_EVIDENCE,
  namedPolicy,
  type Policy,
  type PolicyName,
  PROOF_BITS,
  type TrustAnchors,
  type Verdict,
  verify,
} from '../../core/verify/index.ts'
import { createProving, type PreparedProof } from '../proofs/proving.ts'
import { GROUPS, type Group, wordsOf } from './words.ts'

export interface Given {
  /** Text of the bundle. */
  readonly receipt: string
  /** Files; null: not given. */
  readonly proof: Uint8Array | null
  readonly model: Uint8Array | null
  /** Null: no network is known, and nothing is asked. */
  readonly chain: Anchoring | null
  /** Unix milliseconds. */
  readonly now: number
}

/** Finds what a receipt is measured against: read from a chain that the reader trusts. */
export type Anchoring = (bundle: ReceiptBundle, policy: Policy) => Promise<Anchored>

export interface Anchored {
  /** With the inclusion that was found, where it has none. */
  readonly bundle: ReceiptBundle
  readonly evidence: Pick<Evidence, 'verdicts' | 'epoch' | 'consistency'>
  readonly anchors: TrustAnchors
}

/** `open`: could not be checked here. It says nothing for the receipt and nothing against it. */
export type State = 'holds' | 'fails' | 'open'

export interface PageCheck {
  readonly name: string
  readonly group: Group
  readonly state: State
  readonly code: ErrorCode | 'ok' | 'unchecked'
  /** What the check means when it holds. */
  readonly meaning: string
  /** What was found. */
  readonly detail: string
}

export interface Judged {
  /** `verified`: by a chain and a proof. `partly`: nothing failed, but not everything could be checked. */
  readonly state: 'verified' | 'partly' | 'refused'
  /** Of what was refused. */
  readonly code: ErrorCode | null
  readonly summary: string
  readonly shown: readonly string[]
  readonly trust: readonly string[]
  /** By groups, in the order of GROUPS. */
  readonly checks: readonly PageCheck[]
  /** What the proof leaves to chance. */
  readonly soundness: Soundness | null
  readonly facts: readonly (readonly [label: string, value: string])[]
}

/** What only a chain, or what it anchors, can tell; with what is missing. */
const NEEDS_CHAIN: Readonly<Record<string, string>> = {
  'fields.chainId': 'the chain is the one that the receipt itself names: no network file was given',
  'fields.contract': 'the contract is the one that the receipt itself names: no network file was given',
  'node.registered': 'needs the chain',
  'node.operator': 'needs the chain',
  'node.key': 'needs the chain: the signature was found to be of the key above, and whose key that is is not known',
  'log.checkpoint': "needs the chain: the node's keys are registered there",
  'log.included': 'needs the chain: a log counts only with the keys that are registered for it',
  'log.cosigners': "needs the chain: cosigners' keys are registered there",
  policy: 'needs the chain',
}
const OF_LOG = /^(log\.|node\.|verdict\.)/

const NO_MEMORY = 'this page remembers no receipts'

class List {
  readonly checks: PageCheck[] = []
  add(name: string, state: State, code: PageCheck['code'], detail: string): void {
    const { group, meaning } = wordsOf(name) ?? { group: GROUPS[4], meaning: '' }
    this.checks.push({ name, group, state, code, meaning, detail })
  }
  open(name: string, detail: string): void {
    this.add(name, 'open', 'unchecked', detail)
  }
  has(name: string): boolean {
    return this.checks.some(check => check.name === name)
  }
}

/** Never throws for what it is given: whatever is wrong with it is among the checks. */
export async function judge(given: Given): Promise<Judged> {
  const list = new List()
  const parsed = parseBundle(given.receipt)
  if (!parsed.ok) {
    list.add('receipt.file', 'fails', parsed.code, parsed.message)
    return settle(list, null)
  }
  const own = parsed.value
  const model = readModel(given.model, own, list)
  const proof = readProof(given.proof, model, own, list)
  const name: PolicyName = given.proof === null ? 'signed' : 'proved'
  const anchored = await anchor(given.chain, own, policyOf(name, given.chain !== null), list)
  const isAnchored = anchored !== null
  const { bundle, evidence, anchors } = anchored ?? offline(own, given.now)
  const verdict = await verify(bundle, { ...NO_EVIDENCE, ...evidence, proof }, policyOf(name, isAnchored), anchors)
  listVerdict(verdict, isAnchored, list)
  listProof(given, model, proof, bundle, list)
  const isProved = verdict.assurance.kinds.includes('proof') && (proof?.bits ?? 0) >= PROOF_BITS
  return settle(list, { bundle, verdict, isAnchored, isProved, domain: anchors.domain, proof })
}

/** Without a chain no log can be asked for: its stage is the lowest one. */
function policyOf(name: PolicyName, isAnchored: boolean): Policy {
  const named = isAnchored ? namedPolicy(name, 'any') : namedPolicy(name, 'any', 'promised')
  return named.ok ? named.value : refuse(named.code, named.message)
}

/** The model, if it is the receipt's. */
function readModel(file: Uint8Array | null, { receipt }: ReceiptBundle, list: List): ExactModel | null {
  if (file === null) return null
  const decoded = decodeModel(file)
  if (!decoded.ok) {
    list.add('model.file', 'fails', decoded.code, decoded.message)
    return null
  }
  const id = toHex(decoded.value.identity.modelId)
  const isRight = id === receipt.modelId
  if (isRight) list.add('model.file', 'holds', 'ok', `${file.length} bytes of model ${id}`)
  else
    list.add('model.file', 'fails', 'model_mismatch', `the file is model ${id}, the receipt is of ${receipt.modelId}`)
  return isRight ? decoded.value : null
}

function readProof(
  file: Uint8Array | null,
  model: ExactModel | null,
  bundle: ReceiptBundle,
  list: List,
): PreparedProof | null {
  if (file === null || model === null) return null
  const prepared = attempt(() => createProving().prepare(model, bundle, file))
  if (prepared.ok) {
    list.add('proof.file', 'holds', 'ok', `${file.length} bytes`)
    return prepared.value
  }
  list.add('proof.file', stateOf(prepared.code), prepared.code, prepared.message)
  return null
}

/** Null: there is no chain, or it does not answer, and the receipt is judged without one. */
async function anchor(
  chain: Anchoring | null,
  bundle: ReceiptBundle,
  policy: Policy,
  list: List,
): Promise<Anchored | null> {
  if (chain === null) return null
  try {
    const anchored = await chain(bundle, policy)
    const { chainId, verifyingContract } = anchored.anchors.domain
    list.add('network.chain', 'holds', 'ok', `chain ${chainId}, escrow ${verifyingContract}`)
    return anchored
  } catch (error) {
    if (!(error instanceof RefusalError) && !(error instanceof WorldError)) throw error
    list.add('network.chain', 'open', error.code, error.message)
    return null
  }
}

/** Nothing is believed: no node, no log. Hashes are made for the network that the receipt names itself. */
function offline(bundle: ReceiptBundle, now: number): Anchored {
  const chainId = Number(fieldOf(bundle, 'chainId') ?? 0n)
  const domain: Domain = {
    // No network has such a number: nothing is signed for it, and the signature says so.
    chainId: Number.isSafeInteger(chainId) ? chainId : 0,
    verifyingContract: (fieldOf(bundle, 'contract') as Hex | null) ?? ZERO_ADDRESS,
  }
  return {
    bundle,
    evidence: { verdicts: [], epoch: null, consistency: [] },
    // The merge delay is the network's, too: every log.* check is listed as not made, whatever this gives.
    anchors: { domain, now, mergeDelay: 0, nodes: [], epochs: [], checkpoints: [], accepted: [] },
  }
}

function fieldOf({ fields }: ReceiptBundle, name: FieldName): bigint | string | null {
  const field = fields.disclosed.find(one => one.name === name)
  return field === undefined ? null : decodeField(name, fromHex(field.value))
}

/** What is merely not there yet, or beyond this program, says nothing against the receipt. */
const stateOf = (code: ErrorCode): State =>
  code === 'proof_unsupported' || ERRORS[code].duty === 'retry' ? 'open' : 'fails'

function listVerdict({ checks }: Verdict, isAnchored: boolean, list: List): void {
  for (const { name, ok, code, detail } of checks) {
    if (name === 'nonce.unused' && ok) list.open(name, NO_MEMORY)
    else if (!isAnchored && (name in NEEDS_CHAIN || OF_LOG.test(name)))
      list.open(name, NEEDS_CHAIN[name] ?? 'needs the chain')
    else list.add(name, ok ? 'holds' : stateOf(code as ErrorCode), code, detail)
  }
  if (isAnchored) return
  // Those that verify() does not come to without a node's record.
  for (const [name, detail] of Object.entries(NEEDS_CHAIN)) if (!list.has(name)) list.open(name, detail)
}

/** The bits of a proof that was looked at; or why none was. */
function listProof(
  given: Given,
  model: ExactModel | null,
  proof: PreparedProof | null,
  bundle: ReceiptBundle,
  list: List,
): void {
  if (list.checks.some(({ name, state }) => name === 'proof.run' && state === 'holds')) {
    const bits = proof?.bits ?? 0
    const detail = `${bits} bits, at least ${PROOF_BITS} are asked for`
    list.add('proof.bits', bits >= PROOF_BITS ? 'holds' : 'fails', bits >= PROOF_BITS ? 'ok' : 'proof_missing', detail)
  }
  if (!list.has('proof.run')) list.open('proof.run', whyNoProof(given, model, proof, bundle))
}

function whyNoProof(
  given: Given,
  model: ExactModel | null,
  proof: PreparedProof | null,
  bundle: ReceiptBundle,
): string {
  const weightsRoot = fieldOf(bundle, 'weightsRoot')
  if (given.proof === null) return 'no proof was given'
  if (typeof weightsRoot === 'string' && isFloatRoot(weightsRoot as Hex))
    return 'the receipt is of a float model, whose runs cannot be proved'
  if (bundle.request.request.samplerHash !== ZERO_HASH)
    return 'the receipt is of a generation; only runs can be proved yet'
  if (bundle.input === null || bundle.output === null) return 'the receipt does not show input and output'
  if (given.model === null) return 'the model file is needed'
  if (model === null) return 'the model file is not the one of the receipt'
  if (proof === null) return 'the proof file cannot be used'
  return 'the receipt does not show all that the proof is about'
}

interface Found {
  readonly bundle: ReceiptBundle
  readonly verdict: Verdict
  readonly isAnchored: boolean
  readonly isProved: boolean
  readonly domain: Domain
  readonly proof: PreparedProof | null
}

function settle({ checks }: List, found: Found | null): Judged {
  const sorted = GROUPS.flatMap(group => checks.filter(check => check.group === group))
  const failed = failureOf(checks)
  const rest = {
    checks: sorted,
    soundness: found?.proof?.soundness ?? null,
    facts: found === null ? [] : factsOf(found),
  }
  if (failed !== undefined || found === null) {
    const code = failed?.code as ErrorCode
    // Of a proof that does not hold: anybody could have spoilt it, or dropped another receipt's.
    const isProofAlone = sorted.every(({ name, state }) => state !== 'fails' || /^(proof|model)\./.test(name))
    const hint = isProofAlone
      ? ' That the files do not fit together shows nothing, neither for the answer nor against it.'
      : ''
    return {
      state: 'refused',
      code,
      summary: `Refused: ${ERRORS[code].message} (${code}).${hint}`,
      shown: [],
      trust: [],
      ...rest,
    }
  }
  const { isAnchored, isProved, verdict } = found
  const state = isAnchored && isProved && verdict.ok ? 'verified' : 'partly'
  return { state, code: null, summary: summaryOf(found), shown: shownBy(found), trust: leftToTrust(found), ...rest }
}

/** The failure that names the verdict: verify()'s first one, of the receipt before its proof. */
const failureOf = (checks: readonly PageCheck[]): PageCheck | undefined => {
  const failed = checks.filter(({ state }) => state === 'fails')
  return failed.find(({ group }) => group !== GROUPS[0]) ?? failed[0]
}

function summaryOf({ isAnchored, isProved, verdict }: Found): string {
  if (isAnchored && isProved && verdict.ok)
    return 'Verified: the model gives this answer, and a registered node has signed it and put it into its log.'
  if (isProved && isAnchored)
    return 'The proof holds. Not everything that was to be shown about the signer and its log is there yet.'
  if (isProved) return 'The proof holds. Who signed the receipt could not be checked without a chain.'
  if (isAnchored && verdict.ok)
    return "A registered node has signed this answer. Nothing here shows that it is the model's."
  return "What could be checked holds. Nothing here shows that the answer is the model's."
}

function shownBy({ bundle, isAnchored, isProved, verdict, proof }: Found): string[] {
  const { receipt } = bundle
  return [
    ...(isProved
      ? [`Model ${receipt.modelId} gives exactly this output for this input, but for a chance of 2^-${proof!.bits}.`]
      : []),
    'The receipt fits together: its fields, its request, its commitments and what it shows are about the same run.',
    isAnchored && verdict.assurance.kinds.includes('signature')
      ? `Node ${receipt.node}, registered on the chain, has signed it.`
      : `It was signed by the key ${fieldOf(bundle, 'receiptKey')}.`,
  ]
}

const OF_CHAIN = /^the (chain|log) /

function leftToTrust({ bundle, isAnchored, isProved, verdict, domain }: Found): string[] {
  const { modelId, node } = bundle.receipt
  const { assumptions } = verdict.assurance
  return [
    ...(isAnchored
      ? []
      : [
          `that the key which signed is a key of node ${node}, and that this node is registered: not checked`,
          'that the receipt stands in the log of its node: not checked',
          `that your network is the one that the receipt names (chain ${domain.chainId}, contract ${domain.verifyingContract}): not checked`,
        ]),
    `that model ${modelId} is the one you mean: compare the id`,
    ...(isAnchored ? assumptions : assumptions.filter(line => !OF_CHAIN.test(line))),
    ...(isProved ? ['the argument behind the proof, which nobody but its authors has reviewed yet'] : []),
    `that this receipt was not used before: ${NO_MEMORY}`,
  ]
}

const MOST_VALUES = 16

/** One line on a tensor: name, size, the first values. */
function describe({ name, tensor }: NamedTensor): string {
  const [only] = integersIn([{ name, tensor } as NamedTensor]) ?? []
  if (only === undefined) return `${name}: real numbers`
  const { rows, shape, bits, data } = only.tensor
  const values = [...data.subarray(0, MOST_VALUES)].join(', ')
  return `${name}: ${rows} × [${shape.join(', ')}] of ${bits} bits: ${values}${data.length > MOST_VALUES ? ', …' : ''}`
}

function factsOf({ bundle, domain }: Found): (readonly [string, string])[] {
  const issuedAt = Number(fieldOf(bundle, 'issuedAt') ?? 0n)
  const time = new Date(issuedAt)
  const shown = (side: ReceiptBundle['input']): string =>
    side === null ? 'not shown' : side.tensors.map(describe).join('; ')
  return [
    ['Receipt', receiptId(domain, bundle.receipt)],
    ['Model', bundle.receipt.modelId],
    ['Node', bundle.receipt.node],
    ['Signed by key', String(fieldOf(bundle, 'receiptKey') ?? 'not shown')],
    ['Issued', Number.isNaN(time.getTime()) ? String(issuedAt) : time.toISOString()],
    ['Input', shown(bundle.input)],
    ['Output', shown(bundle.output)],
  ]
}
