// assay node: operating a node. init makes one, run serves it, join does both on an existing network, status and doctor look,
// exit takes it out of the registry.

import { exitNode, getNode } from '../../../contracts/nodes.ts'
import { refuse } from '../../../core/errors/index.ts'
import { UPSTREAM_NAME } from '../../../core/float/index.ts'
import {
  checkCheckout,
  checkDevelopmentChain,
  FAULTS,
  type FaultKind,
  faultNamed,
  faultOf,
} from '../../../node/faults/index.ts'
import { openKeys } from '../../../node/keys.ts'
import type { EngineName } from '../../../platform/node/engines.ts'
import { type Answer, type Command, type Context, usage } from '../support/command.ts'
import { DEVNET_CHAIN_ID } from '../support/devnet.ts'
import { examine } from '../support/doctor.ts'
import { resolveNetwork } from '../support/networks.ts'
import { loadNode, type NodeSettings, nodeDirectory, nodeExists, parseRoles, saveNode } from '../support/nodes.ts'
import { operatorContracts, operatorKey, provideOnDevnet } from '../support/operator.ts'
import { openContracts } from '../support/registry.ts'
import { readyLine, serveNode, untilStopped } from '../support/serveNode.ts'

function port(context: Context, name: string, fallback: number): number {
  const text = context.flag(name) ?? String(fallback)
  const value = Number(text)
  return Number.isInteger(value) && value >= 0 && value < 65_536 ? value : usage(`--${name} ${text}: a port`)
}

/** `NAME=URL`: a server and the name that it is declared under. Keys and more stand in the node's config.json. */
function upstreamsFrom(context: Context): { name: string; url: string }[] {
  return context.flags('upstream').map(text => {
    const [name = '', ...rest] = text.split('=')
    const url = rest.join('=')
    if (!UPSTREAM_NAME.test(name) || !URL.canParse(url)) usage(`--upstream ${text}: NAME=URL`)
    return { name, url }
  })
}

function settingsFrom(context: Context): NodeSettings {
  const upstreams = upstreamsFrom(context)
  const roles = parseRoles(context.flag('roles') ?? 'host,execute,verify,gateway')
  const gatewayPort = port(context, 'gateway-port', context.settings.number('gateway-port'))
  const open = context.on('public')
  return {
    roles,
    gatewayPort,
    endpoint: roles.includes('gateway') ? (context.flag('endpoint') ?? `http://127.0.0.1:${gatewayPort}`) : '',
    pricePerRow: context.flag('price') ?? '0',
    ...(upstreams.length === 0 ? {} : { execute: { upstreams } }),
    // Only what is said of this node: the setting is of the user's own runs.
    ...(context.flag('engine') === undefined ? {} : { engine: context.settings.get('engine') as EngineName }),
    peers: {
      listen: context.on('relay')
        ? []
        : [
            `/ip4/${open ? '0.0.0.0' : '127.0.0.1'}/tcp/${port(context, 'peer-port', context.settings.number('peer-port'))}`,
          ],
      announce: [...context.flags('announce')],
      bootstrap: [...context.flags('peer')],
      reach: open ? 'public' : 'private',
      useRelay: context.on('relay'),
    },
  }
}

/** Of a node that exists: where there are none they are made. */
const keysOf = (context: Context, name: string) => openKeys(`${nodeDirectory(context.home, name)}/keys`)

async function init(context: Context, name: string): Promise<Answer> {
  if (nodeExists(context.home, name)) usage(`node ${name} exists`, `assay node run ${name}`)
  const config = saveNode(context.home, name, settingsFrom(context))
  const keys = await keysOf(context, name)
  const json = {
    ok: true,
    name,
    node: keys.account.address,
    receiptKey: keys.receipt.address,
    logKey: keys.log.publicKey,
    peerId: keys.peer.id,
    config,
  }
  const { ok: _, ...shown } = json
  return {
    json,
    text: Object.entries(shown)
      .map(([key, value]) => `${key.padEnd(11)} ${value}`)
      .join('\n'),
  }
}

/** How the node shall cheat: of a checkout, in a run. Whether the chain is one for it, `run` knows. */
function faultFrom({ flag, words }: Context): FaultKind | null {
  const word = flag('fault')
  if (word === undefined) return null
  if (words[0] !== 'run' && words[0] !== 'join') usage(`--fault: a node that runs cheats (run, join), not ${words[0]}`)
  const kind = faultNamed(word)
  checkCheckout(import.meta.url)
  return kind
}

async function run(context: Context, name: string, fault: FaultKind | null): Promise<null> {
  const { home, signal, progress } = context
  const settings = loadNode(home, name)
  const network = await resolveNetwork(context)
  if (fault !== null) {
    checkDevelopmentChain(network.chainId)
    progress(`! ${name} CHEATS: it ${FAULTS[fault]}`)
  }
  const operator = operatorKey(context, network)
  const keys = await keysOf(context, name)
  if (operator !== null && network.chainId === DEVNET_CHAIN_ID)
    await provideOnDevnet(network, keys.account.address, operator)
  const served = await serveNode(home, name, settings, network, {
    ...(operator === null ? {} : { operatorKey: operator }),
    ...(fault === null ? {} : { faults: faultOf(fault) }),
  })
  process.stdout.write(readyLine(name, served))
  await untilStopped(signal, context.on('managed'))
  await served.stop()
  return null
}

