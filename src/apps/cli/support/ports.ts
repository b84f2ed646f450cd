// Ports of this machine that `up` needs: looked at before anything is started, so that a taken one costs no time and leaves
// nothing behind. Somebody may still take one meanwhile; the process that then fails says so itself.

import { createServer } from 'node:net'
import { WorldError } from '../../../core/errors/index.ts'
import { holderOf } from '../../../platform/node/http.ts'

const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)))
  })

/** Refuses with `port_taken`, naming the holder where it can be seen. */
export async function requireFree(ports: readonly { readonly port: number; readonly what: string }[]): Promise<void> {
  for (const { port, what } of ports) {
    if (await isFree(port)) continue
    const holder = await holderOf(port).catch(() => null)
    throw new WorldError('port_taken', `port ${port} (${what}) is in use${holder === null ? '' : ` by ${holder}`}`, {
      hint: 'Stop that program, or choose other ports: --chain-port, --gateway-port, --peer-port.',
    })
  }
}
