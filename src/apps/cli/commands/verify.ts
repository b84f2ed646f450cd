// assay verify: a receipt, a network and a policy in; a verdict with every check out.

import { createAuditing } from '../../../client/audits/index.ts'
import type { Client } from '../../../client/client.ts'
import { resolveLanguage } from '../../../client/language/resolve.ts'
import { createProving } from '../../../client/proofs/index.ts'
import { type Auditing, verifyReceipt } from '../../../client/verifyReceipt.ts'
import { verifySaved } from '../../../client/verifySaved.ts'
import { type Hex, isHex } from '../../../core/bytes/index.ts'
import { wasm } from '../../../core/engine/index.ts'
import { ERRORS, unwrap } from '../../../core/errors/index.ts'
import { fastVectors, MERSENNE31 } from '../../../core/field/index.ts'
import { MAX_PROOF_BYTES } from '../../../core/proof/index.ts'
import {
  MAX_SAVED_BYTES,
  parseBundle,
  readSavedStream,
  receiptId,
  type StreamEvent,
} from '../../../core/receipt/index.ts'
import {
  type LogStage,
  namedPolicy,
  POLICY_NAMES,
  type PolicyName,
  type StreamVerdict,
  type Verdict,
  withTraceRoot,
} from '../../../core/verify/index.ts'
import { openClient } from '../support/client.ts'
import { type Answer, type Command, type Context, usage } from '../support/command.ts'
import { engineOf } from '../support/engines.ts'
import { acceptedReceipts, heldReceipt, holdReceipt } from '../support/held.ts'
import { readUserFile } from '../support/home.ts'
import { loadKey } from '../support/keyring.ts'
import { keptModels } from '../support/language.ts'
import { isStream } from '../support/saved.ts'

const STAGES: readonly LogStage[] = ['promised', 'included', 'anchored']

const seconds = (ms: number): string => `${(ms / 1000).toPrecision(2)} s`

/** Makes audits; says which way was taken, and what for. */
const auditingFor = ({ progress }: Pick<Context, 'progress'>): Auditing =>
  createAuditing({
    engine: wasm,
    onChoice: (choice, costs) =>
      progress(
        costs === null
          ? '· replay: the run is short'
          : `· ${choice}: a replay takes about ${seconds(costs.replayMs)}, an audit ${seconds(costs.auditMs)} and ${seconds(costs.fetchMs)} for ${(costs.adviceBytes / 2 ** 20).toFixed(1)} MiB`,
      ),
  })

/** A proof of the run, and what checks it. */
const provingFor = async (path: string) => ({
  proof: readUserFile(path, MAX_PROOF_BYTES),
  proving: createProving(await fastVectors(MERSENNE31)),
})

function guaranteeText(guarantee: Verdict['assurance']['guarantee']): string {
  if (guarantee === null) return 'none of the run'
  if (guarantee.kind === 'exact') return `exact but for a chance of 2^-${guarantee.bits}`
  const { samples, fraction, caught } = guarantee
  return `${samples} steps looked at: a cheat in ${100 * fraction} % of them is caught with a chance of ${Number((100 * caught).toPrecision(6))} %`
}

function verdictText(verdict: Verdict, all: boolean): string {
  const { assurance, checks } = verdict
  const failed = checks.filter(check => !check.ok)
  const shown = all ? checks : failed
  return [
    verdict.ok
      ? `ok: all ${checks.length} checks hold`
      : `${verdict.code}: ${ERRORS[verdict.code as keyof typeof ERRORS]?.message ?? ''}`,
    ...shown.map(({ name, ok, detail, code }) => `  ${ok ? 'ok ' : 'NO '} ${name}${ok ? '' : ` (${code})`}: ${detail}`),
    ...(verdict.ok
      ? [
          `  evidence     ${assurance.kinds.join(', ')} (${assurance.soundnessBits} bits)`,
          `  guarantee    ${guaranteeText(assurance.guarantee)}`,
          `  weights      ${assurance.weights}, bounds ${assurance.bounds}`,
          `  left to trust`,
          ...assurance.assumptions.map(text => `    - ${text}`),
        ]
      : []),
    ...(verdict.notBefore === undefined
      ? []
      : [`  ask again after ${new Date(verdict.notBefore).toISOString()}, or use --wait`]),
  ].join('\n')
}