async function status(context: Context, name: string): Promise<Answer> {
  const settings = loadNode(context.home, name)
  const keys = await keysOf(context, name)
  const record = await getNode(await openContracts(await resolveNetwork(context)), keys.account.address)
  const alive =
    settings.endpoint === undefined || settings.endpoint === ''
      ? null
      : await fetch(`${settings.endpoint}/readyz`, { signal: AbortSignal.timeout(3_000) }).then(
          ({ ok }) => ok,
          () => false,
        )
  const state = record === null ? 'not registered' : record.exitedAt !== null ? 'exited' : 'registered'
  return {
    json: {
      ok: true,
      name,
      node: keys.account.address,
      state,
      ready: alive,
      record: record === null ? null : { ...record, stake: String(record.stake) },
    },
    text: `${name}  ${keys.account.address}  ${state}${alive === null ? '' : alive ? ', ready' : ', not answering'}`,
  }
}

async function doctor(context: Context, name: string): Promise<Answer> {
  const { endpoint = '' } = loadNode(context.home, name)
  const keys = await keysOf(context, name)
  const directory = nodeDirectory(context.home, name)
  const findings = await examine(directory, keys.account.address, await resolveNetwork(context), endpoint)
  const healthy = findings.every(({ ok }) => ok)
  return {
    json: { ok: healthy, name, node: keys.account.address, findings },
    text: findings.map(({ name, ok, detail }) => `${ok ? 'ok ' : 'NO '} ${name.padEnd(10)} ${detail}`).join('\n'),
    refused: !healthy,
  }
}

async function exit(context: Context, name: string): Promise<Answer> {
  const network = await resolveNetwork(context)
  const operator =
    operatorKey(context, network) ?? usage('node exit: the operator decides', 'assay node exit NAME --operator KEY')
  loadNode(context.home, name)
  const { address } = (await keysOf(context, name)).account
  const contracts = operatorContracts(network, operator)
  if ((await getNode(contracts, address)) === null) refuse('node_unknown', `${address} is not in the registry`)
  await exitNode(contracts, address)
  const record = await getNode(contracts, address)
  return {
    json: { ok: true, name, node: address, withdrawableAt: record?.withdrawableAt ?? null },
    text: `${name} has left; its stake can be withdrawn after ${record?.withdrawableAt ? new Date(record.withdrawableAt * 1000).toISOString() : 'the unbonding delay'}`,
  }
}

const command: Command = {
  name: 'node',
  usage: 'init|run|join|status|doctor|exit NAME',
  summary: 'Operate a node.',
  details: [
    'init NAME    make a data directory and keys (0600)',
    'run NAME     serve until Ctrl-C',
    'join NAME    enter an existing network: init and run with --network URL|PATH, --peer ADDRESS or --relay',
    'status NAME  what registry and gateway say',
    'doctor NAME  what keeps it from working',
    'exit NAME    leave the registry; the stake unbonds (operator)',
  ].join('\n'),
  options: {
    roles: {
      type: 'string',
      value: 'LIST',
      description: 'host,execute,verify,gateway,relay (default: the first four)',
    },
    'gateway-port': { type: 'string', value: 'PORT', description: 'HTTP port (default 4100)' },
    'peer-port': { type: 'string', value: 'PORT', description: 'libp2p port (default 4110)' },
    endpoint: { type: 'string', value: 'URL', description: "the gateway's URL as others reach it" },
    price: { type: 'string', value: 'N', description: 'price per row in the smallest unit of the token (default 0)' },
    engine: { type: 'string', value: 'NAME', description: 'what runs models: wasm (default), native or reference' },
    upstream: {
      type: 'string',
      multiple: true,
      value: 'NAME=URL',
      description: 'an OpenAI-compatible server to answer by (spec/node.md)',
    },
    peer: { type: 'string', multiple: true, value: 'ADDRESS', description: 'multiaddress of a peer to join through' },
    announce: {
      type: 'string',
      multiple: true,
      value: 'ADDRESS',
      description: 'multiaddress that others reach this node by',
    },
    relay: { type: 'boolean', description: 'be reached through relays (behind NAT)' },
    public: { type: 'boolean', description: 'listen on all interfaces' },
    operator: {
      type: 'string',
      value: 'KEY',
      description: "key in keys/ of the operator's account; not on the node's machine in production",
    },
    'devnet-operator': { type: 'string', value: 'N', description: 'a public test account as operator, on a devnet' },
    fault: {
      type: 'string',
      value: 'KIND',
      description: `cheat, on a development chain and from a checkout alone: ${Object.keys(FAULTS).join(', ')}`,
    },
    managed: { type: 'boolean', description: 'stop when standard input ends' },
  },
  words: [2, 2],
  async run(context) {
    const [action, name] = context.words as [string, string]
    const fault = faultFrom(context)
    if (action === 'init') return init(context, name)
    if (action === 'run') return run(context, name, fault)
    if (action === 'join') {
      if (!nodeExists(context.home, name)) context.progress((await init(context, name)).text)
      return run(context, name, fault)
    }
    if (action === 'status') return status(context, name)
    if (action === 'doctor') return doctor(context, name)
    if (action === 'exit') return exit(context, name)
    return usage(`node ${action}: not known`, 'assay node --help')
  },
}

export default command
