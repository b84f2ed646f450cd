// A server that streams without thinking, in a process of its own: chunks at the pace of a model that serves fifty at once, each saying
// when it left.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stampOf } from './messages.ts'

/** Milliseconds between the chunks of a stream. */
const PACE_MS = 20

function chunk(id: number, said: string | null): string {
  const choice = {
    index: 0,
    delta: said === null ? {} : { content: said },
    finish_reason: said === null ? 'stop' : null,
  }
  const data = { id: `chatcmpl-${id}`, object: 'chat.completion.chunk', created: 1, model: 'm', choices: [choice] }
  return `data: ${JSON.stringify(data)}\n\n`
}

let answered = 0
const server = createServer((request, response) => {
  let body = ''
  request.on('data', text => {
    body += text
  })
  request.on('end', async () => {
    const { max_tokens } = JSON.parse(body)
    const id = answered++
    response.setHeader('content-type', 'text/event-stream')
    for (let i = 0; i < max_tokens && !response.destroyed; i++) {
      if (i > 0) await new Promise(resolve => setTimeout(resolve, PACE_MS))
      response.write(chunk(id, stampOf(process.hrtime.bigint())))
    }
    response.end(`${chunk(id, null)}data: [DONE]\n\n`)
  })
})
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
