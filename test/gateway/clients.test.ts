// Other people's clients against the gateway, over a model of scripts.

import { serveHttp } from '../../src/platform/node/http.ts'
import { describeClients } from '../openai/support/clientSuite.ts'
import { makeFixture, TALK } from './helpers.ts'

describeClients('clients of the gateway', async () => {
  const { backend, gateway } = makeFixture({ talks: true })
  backend.speaker.knobs.say = (_, { sampler }) => {
    if (sampler.grammar === null) return 'Hello, world.'
    const called = JSON.stringify(sampler.grammar).includes('arguments')
    return called ? '{"name":"weather","arguments":{"place":"Oslo"}}' : '{"place":"Oslo"}'
  }
  const server = await serveHttp({ fetch: gateway.fetch, port: 0 })
  return {
    url: server.url,
    model: TALK,
    text: /^Hello, world\.$/,
    embeds: true,
    tools: true,
    close: () => server.close(100),
  }
})
