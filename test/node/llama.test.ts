// A real llama.cpp behind a node: a GGUF that this test writes, served over the OpenAI API, answered for by a node of its operator and
// read by the official client through a gateway. What comes is what the server says when it is asked itself.

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeGguf } from '../../bench/language/models.ts'
// @ts-expect-error a script without types
import { ensureLlama } from '../../scripts/llama.mjs'
import { verifyingFetch } from '../../src/client/language/verifyingFetch.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { encodeFloatModel, makeUpstreamModel } from '../../src/core/float/index.ts'
import { bundleFromJson } from '../../src/core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, verify } from '../../src/core/verify/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import { anchorsOf } from '../../src/node/anchors.ts'
import { serveHttp } from '../../src/platform/node/http.ts'
import { type Devnet, startDevnet } from '../support/devnet.ts'

const NAME = 'test/llama@1'
const SHAPE = {
  family: 'llama',
  layers: 2,
  width: 64,
  heads: 2,
  groups: 2,
  hidden: 128,
  vocabulary: 1000,
  context: 256,
  tied: true,
} as const

const llama = ensureLlama() as { readonly directory: string } | { readonly missing: string }
const missing = 'missing' in llama ? llama.missing : null

/** The server's URL, and how it is ended. */
async function startLlama(packages: string, gguf: string): Promise<{ readonly url: string; stop(): void }> {
  const program = fileURLToPath(new URL('../support/llamaServer.mjs', import.meta.url))
  const child = spawn(process.execPath, [program, packages, gguf], { stdio: ['pipe', 'pipe', 'inherit'] })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', resolve)
    child.once('exit', code => reject(new Error(`llama.cpp ended with ${code}`)))
  })
  return { url: `http://127.0.0.1:${port.trim()}`, stop: () => void child.stdin.end() }
}

describe.skipIf(missing !== null)(
  `llama.cpp as an upstream server${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    const closing: (() => unknown)[] = []
    let devnet: Devnet
    let url: string
    let direct: OpenAI

    beforeAll(async () => {
      const folder = mkdtempSync(join(tmpdir(), 'assay-llama-'))
      closing.push(() => rmSync(folder, { recursive: true, force: true }))
      const gguf = join(folder, 'tiny.gguf')
      writeGguf(gguf, 'tiny', SHAPE, 'Q8_0')
      const server = await startLlama((llama as { directory: string }).directory, gguf)
      closing.push(() => server.stop())
      direct = new OpenAI({ apiKey: 'none', baseURL: `${server.url}/v1`, maxRetries: 0 })
      devnet = await startDevnet({
        nodes: 1,
        config: () => ({ execute: { upstreams: [{ name: 'llama', url: server.url }] } }),
      })
      closing.push(() => devnet.stop())
      const node = devnet.node(0)
      const { operator } = node.chain.registry().nodes.get(node.account)!
      const model = makeUpstreamModel({ name: 'llama', operator })
      await devnet.publishFile(model.identity, encodeFloatModel(model), NAME, 0)
      const gateway = createGateway(node.backend, { version: '0', network: devnet.network })
      const http = await serveHttp({ fetch: gateway.fetch, port: 0 })
      closing.push(() => http.close(100))
      url = http.url
    }, 120_000)
    afterAll(async () => {
      for (const close of closing.reverse()) await close()
    })

    const client = (more = {}): OpenAI => new OpenAI({ apiKey: 'none', baseURL: `${url}/v1`, maxRetries: 0, ...more })
    const chat = { messages: [{ role: 'user' as const, content: 'Tell me a story' }], max_tokens: 40, temperature: 0 }

    it('answers through the network as it does itself, streamed and not', async () => {
      const itself = await direct.chat.completions.create({ model: 'gguf', ...chat })
      const { content } = itself.choices[0]!.message
      expect(itself.usage!.completion_tokens).toBe(40)
      expect(content!.length).toBeGreaterThan(20)

      const whole = await client().chat.completions.create({ model: NAME, ...chat })
      expect(whole).toMatchObject({
        model: NAME,
        usage: itself.usage,
        choices: [{ message: { content }, finish_reason: 'length' }],
      })
      const { assay } = whole as unknown as { assay: { modelId: `0x${string}`; choices: { bundle: unknown }[] } }
      const bundle = unwrap(bundleFromJson(assay.choices[0]!.bundle))
      const policy = unwrap(namedPolicy('signed', assay.modelId))
      expect((await verify(bundle, NO_EVIDENCE, policy, anchorsOf(devnet.node(0).chain, Date.now()))).code).toBe('ok')

      for (const fetch of [undefined, verifyingFetch({ network: devnet.network, gateways: [url], policy: 'signed' })]) {
        let text = ''
        const stream = await client({ fetch }).chat.completions.create({ model: NAME, ...chat, stream: true })
        for await (const { choices } of stream) text += choices[0]?.delta.content ?? ''
        expect(text).toBe(content)
      }
    })

    it('completes texts', async () => {
      const asked = { prompt: 'Once upon a time', max_tokens: 12, temperature: 0 }
      const itself = await direct.completions.create({ model: 'gguf', ...asked })
      const given = await client().completions.create({ model: NAME, ...asked })
      expect(given.choices[0]!.text).toBe(itself.choices[0]!.text)
      expect(given.usage).toEqual(itself.usage)
    })
  },
)
