// Data directories of nodes under ASSAY_HOME/nodes: their configuration, and the steps from it to a running node.

import { existsSync } from 'node:fs'
import type { Network } from '../../../client/network.ts'
import { RefusalError, WorldError } from '../../../core/errors/index.ts'
import { type NodeConfigInput, ROLES, type Role } from '../../../node/config.ts'
import type { Home } from './home.ts'

/** What a user decides about a node; the rest is the network's or a default. */
export type NodeSettings = Omit<NodeConfigInput, 'directory' | 'network'> & { readonly gatewayPort?: number }

export const nodeDirectory = (home: Home, name: string): string => home.at('nodes', name)

const NAME = /^[a-z0-9][a-z0-9-]{0,30}$/

export function checkName(name: string): string {
  if (!NAME.test(name))
    throw new RefusalError('usage', `node name ${JSON.stringify(name)}: lower-case letters, digits and dashes`)
  return name
}

export function parseRoles(text: string): Role[] {
  return text.split(',').map(word => {
    const role = ROLES.find(known => known === word.trim())
    if (role === undefined) throw new RefusalError('usage', `role ${JSON.stringify(word)}: one of ${ROLES.join(', ')}`)
    return role
  })
}

export const saveNode = (home: Home, name: string, settings: NodeSettings): string =>
  home.write(`nodes/${checkName(name)}/config.json`, `${JSON.stringify(settings, null, 2)}\n`)

export const nodeExists = (home: Home, name: string): boolean =>
  existsSync(home.at('nodes', checkName(name), 'config.json'))

export function loadNode(home: Home, name: string): NodeSettings {
  const text = home.read(`nodes/${checkName(name)}/config.json`)
  if (text === null)
    throw new WorldError('file_not_found', `no node ${name} in ${home.at('nodes')}`, {
      hint: `Make it with: assay node init ${name}`,
    })
  try {
    return JSON.parse(text) as NodeSettings
  } catch {
    throw new WorldError('file_malformed', `${home.at('nodes', name, 'config.json')} is not JSON`)
  }
}

export function nodeConfig(home: Home, name: string, settings: NodeSettings, network: Network): NodeConfigInput {
  const { gatewayPort: _, ...rest } = settings
  return { ...rest, directory: nodeDirectory(home, name), network }
}