interface Wanted {
  readonly name: PolicyName
  readonly model: Hex | undefined
  readonly stage: LogStage | undefined
  readonly cosigners: string | undefined
}

async function verifyStreamText(context: Context, text: string, wanted: Wanted): Promise<Answer> {
  const { flag, on, home, signal } = context
  const choice = flag('choice') ?? '0'
  if (!/^[0-9]{1,3}$/.test(choice)) usage('--choice: a number')
  const saved = unwrap(readSavedStream(text, Number(choice)))
  const { events } = saved
  const start = events.find(event => event.type === 'start')
  const modelId = wanted.model ?? start?.modelId ?? usage('the stream does not say which model it is of: --model ID')
  const named = unwrap(namedPolicy(wanted.name, modelId, wanted.stage))
  const policy = wanted.cosigners === undefined ? named : { ...named, cosigners: Number(wanted.cosigners) }
  const client = await openClient(context)
  const found = unwrap(
    await verifySaved(client, {
      events,
      policy,
      engine: await engineOf(context),
      models: keptModels(context),
      memory: { accepted: acceptedReceipts(home) },
      signal,
    }),
  )
  const verdict = found.ok && saved.text ? await withText(client, found, modelId, events, saved.text, signal) : found
  return { json: { ...verdict }, text: streamText(verdict, on('all')), refused: !verdict.ok }
}

/** The text beside the tokens is under no hash: it has to be theirs, up to where a stop string has cut it off. */
async function withText(
  client: Client,
  verdict: StreamVerdict,
  modelId: Hex,
  events: readonly StreamEvent[],
  shown: string,
  signal: AbortSignal,
): Promise<StreamVerdict> {
  const { language } = await resolveLanguage(client, modelId, signal)
  const decoder = language.decoder()
  const tokens = events.flatMap(event => (event.type === 'chunk' ? event.tokens : []))
  const own = tokens.map(token => decoder.push(token)).join('') + decoder.end()
  const ok = own.startsWith(shown)
  const code = ok ? 'ok' : 'stream_text_mismatch'
  const detail = ok ? 'the text is that of the tokens' : `the tokens read ${JSON.stringify(own.slice(0, 200))}`
  const checks = [...verdict.checks, { name: 'stream.text', ok, code, detail } as const]
  return ok ? { ...verdict, checks } : { ...verdict, ok, code: 'stream_text_mismatch', covered: 0, checks }
}

function streamText(verdict: StreamVerdict, all: boolean): string {
  const { checks, tokens, covered, complete, level, assumptions, receipt } = verdict
  const shown = [...checks, ...(receipt?.checks ?? [])].filter(check => all || !check.ok)
  return [
    verdict.ok
      ? `ok: ${complete ? 'a whole answer' : 'the beginning of an answer'}, ${level ?? 'nothing'} for ${covered} of ${tokens.received} tokens`
      : `${verdict.code}: ${ERRORS[verdict.code as keyof typeof ERRORS]?.message ?? ''}`,
    ...shown.map(({ name, ok, detail, code }) => `  ${ok ? 'ok ' : 'NO '} ${name}${ok ? '' : ` (${code})`}: ${detail}`),
    `  tokens       ${tokens.received} came, ${tokens.signed} signed, ${tokens.replayed} computed again`,
    ...(verdict.ok ? ['  left to trust', ...assumptions.map(text => `    - ${text}`)] : []),
  ].join('\n')
}

