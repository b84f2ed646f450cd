// assay proxy: an OpenAI endpoint on loopback whose answers have been verified on this machine, for clients that take no fetch of their own.

import { randomBytes } from 'node:crypto'
import { refuse } from '../../../core/errors/index.ts'
import { errorResponse } from '../../../openai/errors.ts'
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

/**
 * Names of this machine alone. A page elsewhere can make a browser send requests here, under a name that it has pointed at 127.0.0.1, and
 * would be answered in the user's name: the host and the page must be of this machine.
 */
function checkLocal(request: Request): void {
  const local = (url: string | null, what: string): void => {
    const name = url === null || !URL.canParse(url) ? '' : new URL(url).hostname
    if (!['127.0.0.1', 'localhost', '[::1]'].includes(name))
      refuse('endpoint_refused', `${what}: only programs and pages of this machine are answered`)
  }
  local(`http://${request.headers.get('host') ?? ''}`, 'Host')
  const origin = request.headers.get('origin')
  if (origin !== null) local(origin, 'Origin')
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
      async fetch(request) {
        try {
          checkLocal(request)
        } catch (error) {
          return errorResponse(error, 'proxy')
        }
        if (request.headers.has('x-assay-disclosure')) return openai.handle(request)
        const headers = new Headers(request.headers)
        headers.set('x-assay-disclosure', disclosure)
        // The server's own requests are no instances of the platform's: one of these is made.
        const { method, url, body, signal: leaving } = request
        const rest = body === null ? {} : { body, duplex: 'half' }
        return openai.handle(new Request(url, { method, headers, signal: leaving, ...rest } as RequestInit))
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
