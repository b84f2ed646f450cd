// assay run: one inference through the network, checked, and its receipt kept.

import { run } from '../../../client/infer.ts'
import { type ResolvedModel, resolveModel } from '../../../client/models.ts'
import { fromHex } from '../../../core/bytes/index.ts'
import { unwrap } from '../../../core/errors/index.ts'
import type { NamedTensor } from '../../../core/formats/index.ts'
import {
  bundleText,
  bundleToJson,
  type Disclosure,
  decodeField,
  integersIn,
  type ReceiptBundle,
  realsIn,
} from '../../../core/receipt/index.ts'
import { POLICY_NAMES, type PolicyName } from '../../../core/verify/index.ts'
import { openClient } from '../support/client.ts'
import { type Command, usage } from '../support/command.ts'
import { fundRequest } from '../support/funding.ts'
import { acceptedReceipts, holdReceipt } from '../support/held.ts'
import { writeWhole } from '../support/home.ts'
import { readInputs, readRealInputs, rowsFlag } from '../support/inputs.ts'
import { loadOrCreateKey } from '../support/keyring.ts'
import { keptModel } from '../support/models.ts'
import {
  exactOutputs,
  OUTPUT_ENDINGS,
  outputsJson,
  outputsText,
  realOutputs,
  writeOutputs,
} from '../support/outputs.ts'
import type { Settings } from '../support/settings.ts'

/** The policy that somebody has asked for; null where only the default says one, which is `verify`'s. */
function policyAsked(settings: Settings): PolicyName | null {
  const { value, origin } = settings.resolve('policy')
  if (origin === 'default') return null
  return POLICY_NAMES.find(name => name === value) ?? usage(`--policy ${value}: one of ${POLICY_NAMES.join(', ')}`)
}

const tensorsOf = (model: ResolvedModel, { output }: ReceiptBundle): NamedTensor[] => {
  const { tensors } = output!
  return model.kind === 'float'
    ? realOutputs(realsIn(tensors)!)
    : exactOutputs(
        model.ports,
        integersIn(tensors)!.map(({ tensor }) => tensor),
      )
}

const command: Command = {
  name: 'run',
  usage: 'MODEL --input FILE',
  summary: 'Run a model through the network. MODEL is OWNER/NAME@VERSION or a model id.',
  details:
    'The request is signed with your key. The answer is checked (signature, request, commitments) before it is shown; the receipt is kept and can be verified in full with assay verify.',
  options: {
    input: { type: 'string', short: 'i', multiple: true, value: '[NAME=]FILE', description: 'an input; once for each' },
    output: { type: 'string', value: 'FILE', description: `write the outputs here: ${OUTPUT_ENDINGS}` },
    first: { type: 'string', value: 'N', description: 'only the first N rows' },
    out: { type: 'string', short: 'o', value: 'FILE', description: 'also write the receipt here' },
    gateway: {
      type: 'string',
      value: 'URL',
      description: 'ask this gateway (default: found in the registry, with failover)',
    },
    disclosure: {
      type: 'string',
      value: 'WHO',
      description: 'who may read input and output: requester (default), verifiers, public',
    },
    'max-price': {
      type: 'string',
      value: 'N',
      description: 'most to pay, put into the escrow; the rest comes back (default 0)',
    },
    'trace-root': {
      type: 'boolean',
      description: 'buy the trace root too: the receipt commits to every value of the run (about twice the price)',
    },
    policy: {
      type: 'string',
      value: 'NAME',
      description: 'what the answer shall meet in the end; a float model is refused for any other than signed',
    },
    key: { type: 'string', value: 'NAME', description: "payer's key in keys/ (default: default; made at first use)" },
    timeout: { type: 'string', value: 'SECONDS', description: 'how long to wait (default 30)' },
  },
  words: [1, 1],
  async run(context) {
    const { words, flags, flag, on, settings, home, signal, progress } = context
    const client = await openClient(context)
    const model = unwrap(await resolveModel(client, words[0]!, signal))
    const key = loadOrCreateKey(home, settings.get('key'))
    const first = rowsFlag(flag('first'))
    const inputs =
      model.kind === 'float'
        ? readRealInputs(model.ports, flags('input'), first)
        : readInputs(model.ports, flags('input'), first)
    const asked = policyAsked(settings)
    const started = performance.now()
    const result = unwrap(
      await run(client, {
        model,
        inputs,
        ...(asked === null ? {} : { policy: asked }),
        payer: key,
        fund: request => fundRequest(client.network, key, request, progress),
        disclosure: settings.get('disclosure') as Disclosure,
        maxPrice: BigInt(settings.get('max-price')),
        traceRoot: on('trace-root'),
        timeoutMs: 1000 * Math.max(1, settings.number('timeout')),
        memory: { accepted: acceptedReceipts(home) },
        signal,
      }),
    )
    const milliseconds = Number((performance.now() - started).toFixed(3))
    const { bundle, id } = result
    const kept = holdReceipt(home, id, bundle)
    const out = flag('out')
    if (out !== undefined) writeWhole(out, `${bundleText(bundle)}\n`, true)
    const outputs = tensorsOf(model, bundle)
    const file = flag('output')
    if (file !== undefined) writeOutputs(file, outputs)
    const engineField = bundle.fields.disclosed.find(({ name }) => name === 'engine')
    const engine = engineField === undefined ? '' : String(decodeField('engine', fromHex(engineField.value)))
    // Labels come from a model file that is kept here: what a gateway shows of a manifest nothing binds.
    const labels = keptModel(home, model.modelId)?.manifest.labels
    return {
      json: {
        modelId: model.modelId,
        kind: model.kind,
        outputs: outputsJson(outputs),
        engine,
        milliseconds,
        receiptId: id,
        ...(bundle.trace === null ? {} : { traceRoot: bundle.trace.root }),
        node: bundle.receipt.node,
        receipt: bundleToJson(bundle),
      },
      text: [
        outputsText(outputs, labels),
        '',
        `model    ${model.modelId}`,
        `node     ${bundle.receipt.node}, engine ${engine}, ${milliseconds} ms`,
        `receipt  ${id}`,
        ...(bundle.trace === null ? [] : [`trace    ${bundle.trace.root}`]),
        `kept in  ${out ?? kept}`,
        ...(model.kind === 'float'
          ? [
              `verify   assay verify ${out ?? id} --policy signed`,
              '',
              'This is a float model: nobody can run it again and find the same bytes. Its answer rests on the signature of',
              'the node, and on nothing else.',
            ]
          : [`verify   assay verify ${out ?? id}`]),
      ].join('\n'),
    }
  },
}

export default command
