// assay disputes: what is disputed, and what became of it.

import { readDisputes } from '../../../contracts/index.ts'
import type { Command } from '../support/command.ts'
import { resolveNetwork } from '../support/networks.ts'
import { openContracts } from '../support/registry.ts'

const command: Command = {
  name: 'disputes',
  usage: '',
  summary: 'List the disputes on the chain: receipt, node, state, who showed what.',
  options: {},
  words: [0, 0],
  async run(context) {
    const network = await resolveNetwork(context)
    const found = [...(await readDisputes(await openContracts(network), BigInt(network.deploymentBlock))).values()]
    const disputes = found.map(({ receiptId, node, challenger, state, demands, claimant, reason }) => ({
      ...{ receiptId, node, challenger, state, demands: demands.length, claimant, reason },
    }))
    return {
      json: { ok: true, disputes },
      text:
        disputes.length === 0
          ? 'no disputes'
          : disputes
              .map(
                ({ receiptId, node, state, demands, reason }) =>
                  `${receiptId}  ${node}  ${state}${reason === null ? '' : ` (${reason})`}, ${demands} demands`,
              )
              .join('\n'),
    }
  },
}

export default command
