// Other people's clients against the surface over a model of scripts. test/openai/support/clientSuite.ts runs against a real node as well.

import { serveHttp } from '../../src/platform/node/http.ts'
import { makeSurface } from './support/ask.ts'
import { describeClients } from './support/clientSuite.ts'
import { NAME } from './support/speaker.ts'

describeClients('clients', async () => {
  const surface = makeSurface()
  surface.speaker.knobs.say = (_, { sampler }) => {
    if (sampler.grammar === null) return 'Hello, world.'
    const called = JSON.stringify(sampler.grammar).includes('arguments')
    return called ? '{"name":"weather","arguments":{"place":"Oslo"}}' : '{"place":"Oslo"}'
  }
  const server = await serveHttp({ fetch: request => surface.openai.handle(request), port: 0 })
  return {
    url: server.url,
    model: NAME,
    text: /^Hello, world\.$/,
    embeds: true,
    tools: true,
    close: () => server.close(100),
  }
})
