// assay node doctor: what keeps a node from working, found without starting it. Each finding says what to do.

import { existsSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import type { Network } from '../../../client/network.ts'
import { getNode } from '../../../contracts/nodes.ts'
import type { Hex } from '../../../core/bytes/index.ts'
import { openContracts } from './registry.ts'

export interface Finding {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
}

const MIN_DISK = 1 << 30
const MIN_GAS = 10n ** 16n

export async function examine(directory: string, node: Hex, network: Network, endpoint: string): Promise<Finding[]> {
  const findings: Finding[] = []
  const add = (name: string, ok: boolean, detail: string): void => void findings.push({ name, ok, detail })
  const keys = `${directory}/keys`
  const mode = existsSync(keys) ? statSync(keys).mode & 0o077 : -1
  add(
    'keys',
    mode === 0,
    mode === 0 ? 'readable by you only' : mode < 0 ? `${keys} is missing` : `others can read ${keys}: chmod 700`,
  )
  const disk = await statfs(directory)
  const free = disk.bavail * disk.bsize
  add(
    'disk',
    free > MIN_DISK,
    `${Math.floor(free / 2 ** 20)} MiB free${free > MIN_DISK ? '' : ': a node needs 1 GiB or more'}`,
  )
  try {
    const contracts = await openContracts(network)
    add('chain', true, `answers, chain ${network.chainId}`)
    const record = await getNode(contracts, node)
    add(
      'registered',
      record !== null && record.exitedAt === null,
      record === null
        ? 'not in the registry: register it from the operator’s account'
        : record.exitedAt === null
          ? `stake ${record.stake}`
          : 'has exited',
    )
    const gas = await contracts.client.getBalance({ address: node })
    add('gas', gas >= MIN_GAS, `${gas} wei${gas >= MIN_GAS ? '' : `: send gas to ${node}`}`)
  } catch (error) {
    add('chain', false, (error as Error).message)
  }
  if (endpoint !== '') {
    const answer = await fetch(`${endpoint}/readyz`, { signal: AbortSignal.timeout(3_000) }).then(
      response => (response.ok ? 'answers' : `status ${response.status}`),
      () => 'no answer: is the node running?',
    )
    add('gateway', answer === 'answers', `${endpoint}: ${answer}`)
  }
  return findings
}
