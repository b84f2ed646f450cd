#!/usr/bin/env node
// assay: the command line. Finds the command, loads only what it needs, and leaves with its exit code.

import { RefusalError } from '../../core/errors/index.ts'
import { type Command, helpOf, reportFailure, runCommand } from './support/command.ts'

/** Name, one line, and where it lives: a command's code is loaded when it is called. */
const COMMANDS: Readonly<
  Record<string, { readonly summary: string; readonly load: () => Promise<{ default: Command }> }>
> = {
  up: { summary: 'start a local network: chain, contracts, three nodes', load: () => import('./commands/up.ts') },
  compile: { summary: 'compile an ONNX model to an exact graph', load: () => import('./commands/compile.ts') },
  inspect: { summary: 'what a model file, receipt or tensor file holds', load: () => import('./commands/inspect.ts') },
  engine: { summary: 'what runs models here: list, add native', load: () => import('./commands/engine.ts') },
  exec: { summary: 'run a compiled model on this machine', load: () => import('./commands/exec.ts') },
  publish: { summary: 'register a model and have the network host it', load: () => import('./commands/publish.ts') },
  run: { summary: 'run a model through the network and keep the receipt', load: () => import('./commands/run.ts') },
  chat: { summary: 'talk with a language model, verified as it streams', load: () => import('./commands/chat.ts') },
  proxy: { summary: 'serve a verifying OpenAI endpoint on this machine', load: () => import('./commands/proxy.ts') },
  verify: { summary: 'verify a receipt or a saved stream', load: () => import('./commands/verify.ts') },
  prove: { summary: 'prove an answer to whoever has the model', load: () => import('./commands/prove.ts') },
  audit: { summary: 'check an answer for less than computing it again', load: () => import('./commands/audit.ts') },
  dispute: {
    summary: 'dispute a wrong answer until a contract has decided',
    load: () => import('./commands/dispute.ts'),
  },
  disputes: { summary: 'disputes on the chain', load: () => import('./commands/disputes.ts') },
  misconduct: {
    summary: 'take what a node has signed to the contract',
    load: () => import('./commands/misconduct.ts'),
  },
  watch: { summary: 'how likely a cheat is caught', load: () => import('./commands/watch.ts') },
  models: { summary: 'models that the network knows', load: () => import('./commands/models.ts') },
  nodes: { summary: 'nodes in the registry', load: () => import('./commands/nodes.ts') },
  receipts: { summary: 'receipts that you hold', load: () => import('./commands/receipts.ts') },
  log: { summary: "a node's log: checkpoint, inclusion, consistency", load: () => import('./commands/log.ts') },
  node: { summary: 'operate a node: init, join, run, status, doctor, exit', load: () => import('./commands/node.ts') },
  keys: { summary: 'payer keys: new, import, list', load: () => import('./commands/keys.ts') },
  config: { summary: 'values and where they come from', load: () => import('./commands/config.ts') },
}

function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map(name => name.length))
  return [
    'assay COMMAND [OPTIONS]',
    '',
    'An open network in which AI models are hosted, executed and verified by parties who do not trust one another.',
    '',
    ...Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'assay COMMAND --help tells more. With --json a command prints one JSON object.',
    'Exit codes: 0 success, 1 refused, 2 usage, 3 the world failed, 130 interrupted.',
  ].join('\n')
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const about = rest[0] === undefined ? undefined : COMMANDS[rest[0]]
    process.stdout.write(`${about === undefined ? overview() : helpOf((await about.load()).default)}\n`)
    return name === undefined ? 2 : 0
  }
  if (name === '--version') {
    process.stdout.write(`${__VERSION__}\n`)
    return 0
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (entry === undefined) {
    return reportFailure(
      new RefusalError('usage', `no command ${JSON.stringify(name)}`, { hint: 'assay --help lists the commands.' }),
      argv.includes('--json'),
    )
  }
  return runCommand((await entry.load()).default, rest)
}

declare const __VERSION__: string

/** Everything that was written is with its reader, however slow it reads, or the reader has gone. */
const handedOver = (stream: NodeJS.WriteStream): Promise<void> => new Promise(done => stream.write('', () => done()))

// A reader that has gone (`assay ... | head`) is no failure: a command does its work to the end, and what it says is lost.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
process.exitCode = await main(process.argv.slice(2))
await Promise.all([handedOver(process.stdout), handedOver(process.stderr)])
// Libraries may hold sockets for a moment after a command is done; what it owned it has closed.
if (process.exitCode !== undefined) setTimeout(() => process.exit(), 200).unref()
