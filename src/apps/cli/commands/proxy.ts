// assay proxy: an OpenAI endpoint on loopback whose answers have been verified on this machine, for clients that take no fetch of their own.

import { randomBytes } from 'node:crypto'
import { refuse } from '../../../core/errors/index.ts'
import { createOpenAi } from '../../../openai/index.ts'
import { serveHttp } from '../../../platform/node/http.ts'
import { type Command, usage } from '../support/command.ts'
import { LANGUAGE_OPTIONS, ownBackend } from '../support/language.ts'

const MAX_BODY = 8 << 20

async function readJson(request: Request): Promise<unknown> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body ?? []) {
    length += part.length
    if (length > MAX_BODY) refuse('body_too_large', `body: more than ${MAX_BODY} bytes`)
    parts.push(part)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)))
  } catch {
    return refuse('request_malformed', 'JSON: not well formed')
  }
}

const command: Command = {
  name: 'proxy',
  usage: '[--port N]',
  summary: 'Serve a verifying OpenAI endpoint on this machine: point any client at its base URL.',
  details:
    'Requests are made and signed here, and streams are checked here while they come: an answer that does not hold ends with an error. Only programs of this machine reach it.',
  options: {
    ...LANGUAGE_OPTIONS,
    port: { type: 'string', value: 'N', description: 'port on 127.0.0.1 (default 4180; 0: any free one)' },
  },
  words: [0, 0],
  async run(context) {
    const { flag, json, signal } = context
    const port = flag('port') ?? '4180'
    if (!/^[0-9]{1,5}$/.test(port) || Number(port) > 65_535) usage(`--port ${port}: 0 to 65535`)
    const { backend, policy, disclosure } = await ownBackend(context)
    const openai = createOpenAi({
      backend,
      readJson,
      policy,
      version: __VERSION__,
      now: Date.now,
      random: length => new Uint8Array(randomBytes(length)),
    })
    const server = await serveHttp({
      port: Number(port),
      fetch(request) {
        if (!request.headers.has('x-assay-disclosure')) request.headers.set('x-assay-disclosure', disclosure)
        return openai.handle(request)
      },
    })
    const base = `${server.url}/v1`
    if (json) process.stdout.write(`${JSON.stringify({ baseUrl: base, policy })}\n`)
    else
      process.stdout.write(
        [
          `Verifying OpenAI endpoint: ${base} (policy ${policy}; any API key)`,
          '',
          `  curl ${base}/models`,
          `  OPENAI_BASE_URL=${base} OPENAI_API_KEY=any python your-program.py`,
          '',
          'Ctrl-C ends it.',
          '',
        ].join('\n'),
      )
    await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
    await server.close()
    return null
  },
}

declare const __VERSION__: string

export default command
