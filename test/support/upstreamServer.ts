// An OpenAI-compatible server on loopback that does what a test says: well, badly, or not at all.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

export interface Asked {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Behaviour = (asked: Asked, response: ServerResponse) => void | Promise<void>

export interface UpstreamTestServer {
  readonly url: string
  readonly port: number
  /** Everything that it was asked. */
  readonly asked: Asked[]
  /** Connections whose asker went away before their answer had ended. */
  left: number
  behave: Behaviour
  close(): Promise<void>
}

const WORDS = ['Once', ' upon', ' a', ' time', ', é', '.']

/** A chunk of a chat or a completion, as llama.cpp and vLLM write them. */
export const chunkOf = (chat: boolean, text: string | null, finish: string | null = null): string =>
  JSON.stringify({
    id: chat ? 'chatcmpl-7' : 'cmpl-7',
    object: chat ? 'chat.completion.chunk' : 'text_completion',
    created: 1_700_000_000,
    model: 'inner',
    system_fingerprint: 'b1-test',
    choices: [
      chat
        ? { index: 0, delta: text === null ? {} : { content: text }, logprobs: null, finish_reason: finish }
        : { index: 0, text: text ?? '', logprobs: null, finish_reason: finish },
    ],
  })

export const USAGE = { prompt_tokens: 5, completion_tokens: WORDS.length, total_tokens: 5 + WORDS.length }

/** Answers well. */
export const honest: Behaviour = ({ path, body }, response) => {
  const { stream, stream_options: options } = JSON.parse(body)
  const chat = path === '/v1/chat/completions'
  if (stream !== true) {
    response.setHeader('content-type', 'application/json; charset=utf-8')
    const choice = chat
      ? {
          index: 0,
          message: { role: 'assistant', content: WORDS.join(''), refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        }
      : { index: 0, text: WORDS.join(''), logprobs: null, finish_reason: 'stop' }
    const object = chat ? 'chat.completion' : 'text_completion'
    // Over several lines, as some servers write it.
    const answer = { id: 'x-7', object, created: 1_700_000_000, model: 'inner', choices: [choice], usage: USAGE }
    response.end(JSON.stringify(answer, null, 2))
    return
  }
  response.setHeader('content-type', 'text/event-stream')
  response.write(': a comment\r\n\r\n')
  for (const word of WORDS) response.write(`data: ${chunkOf(chat, word)}\n\n`)
  response.write(`data: ${chunkOf(chat, null, 'stop')}\n\n`)
  if (options?.include_usage === true)
    response.write(`data: ${JSON.stringify({ ...JSON.parse(chunkOf(chat, null)), choices: [], usage: USAGE })}\n\n`)
  response.end('data: [DONE]\n\n')
}

export const SAID = WORDS.join('')

export async function startUpstreamServer(): Promise<UpstreamTestServer> {
  const asked: Asked[] = []
  const server: Server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() }
    asked.push(one)
    response.on('close', () => {
      if (!response.writableFinished) own.left++
    })
    await own.behave(one, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const own: UpstreamTestServer = {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    left: 0,
    behave: honest,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return own
}
