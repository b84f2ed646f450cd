// assay engine list|add: what can run models here, and engines that are installed on demand (spec/engines.md).

import { WorldError } from '../../../core/errors/index.ts'
import { type EngineStatus, engineStatus } from '../../../platform/node/engineStatus.ts'
import { installPackage } from '../../../platform/node/install.ts'
import { RUNTIME_VERSION } from '../../../platform/node/native/runtime.ts'
import { type Answer, type Command, type Context, usage } from '../support/command.ts'

const PACKAGES: Readonly<Record<string, string>> = { native: `onnxruntime-node@${RUNTIME_VERSION}` }
const BUILT_IN = ['wasm', 'reference']

async function list({ home }: Context): Promise<Answer> {
  const engines = await engineStatus(home.path)
  return { json: { ok: true, engines }, text: engines.map(lineOf).join('\n') }
}

function lineOf({ name, version, selfTest, detail, place }: EngineStatus): string {
  const state = version ?? 'not here'
  return `${name.padEnd(10)} ${state.padEnd(22)} ${(selfTest ?? '-').padEnd(9)}  ${detail}${place === null ? '' : `\n${' '.repeat(11)}${place}`}`
}

async function add({ home, signal, progress }: Context, name: string): Promise<Answer> {
  if (BUILT_IN.includes(name)) usage(`engine add ${name}: it is part of this program`, 'assay engine list')
  const specifier = Object.hasOwn(PACKAGES, name)
    ? PACKAGES[name]!
    : usage(`engine add ${name}: not known`, 'assay engine add native')
  const before = await statusOf(home.path, name)
  if (before.selfTest !== null) return answer(before, false)
  progress(`installing ${specifier} in ${home.at('engines')}`)
  await installPackage(home.path, specifier, { signal, say: progress })
  const after = await statusOf(home.path, name)
  if (after.selfTest === null)
    throw new WorldError('install_failed', `${specifier} was installed and does not start: ${after.detail}`, {
      hint: `Remove ${home.at('engines')} and try again. Everything else works without it.`,
    })
  return answer(after, true)
}

const statusOf = async (home: string, name: string): Promise<EngineStatus> =>
  (await engineStatus(home)).find(status => status.name === name)!

function answer(engine: EngineStatus, added: boolean): Answer {
  const use = `use it with --engine ${engine.name}, ASSAY_ENGINE=${engine.name} or "engine" in config.json`
  return {
    json: { ok: engine.selfTest === 'exact', added, engine },
    text: [
      `${added ? 'installed' : 'already here'}`,
      lineOf(engine),
      ...(engine.selfTest === 'exact' ? [use] : []),
    ].join('\n'),
    refused: engine.selfTest !== 'exact',
  }
}

const command: Command = {
  name: 'engine',
  usage: 'list | add native',
  summary: 'What runs models here: engines, their versions and what their self-tests find.',
  details:
    'All engines give the same bytes. native runs products by onnxruntime, which `add` installs with your npm and its settings, below\nASSAY_HOME/engines; no script of the package is run.',
  options: {},
  words: [1, 2],
  async run(context) {
    const [action, name] = context.words
    if (action === 'list') {
      if (name !== undefined) usage('engine list: takes no name', 'assay engine list')
      return list(context)
    }
    if (action !== 'add') usage(`engine ${action}: not known`, 'assay engine list | add native')
    return add(context, name ?? usage('engine add: a name is missing', 'assay engine add native'))
  },
}

export default command
