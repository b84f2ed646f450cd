// What each check of verify() means, in plain words, for people who have not read spec/verify.md. Names are verify()'s.

/** Headings under which checks stand, in the order in which they are shown. */
export const GROUPS = [
  'Proof of the run',
  'Signature and time',
  'Log and network',
  'Input and output',
  'Request',
  'Fields of the receipt',
] as const
export type Group = (typeof GROUPS)[number]

const [PROOF, SIGNATURE, LOG, CONTENT, REQUEST, FIELDS] = GROUPS

const PROOF_WORDS: Readonly<Record<string, string>> = {
  'receipt.file': 'The receipt can be read.',
  'model.file': 'The model file can be read, and the id that its bytes give is the one in the receipt.',
  'proof.file': 'The proof file has the form of a proof for whoever holds the model.',
  'proof.model': 'The proof was checked against the model that the receipt names.',
  'proof.inputNames': 'The inputs in the receipt have the names that the model gives them.',
  'proof.outputNames': 'The outputs in the receipt have the names that the model gives them.',
  'proof.inputTypes': 'The inputs have the shapes, widths and rows that the model takes.',
  'proof.outputTypes': 'The outputs have the shapes, widths and rows that the model gives.',
  'proof.run': 'The proof shows that the model gives exactly these outputs for exactly these inputs.',
  'proof.bits': 'The chance that a false proof gets through is as small as the policy asks.',
}

const SIGNATURE_WORDS: Readonly<Record<string, string>> = {
  'receipt.signature': 'The receipt was signed by the key that it names. Whose key that is, the chain says.',
  'time.future': 'The receipt was not issued later than the clock of this computer says.',
  'time.deadline': 'The receipt was issued before the deadline of the request.',
}

const LOG_WORDS: Readonly<Record<string, string>> = {
  'network.chain': 'The chain of the network file answers, and is the one that the file names.',
  'fields.chainId': 'The receipt is for the chain of your network.',
  'fields.contract': 'The receipt is for the contracts of your network.',
  'node.registered': 'The node that signed is registered on the chain.',
  'node.operator': 'The operator that the receipt names is the one registered for this node.',
  'node.key': 'The key that signed was a key of this node when the receipt was issued.',
  'node.keyEnded': 'The key has ended since, and the receipt was anchored before that could be misused.',
  'nonce.unused': 'No other receipt was accepted for the same payment.',
  'log.checkpoint': 'The summary of the log was signed by both keys of the node.',
  'log.time': 'The summary of the log was made after the receipt and not in the future.',
  'log.included': 'The receipt stands in the public log of its node.',
  'log.cosigners': 'Nodes of other operators have signed the same summary of the log.',
  'log.anchored': 'The log was written onto the chain.',
  policy: 'Everything that the policy requires was shown.',
}

const CONTENT_WORDS: Readonly<Record<string, string>> = {
  kind: 'holds numbers of the kind that such a model works with.',
  root: 'is the one whose hash stands in the fields of the receipt.',
  commitment: 'is the one that was committed to before it was shown.',
  tokens: 'has as many rows or tokens as the receipt counts.',
  rows: 'has as many rows as the fields say.',
  ids: 'consists of token ids.',
}

const REQUEST_WORDS: Readonly<Record<string, string>> = {
  'policy.model': 'The receipt is for the model that was asked for.',
  'receipt.modelId': 'The receipt names the model that the request asked for.',
  'fields.modelId': 'Fields and receipt name the same model.',
  'model.parts': 'The model id is made of the hashes of the model: graph, weights, tokenizer, template, interface.',
  'receipt.node': 'Fields and receipt name the same node.',
  'receipt.payer': 'The receipt names the payer of the request.',
  'fields.payer': 'Fields and receipt name the same payer.',
  'receipt.price': 'Fields and receipt say the same price.',
  'price.maximum': 'The price is not above what the request allowed.',
  'receipt.tokensIn': 'Fields and receipt count the same input.',
  'receipt.tokensOut': 'Fields and receipt count the same output.',
  'receipt.rows': 'As many rows came out as went in.',
  'fields.engine': 'The engine is one that a model of this kind can run on.',
  'fields.evidence': 'The evidence on offer is one that a model of this kind can have.',
  'receipt.inputCommitment': 'The receipt is for the input that the request commits to.',
  'receipt.traceCommitment': 'A commitment to the trace of the run is there if the request bought one, and only then.',
  'receipt.previous': 'Fields and receipt name the same receipt before this one.',
  'receipt.disclosure': 'The input is shown to those whom the request names.',
  'fields.disclosure': 'Fields and receipt say the same about who may read.',
  'receipt.nonce': 'The receipt answers this very request and no other.',
  'fields.nonce': 'Fields and receipt name the same request number.',
  'receipt.deadline': 'The receipt has the deadline of the request.',
  'fields.deadline': 'Fields and receipt have the same deadline.',
  'fields.injected': 'The node has added no text of its own.',
  'fields.truncated': 'The answer was cut off only where answers can be.',
  'fields.cacheUsed': 'A cache was used only where there can be one.',
  'fields.samplerHash': 'Tokens were chosen as the request says.',
  'fields.seed': 'The randomness is that of the request.',
  'fields.generation': 'Sampler and seed are there together, and only for models of language.',
  'request.signature': 'The request was signed by its payer, or is unsigned and of nobody.',
  'receipt.requestHash': 'The receipt is for exactly this request.',
  'fields.requestHash': 'Fields and receipt are about the same request.',
  'trace.commitment': 'The root of the trace that is shown is the one committed to.',
  'sampler.hash': 'The sampler that is shown is the one that the fields name.',
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  'fields.complete': 'Every field that is needed is shown.',
  'receipt.fieldsRoot': 'The fields together are those that the receipt was signed over.',
  'fields.version': 'The receipt is of a version that this page knows.',
}

const TABLES: readonly (readonly [Group, Readonly<Record<string, string>>])[] = [
  [PROOF, PROOF_WORDS],
  [SIGNATURE, SIGNATURE_WORDS],
  [LOG, LOG_WORDS],
  [REQUEST, REQUEST_WORDS],
  [FIELDS, FIELD_WORDS],
]

export interface Words {
  readonly group: Group
  readonly meaning: string
}

/** Null: a check that this page has no words for. */
export function wordsOf(name: string): Words | null {
  for (const [group, words] of TABLES) if (Object.hasOwn(words, name)) return { group, meaning: words[name]! }
  const [side = '', what = ''] = name.split('.')
  if ((side === 'input' || side === 'output') && Object.hasOwn(CONTENT_WORDS, what))
    return { group: CONTENT, meaning: `The ${side} that is shown ${CONTENT_WORDS[what]}` }
  if (side === 'field') return { group: FIELDS, meaning: `The field ${what} is the one that the receipt commits to.` }
  if (side === 'verdict')
    return { group: LOG, meaning: 'A registered verifier has signed what it found when it ran the model again.' }
  if (name.startsWith('log.consistency.'))
    return { group: LOG, meaning: 'The log goes on from what was seen of it before.' }
  return null
}
