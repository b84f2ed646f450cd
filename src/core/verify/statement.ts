// What can be checked of a receipt without its log and without the model: fields, request, content, signature, key.
// spec/verify.md, checks 1 to 5. Leaves come first, so that a changed leaf is named as itself and not by what it contradicts.

import { fromHex, type Hex, toHex } from '../bytes/index.ts'
import { ERRORS, type ErrorCode } from '../errors/index.ts'
import { isFloatRoot } from '../float/index.ts'
import { modelIdOf } from '../graph/index.ts'
import {
  CONTENT_FIELDS,
  commitment,
  type Disclosed,
  decodeField,
  FIELDS,
  type FieldName,
  type FieldValues,
  fieldLeaf,
  hashRequest,
  integersIn,
  type ModelParts,
  type ReceiptBundle,
  realsIn,
  receiptId,
  rootOfLeaves,
  rootOfTensors,
  rowsOf,
  type SignedRequest,
  samplerHashOf,
  signerOf,
  tokensOf,
  traceCommitmentOf,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '../receipt/index.ts'
import type { Checks } from './checks.ts'
import type { Policy } from './policy.ts'
import type { NodeKeys, NodeRecord, TrustAnchors } from './types.ts'

/** Clocks of honest parties differ by at most this: milliseconds. */
export const MAX_CLOCK_SKEW = 120_000

export interface Statement {
  readonly id: Hex
  readonly fields: Partial<FieldValues>
  /** A float model's: nothing of it can be replayed. */
  readonly float: boolean
  /** A sampler was asked for: the output is the tokens that it chose. */
  readonly generation: boolean
  readonly record: NodeRecord | undefined
  /** The registered keys that signed, when they were the node's at the time. */
  readonly keys: NodeKeys | undefined
}

const codeOfField = (name: FieldName): ErrorCode => {
  const code = `field_${name.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)}_mismatch`
  if (!(code in ERRORS)) throw new RangeError(`no code for field ${name}`)
  return code as ErrorCode
}

/** Check 1: each disclosed field is in its leaf, the leaves make up the root, nothing that is needed is withheld. */
function checkFields(bundle: ReceiptBundle, checks: Checks): Partial<FieldValues> {
  const values: Partial<Record<FieldName, bigint | string>> = {}
  for (const field of bundle.fields.disclosed) {
    const leaf = toHex(fieldLeaf(field.tag, fromHex(field.salt), fromHex(field.value)))
    const value = decodeField(field.name, fromHex(field.value))
    const ok = leaf === bundle.fields.leaves[field.tag - 1] && value !== null
    checks.add(
      `field.${field.name}`,
      ok,
      codeOfField(field.name),
      ok ? String(value) : 'value, salt and leaf do not agree',
    )
    if (value !== null) values[field.name] = value
  }
  const missing = FIELDS.map(([name]) => name).filter(
    name => !CONTENT_FIELDS.includes(name) && values[name] === undefined,
  )
  checks.add(
    'fields.complete',
    missing.length === 0,
    'field_missing',
    missing.length === 0 ? 'all needed fields are shown' : `withheld: ${missing.join(', ')}`,
  )
  checks.same(
    'receipt.fieldsRoot',
    bundle.receipt.fieldsRoot,
    rootOfLeaves(bundle.fields.leaves),
    'fields_root_mismatch',
  )
  return values as Partial<FieldValues>
}

/** Check 2: the struct says what the fields say, and both what the request asked for. */
function checkRequest(
  bundle: ReceiptBundle,
  fields: Partial<FieldValues>,
  policy: Policy,
  anchors: TrustAnchors,
  checks: Checks,
): void {
  const { receipt } = bundle
  const { request, signature } = bundle.request
  checks.same('fields.version', fields.version, 1n, 'version_unsupported')
  checks.same('fields.chainId', fields.chainId, anchors.domain.chainId, 'chain_mismatch')
  checks.same('fields.contract', fields.contract, anchors.domain.verifyingContract, 'contract_mismatch')

  if (policy.model !== 'any') checks.same('policy.model', receipt.modelId, policy.model, 'model_mismatch')
  checks.same('receipt.modelId', receipt.modelId, request.modelId, 'model_mismatch')
  checks.same('fields.modelId', fields.modelId, receipt.modelId, 'model_mismatch')
  checks.same('model.parts', modelIdFromFields(fields), fields.modelId, 'model_parts_mismatch')

  checks.same('receipt.node', receipt.node, fields.node, 'node_mismatch')
  checks.same('receipt.payer', receipt.payer, request.payer, 'payer_mismatch')
  checks.same('fields.payer', fields.payer, receipt.payer, 'payer_mismatch')
  checks.same('receipt.price', receipt.price, fields.price, 'price_mismatch')
  checks.add(
    'price.maximum',
    receipt.price <= request.maxPrice,
    'price_above_maximum',
    `${receipt.price} of at most ${request.maxPrice}`,
  )
  checks.same('receipt.tokensIn', receipt.tokensIn, fields.tokensIn, 'tokens_in_mismatch')
  checks.same('receipt.tokensOut', receipt.tokensOut, fields.tokensOut, 'tokens_out_mismatch')
  // As many rows come out of a graph as went in. What a float model does with its axes is its own affair.
  const float = isFloatRoot(fields.weightsRoot)
  const generation = isGeneration(bundle)
  if (!float && !generation) checks.same('receipt.rows', receipt.tokensOut, receipt.tokensIn, 'tokens_out_mismatch')
  checkKind(fields, float, checks)
  checks.same('receipt.inputCommitment', receipt.inputCommitment, request.inputCommitment, 'input_commitment_mismatch')
  // What a request buys it gets, and a node that adds a commitment of its own accord has charged for it. Of a float model there is no trace.
  const committed = receipt.traceCommitment !== ZERO_HASH
  checks.add(
    'receipt.traceCommitment',
    committed === request.traceRoot && !(committed && float),
    'trace_commitment_mismatch',
    `${receipt.traceCommitment}, trace root ${request.traceRoot ? 'bought' : 'not asked for'}`,
  )
  checks.same('receipt.previous', receipt.previous, fields.previous, 'previous_mismatch')
  checks.same('receipt.disclosure', receipt.disclosure, request.disclosure, 'disclosure_mismatch')
  checks.same('fields.disclosure', fields.disclosure, receipt.disclosure, 'disclosure_mismatch')
  checks.same('receipt.nonce', receipt.nonce, request.nonce, 'nonce_mismatch')
  checks.same('fields.nonce', fields.nonce, receipt.nonce, 'nonce_mismatch')
  checks.same('receipt.deadline', receipt.deadline, request.deadline, 'deadline_mismatch')
  checks.same('fields.deadline', fields.deadline, receipt.deadline, 'deadline_mismatch')
  // Nodes of this version add no text, and only a generation has a place to cut and a cache: a receipt that says otherwise is of another.
  checks.same('fields.injected', fields.injected, ZERO_HASH, 'version_unsupported')
  const most = generation ? 1n : 0n
  for (const name of ['truncated', 'cacheUsed'] as const) {
    const value = fields[name] ?? 0n
    checks.add(`fields.${name}`, value <= most, 'version_unsupported', `${value}, at most ${most} for such a run`)
  }
  checks.same('fields.samplerHash', fields.samplerHash, request.samplerHash, 'sampler_mismatch')
  checks.same('fields.seed', fields.seed, request.seed, 'sampler_mismatch')
  // A sampler chooses tokens: a model without any takes none. Its randomness is the seed's, and nothing else has a use for one.
  const tokens = float || fields.tokenizerHash !== ZERO_HASH
  checks.add(
    'fields.generation',
    generation ? tokens && request.seed !== ZERO_HASH : request.seed === ZERO_HASH,
    'sampler_mismatch',
    generation ? `seed ${request.seed}, tokenizer ${fields.tokenizerHash}` : `no sampler, seed ${request.seed}`,
  )

  const hash = hashRequest(anchors.domain, request)
  checks.add(
    'request.signature',
    isSignedByPayer(hash, bundle.request),
    'request_signature_invalid',
    signature === null ? 'unsigned request' : `payer ${request.payer}`,
  )
  checks.same('receipt.requestHash', receipt.requestHash, hash, 'request_hash_mismatch')
  checks.same('fields.requestHash', fields.requestHash, receipt.requestHash, 'request_hash_mismatch')
}

/** Is the request its payer's, or unsigned and of no payer? */
export function isSignedByPayer(hash: Hex, { request, signature }: SignedRequest): boolean {
  if (signature === null) return request.payer === ZERO_ADDRESS
  return request.payer !== ZERO_ADDRESS && signerOf(hash, signature) === request.payer
}

/** Was a sampler asked for? By the request, which is the payer's word; that the fields say the same is a check of its own. */
const isGeneration = ({ request }: ReceiptBundle): boolean => request.request.samplerHash !== ZERO_HASH

const EXACT_ENGINE = /^[^/]+\/[^/]+$/
const FLOAT_ENGINE = /^[^/]+\/[^/]+\/[^/]+$/
/** What can be said for a float model's answer. */
const FLOAT_EVIDENCE: ReadonlySet<string> = new Set(['signature', 'tee'])

/** A receipt of one kind must not read as one of the other: engine and offered evidence are those that its model can have. */
function checkKind(fields: Partial<FieldValues>, float: boolean, checks: Checks): void {
  const { engine = '', evidence = '' } = fields
  checks.add('fields.engine', (float ? FLOAT_ENGINE : EXACT_ENGINE).test(engine), 'engine_mismatch', engine)
  const offered = !float || evidence.split(',').every(kind => FLOAT_EVIDENCE.has(kind))
  checks.add('fields.evidence', offered, 'evidence_mismatch', evidence)
}

/** The model id that the parts make up, or null where one is not shown. */
export function modelIdFromFields(fields: Partial<ModelParts>): Hex | null {
  const { graphRoot, weightsRoot, tokenizerHash, templateHash, interfaceHash } = fields
  if (!graphRoot || !weightsRoot || !tokenizerHash || !templateHash || !interfaceHash) return null
  return toHex(
    modelIdOf({
      graphRoot: fromHex(graphRoot),
      weightsRoot: fromHex(weightsRoot),
      tokenizerHash: fromHex(tokenizerHash),
      templateHash: fromHex(templateHash),
      interfaceHash: fromHex(interfaceHash),
    }),
  )
}

/** Check 3: input, output and trace root, where they are shown, are the ones committed to, and of the model's kind. */
function checkContent(bundle: ReceiptBundle, fields: Partial<FieldValues>, checks: Checks): void {
  const { receipt } = bundle
  const float = isFloatRoot(fields.weightsRoot)
  const one = (shown: Disclosed | null, side: 'input' | 'output'): void => {
    if (shown === null) return
    const { tensors } = shown
    const input = side === 'input'
    const integers = integersIn(tensors)
    const ofKind = (float ? realsIn(tensors) : integers) !== null
    const wrongRoot: ErrorCode = input ? 'input_root_mismatch' : 'output_root_mismatch'
    checks.add(`${side}.kind`, ofKind, wrongRoot, float ? 'tensors of a float model' : 'tensors of an exact model')
    // Tensors of two kinds have no root at all.
    if (!ofKind && integers === null && realsIn(tensors) === null) return
    const root = rootOfTensors(tensors)
    checks.same(`${side}.root`, toHex(root), input ? fields.inputRoot : fields.outputRoot, wrongRoot)
    checks.same(
      `${side}.commitment`,
      commitment(fromHex(shown.salt), root),
      input ? receipt.inputCommitment : receipt.outputCommitment,
      input ? 'input_commitment_mismatch' : 'output_commitment_mismatch',
    )
    const rows = new Set(integers === null ? [rowsOf(tensors)] : integers.map(({ tensor }) => tensor.rows))
    const single = rows.size === 1 ? [...rows][0] : 'several'
    checks.same(
      `${side}.tokens`,
      input ? receipt.tokensIn : receipt.tokensOut,
      single,
      input ? 'tokens_in_mismatch' : 'tokens_out_mismatch',
    )
    if (input) checks.same('input.rows', fields.rows, single, 'rows_mismatch')
    if (isGeneration(bundle))
      checks.add(`${side}.ids`, tokensOf(tensors) !== null, 'tokens_malformed', `${tensors.length} tensors`)
  }
  one(bundle.input, 'input')
  one(bundle.output, 'output')
  if (bundle.trace !== null)
    checks.same(
      'trace.commitment',
      traceCommitmentOf(bundle.trace),
      receipt.traceCommitment,
      'trace_commitment_mismatch',
    )
  if (bundle.sampler !== null)
    checks.same('sampler.hash', samplerHashOf(bundle.sampler), fields.samplerHash, 'sampler_mismatch')
}

/** Check 4: when it was made, by a key that was the node's then. Check 5: no other receipt under this nonce. */
function checkSigner(
  bundle: ReceiptBundle,
  fields: Partial<FieldValues>,
  id: Hex,
  anchors: TrustAnchors,
  checks: Checks,
): Pick<Statement, 'record' | 'keys'> {
  const { receipt } = bundle
  const signer = signerOf(id, bundle.signature)
  checks.same('receipt.signature', signer, fields.receiptKey, 'signature_invalid')

  const issuedAt = Number(fields.issuedAt ?? 0n)
  const record = anchors.nodes.find(entry => entry.node === receipt.node)
  checks.add('node.registered', record !== undefined, 'node_unknown', receipt.node)
  checks.add('time.future', issuedAt <= anchors.now + MAX_CLOCK_SKEW, 'issued_in_future', `issued at ${issuedAt}`)
  checks.add(
    'time.deadline',
    issuedAt <= Number(receipt.deadline) * 1000,
    'deadline_passed',
    `issued at ${issuedAt}, deadline ${receipt.deadline} s`,
  )
  if (record === undefined) return { record, keys: undefined }
  checks.same('node.operator', fields.operator, record.operator, 'operator_mismatch')
  const keys = record.keys.find(
    entry =>
      entry.receiptKey === signer &&
      issuedAt + MAX_CLOCK_SKEW >= entry.validFrom * 1000 &&
      (entry.validUntil === 0 || issuedAt <= entry.validUntil * 1000),
  )
  checks.add(
    'node.key',
    keys !== undefined,
    'node_key_invalid',
    keys === undefined ? `${signer} was not a key of ${record.node} at ${issuedAt}` : `valid from ${keys.validFrom}`,
  )
  return { record, keys }
}

/** Checks everything a receipt states by itself. */
export function checkStatement(
  bundle: ReceiptBundle,
  policy: Policy,
  anchors: TrustAnchors,
  checks: Checks,
): Statement {
  const id = receiptId(anchors.domain, bundle.receipt)
  const fields = checkFields(bundle, checks)
  checkRequest(bundle, fields, policy, anchors, checks)
  checkContent(bundle, fields, checks)
  const signer = checkSigner(bundle, fields, id, anchors, checks)
  const other = anchors.accepted.find(
    entry => entry.payer === bundle.receipt.payer && entry.nonce === bundle.receipt.nonce && entry.receiptId !== id,
  )
  checks.add(
    'nonce.unused',
    other === undefined,
    'nonce_replayed',
    other === undefined ? bundle.receipt.nonce : `accepted before: ${other.receiptId}`,
  )
  return { id, fields, float: isFloatRoot(fields.weightsRoot), generation: isGeneration(bundle), ...signer }
}
