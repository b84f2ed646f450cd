// A way to a server on which things get lost: connections that are cut before the question arrives, answers that never come, and delays. What is lost
// follows from a seed.

import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Random } from './random.ts'

export interface LossyProxy {
  readonly url: string
  /** Questions that came, and those that were lost on the way there or back. */
  readonly counts: { asked: number; cut: number; unanswered: number }
  stop(): Promise<void>
}

export interface Loss {
  /** Shares of questions that are cut, and of those whose answers are lost although the server has done what was asked. */
  readonly cut: number
  readonly unanswered: number
  /** Longest delay of a question, milliseconds. */
  readonly delayMs: number
}

export async function startLossyProxy(
  target: string,
  { cut, unanswered, delayMs }: Loss,
  seed: number,
): Promise<LossyProxy> {
  const random = new Random(seed, 404)
  const counts = { asked: 0, cut: 0, unanswered: 0 }
  const share = (): number => random.int(0, 999) / 1_000
  const server = createServer((incoming, outgoing) => {
    counts.asked++
    const [isCut, isUnanswered, wait] = [share() < cut, share() < unanswered, random.int(0, delayMs)]
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('error', () => {})
    incoming.on('end', () => {
      if (isCut) {
        counts.cut++
        outgoing.destroy()
        return
      }
      setTimeout(() => {
        const { method, headers } = incoming
        const onward = request(target, { method: method ?? 'POST', headers, agent: false }, answer => {
          if (isUnanswered) {
            counts.unanswered++
            answer.resume()
            outgoing.destroy()
            return
          }
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(outgoing)
        })
        onward.on('error', () => outgoing.destroy())
        onward.end(Buffer.concat(parts))
      }, wait)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
