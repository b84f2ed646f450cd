// assay nodes: who is registered, with what role, where.

import { getNodes } from '../../../contracts/nodes.ts'
import type { Command } from '../support/command.ts'
import { resolveNetwork } from '../support/networks.ts'
import { openContracts } from '../support/registry.ts'

const command: Command = {
  name: 'nodes',
  usage: '',
  summary: 'List the nodes in the registry.',
  options: {},
  words: [0, 0],
  async run(context) {
    const nodes = await getNodes(await openContracts(await resolveNetwork(context)))
    return {
      json: { ok: true, nodes: nodes.map(node => ({ ...node, stake: String(node.stake) })) },
      text:
        nodes.length === 0
          ? 'no nodes yet'
          : nodes
              .map(
                ({ node, roles, endpoint, exitedAt }) =>
                  `${node}  ${exitedAt === null ? roles.join(',') : 'exited'}  ${endpoint}`,
              )
              .join('\n'),
    }
  },
}

export default command
