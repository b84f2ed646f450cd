// A client for a command: the network that is meant, its gateways or the one that is set.

import { lookup } from 'node:dns/promises'
import { type Client, createClient } from '../../../client/client.ts'
import type { Context } from './command.ts'
import { resolveNetwork } from './networks.ts'

export async function openClient(context: Context): Promise<Client> {
  const gateway = context.settings.get('gateway')
  // Names in the registry are strangers' words: where they lead is looked at before anything is sent there.
  const resolve = async (host: string): Promise<string[]> =>
    (await lookup(host, { all: true })).map(({ address }) => address)
  return createClient(await resolveNetwork(context), gateway === '' ? { resolve } : { gateways: [gateway] })
}

/** The command's signal, and the time that the settings allow. */
export const timed = ({ signal, settings }: Context): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(1000 * Math.max(1, settings.number('timeout')))])
