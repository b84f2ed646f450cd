// A small OpenAI-compatible server over llama.cpp, in a process of its own: node llamaServer.mjs PACKAGES GGUF. Says its port on standard
// output, and ends with its standard input.

import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [, , packages, modelPath] = process.argv
const entry = createRequire(`${packages}/package.json`).resolve('node-llama-cpp')
const { getLlama, LlamaLogLevel } = await import(pathToFileURL(entry).href)
const llama = await getLlama({
  build: 'never',
  skipDownload: true,
  gpu: false,
  maxThreads: 1,
  logLevel: LlamaLogLevel.error,
})
const model = await llama.loadModel({ modelPath, gpuLayers: 0 })
const context = await model.createContext({ contextSize: 256, sequences: 1 })
const sequence = context.getSequence()
/** One answer after the other. */
let turn = Promise.resolve()

async function answer({ body, path }, response) {
  const { messages, prompt, stream, stream_options: options, max_tokens: most = 16, temperature = 0 } = JSON.parse(body)
  const chat = path === '/v1/chat/completions'
  const text = chat ? messages.map(({ role, content }) => `${role}: ${content}\n`).join('') : prompt
  const tokens = model.tokenize(text)
  await sequence.clearHistory()
  const common = { id: `${chat ? 'chatcmpl' : 'cmpl'}-llama`, created: Math.floor(Date.now() / 1000), model: 'gguf' }
  const object = `${chat ? 'chat.completion' : 'text_completion'}${chat && stream ? '.chunk' : ''}`
  const chunk = (choices, more = {}) => `data: ${JSON.stringify({ ...common, object, choices, ...more })}\n\n`
  if (stream) response.setHeader('content-type', 'text/event-stream')
  const given = []
  let finish = 'length'
  for await (const token of sequence.evaluate(tokens, { temperature, yieldEogToken: true })) {
    if (response.destroyed) return
    if (model.isEogToken(token)) finish = 'stop'
    else given.push(token)
    if (finish === 'stop') break
    const piece = model.detokenize([token])
    if (stream)
      response.write(
        chunk([
          {
            index: 0,
            ...(chat ? { delta: { content: piece } } : { text: piece }),
            logprobs: null,
            finish_reason: null,
          },
        ]),
      )
    if (given.length >= most) break
  }
  const usage = {
    prompt_tokens: tokens.length,
    completion_tokens: given.length,
    total_tokens: tokens.length + given.length,
  }
  if (stream) {
    response.write(
      chunk([{ index: 0, ...(chat ? { delta: {} } : { text: '' }), logprobs: null, finish_reason: finish }]),
    )
    if (options?.include_usage) response.write(chunk([], { usage }))
    response.end('data: [DONE]\n\n')
    return
  }
  const said = given.map(token => model.detokenize([token])).join('')
  const choice = chat ? { message: { role: 'assistant', content: said, refusal: null } } : { text: said }
  response.setHeader('content-type', 'application/json')
  response.end(
    JSON.stringify({
      ...common,
      object,
      choices: [{ index: 0, ...choice, logprobs: null, finish_reason: finish }],
      usage,
    }),
  )
}

const server = createServer(async (request, response) => {
  const parts = []
  for await (const part of request) parts.push(part)
  const asked = { path: request.url, body: Buffer.concat(parts).toString() }
  turn = turn
    .then(() => answer(asked, response))
    .catch(error => {
      response.statusCode = 500
      response.end(JSON.stringify({ error: { message: String(error) } }))
    })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
process.stdin.resume().on('end', () => process.exit(0))
