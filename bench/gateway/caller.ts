// The process that calls: as few words about each chunk as possible, so that what it measures is the other side.

import { Agent, request } from 'node:http'
import type { Arrival, Called, Calls } from './messages.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 1024 })

interface Heard {
  first: number
  readonly arrivals: Arrival[]
}

/** One call, read to its end. */
function call({ url, headers, body, stamped }: Calls): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const heard: Heard = { first: 0, arrivals: [] }
    let requestHash = ''
    const hear = (line: string, at: string): void => {
      if (!line.startsWith('data: {')) return
      const data = JSON.parse(line.slice(6))
      const before = heard.arrivals.length
      if (stamped) {
        const said: string = data.choices?.[0]?.delta?.content ?? ''
        for (const key of said.split('@').slice(1)) heard.arrivals.push({ key, at })
      } else
        for (const event of data.assay?.events ?? []) {
          if (event.type === 'start') requestHash = event.requestHash
          else if (event.type === 'chunk') heard.arrivals.push({ key: `${requestHash}/${event.before}`, at })
        }
      if (before === 0 && heard.arrivals.length > 0) heard.first = performance.now() - started
    }
    const asked = request(url, { method: 'POST', agent, headers }, response => {
      if (response.statusCode !== 200) reject(new Error(`${url}: status ${response.statusCode}`))
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        const at = String(process.hrtime.bigint())
        const lines = (rest + text).split('\n')
        rest = lines.pop()!
        for (const line of lines) hear(line, at)
      })
      response.on('end', () => resolve(heard))
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

async function callAll(calls: Calls): Promise<Called> {
  const [first, arrivals]: [number[], Arrival[]] = [[], []]
  let made = 0
  const started = performance.now()
  const line = async (): Promise<void> => {
    while (made < calls.count) {
      made++
      const heard = await call(calls)
      first.push(heard.first)
      arrivals.push(...heard.arrivals)
    }
  }
  await Promise.all(Array.from({ length: calls.atOnce }, line))
  return { first, arrivals, took: performance.now() - started }
}

process.on('message', (calls: Calls) => {
  callAll(calls).then(
    called => process.send!(called),
    error => process.send!({ failed: String(error) }),
  )
})