const command: Command = {
  name: 'verify',
  usage: 'RECEIPT [--policy NAME]',
  summary: 'Verify a receipt (a file, or the id of one that you hold) or a saved stream, whole or cut off.',
  details:
    'Trusts the chain of the network file and this machine. Policy replayed runs the model again; audited does that or checks what the executor says of its run, whichever takes less here. The model is fetched and checked.',
  options: {
    policy: { type: 'string', value: 'NAME', description: `${POLICY_NAMES.join(', ')} (default replayed)` },
    model: {
      type: 'string',
      value: 'ID',
      description: 'the model id that you mean (default: the one that the request names)',
    },
    stage: {
      type: 'string',
      value: 'STAGE',
      description: 'how far the log must be: promised, included, anchored (default: the policy)',
    },
    cosigners: {
      type: 'string',
      value: 'N',
      description: 'distinct operators that must have cosigned (default: the policy)',
    },
    'trace-root': {
      type: 'boolean',
      description: 'compute the trace again too: its root must be the one that was bought with the answer',
    },
    proof: { type: 'string', value: 'FILE', description: 'a proof of the run (assay prove), for the policy proved' },
    wait: { type: 'string', value: 'SECONDS', description: 'wait so long for what is merely not there yet' },
    gateway: { type: 'string', value: 'URL', description: 'get material from this gateway; it is trusted for nothing' },
    engine: { type: 'string', value: 'NAME', description: 'engine of the replay: wasm (default), native or reference' },
    choice: { type: 'string', value: 'N', description: 'which choice of a saved answer with several (default 0)' },
    all: { type: 'boolean', description: 'show every check, not only those that failed' },
  },
  words: [1, 1],
  async run(context) {
    const { words, flag, on, settings, home, signal } = context
    const proof = flag('proof')
    // Whoever shows a proof means it, unless another policy is named.
    const name = proof !== undefined && flag('policy') === undefined ? 'proved' : settings.get('policy')
    if (!(POLICY_NAMES as readonly string[]).includes(name))
      usage(`--policy ${name}: one of ${POLICY_NAMES.join(', ')}`)
    const stage = flag('stage')
    if (stage !== undefined && !(STAGES as readonly string[]).includes(stage))
      usage(`--stage ${stage}: one of ${STAGES.join(', ')}`)
    const model = flag('model')
    if (model !== undefined && !isHex(model, 32))
      usage('--model takes a model id (0x and 64 hex digits); names are not accepted here')
    const wait = flag('wait') ?? '0'
    const cosigners = flag('cosigners')
    if (!/^[0-9]{1,6}$/.test(wait)) usage('--wait: a number of seconds')
    if (cosigners !== undefined && !/^[0-9]{1,3}$/.test(cosigners)) usage('--cosigners: a number')

    const reference = words[0]!
    const held = isHex(reference, 32) ? heldReceipt(home, reference) : null
    const text = held === null ? new TextDecoder().decode(readUserFile(reference, MAX_SAVED_BYTES)) : ''
    if (held === null && isStream(text)) {
      if (proof !== undefined) usage('--proof is about a receipt of a run')
      if (on('trace-root')) usage('--trace-root is about a receipt: verify the one at the end of the stream')
      return verifyStreamText(context, text, {
        name: name as PolicyName,
        model: model as Hex | undefined,
        stage: stage as LogStage | undefined,
        cosigners,
      })
    }
    const bundle = held ?? unwrap(parseBundle(text.trimEnd()))
    const named = unwrap(
      namedPolicy(
        name as PolicyName,
        (model as Hex | undefined) ?? bundle.request.request.modelId,
        stage as LogStage | undefined,
      ),
    )
    const cosigned = cosigners === undefined ? named : { ...named, cosigners: Number(cosigners) }
    const policy = on('trace-root') ? withTraceRoot(cosigned, true) : cosigned
    const client = await openClient(context)
    const key = loadKey(home, settings.get('key'))
    const { verdict, bundle: whole } = unwrap(
      await verifyReceipt(client, {
        receipt: bundle,
        policy,
        engine: await engineOf(context),
        auditing: auditingFor(context),
        ...(proof === undefined ? {} : await provingFor(proof)),
        models: keptModels(context),
        ...(key === null ? {} : { reader: { privateKey: key.privateKey } }),
        memory: { accepted: acceptedReceipts(home) },
        waitMs: 1000 * Number(wait),
        pollMs: 250,
        signal,
      }),
    )
    // A held receipt keeps the inclusion that was found: it outlives its node with it.
    const id = receiptId(client.domain, whole.receipt)
    if (verdict.ok && whole.inclusion !== null && heldReceipt(home, id)?.inclusion === null)
      holdReceipt(home, id, whole)
    return {
      json: { ...verdict },
      text: verdictText(verdict, on('all')),
      refused: !verdict.ok,
    }
  },
}

export default command
