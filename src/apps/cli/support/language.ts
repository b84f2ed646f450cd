// What chat, proxy and verify share: a backend of this user's own that checks what gateways stream, with models kept in ASSAY_HOME.

import type { Client } from '../../../client/client.ts'
import type { ModelCache } from '../../../client/fetchModel.ts'
import { type StreamChecked, verifyingBackend } from '../../../client/language/backend.ts'
import { languageLoader } from '../../../client/language/load.ts'
import { encodeModel } from '../../../core/graph/index.ts'
import type { Disclosure } from '../../../core/receipt/index.ts'
import { POLICY_NAMES, type PolicyName } from '../../../core/verify/index.ts'
import type { LanguageBackend } from '../../../openai/index.ts'
import { openClient } from './client.ts'
import { type Context, type Option, usage } from './command.ts'
import { engineOf } from './engines.ts'
import { loadOrCreateKey } from './keyring.ts'
import { keptModel } from './models.ts'

/** Model files in ASSAY_HOME. */
export const keptModels = ({ home }: Pick<Context, 'home'>): ModelCache => ({
  get: async modelId => {
    const kept = keptModel(home, modelId)
    return kept === null ? null : encodeModel(kept)
  },
  put: async (modelId, file) => void home.write(`models/${modelId}.assay`, file),
})

export const LANGUAGE_OPTIONS: Readonly<Record<string, Option>> = {
  gateway: { type: 'string', value: 'URL', description: 'ask this gateway (default: found in the registry)' },
  policy: {
    type: 'string',
    value: 'NAME',
    description: 'signed: the stream holds together; replayed (default): every token is computed again as it comes',
  },
  replay: {
    type: 'string',
    value: 'WHO',
    description: 'own (default): this machine; verifier: a node of another operator, who then reads the conversation',
  },
  engine: { type: 'string', value: 'NAME', description: 'engine of own replays: wasm (default), native or reference' },
  unsigned: { type: 'boolean', description: 'sign no requests: no refunds for what a contract cannot see' },
  key: { type: 'string', value: 'NAME', description: "payer's key in keys/ (default: default; made at first use)" },
  'max-price': { type: 'string', value: 'N', description: 'most to pay for an answer (default 0)' },
  'trace-root': { type: 'boolean', description: 'buy the trace root with every answer: the receipt commits to it' },
}

export function policyOf({ settings }: Pick<Context, 'settings'>): PolicyName {
  const name = settings.get('policy')
  return POLICY_NAMES.find(known => known === name) ?? usage(`--policy ${name}: one of ${POLICY_NAMES.join(', ')}`)
}

export interface OwnBackend {
  readonly client: Client
  readonly backend: LanguageBackend
  readonly policy: PolicyName
  readonly disclosure: Disclosure
}

export async function ownBackend(
  context: Context,
  onProgress?: (progress: StreamChecked) => void,
): Promise<OwnBackend> {
  const { flag, on, home, settings, progress } = context
  const client = await openClient(context)
  const replay = flag('replay') ?? 'own'
  if (replay !== 'own' && replay !== 'verifier') usage(`--replay ${replay}: own or verifier`)
  let shown = 0
  const load = languageLoader(client, {
    engine: await engineOf(context),
    cache: keptModels(context),
    onFetch(bytes, total) {
      if (bytes < total && bytes - shown < 64 << 20) return
      shown = bytes
      progress(
        `fetching the model to replay with: ${Math.round(bytes / 2 ** 20)} of ${Math.round(total / 2 ** 20)} MiB`,
      )
    },
  })
  const backend = verifyingBackend({
    client,
    replay,
    load,
    payer: on('unsigned') ? null : loadOrCreateKey(home, settings.get('key')),
    maxPrice: BigInt(settings.get('max-price')),
    traceRoot: on('trace-root'),
    ...(onProgress === undefined ? {} : { onProgress }),
  })
  return { client, backend, policy: policyOf(context), disclosure: replay === 'verifier' ? 'verifiers' : 'requester' }
}
