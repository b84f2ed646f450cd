// assay chat: a conversation with a language model in the terminal, streamed, with its verdict as it goes.

import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import type { StreamChecked } from '../../../client/language/backend.ts'
import { makeSampler } from '../../../core/language/sampler/index.ts'
import { eventText, receiptId, type StreamEvent } from '../../../core/receipt/index.ts'
import type { LanguageModel } from '../../../openai/index.ts'
import { type Command, type Context, forTerminal, usage } from '../support/command.ts'
import { holdReceipt } from '../support/held.ts'
import { LANGUAGE_OPTIONS, type OwnBackend, ownBackend } from '../support/language.ts'

interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

interface Spoken {
  readonly text: string
  readonly finish: string
  readonly receipt: string | null
  readonly tokens: number
  readonly level: string
  readonly events: readonly StreamEvent[]
}

function numberFlag(context: Context, name: string, fallback: number, least: number, most: number): number {
  const given = context.flag(name)
  if (given === undefined) return fallback
  const value = Number(given)
  if (given.trim() === '' || !(value >= least && value <= most)) usage(`--${name} ${given}: ${least} to ${most}`)
  return value
}

function samplerOf(context: Context) {
  const whole = numberFlag(context, 'max-tokens', 256, 1, 32_768)
  return makeSampler({
    maxTokens: Math.floor(whole),
    temperature: numberFlag(context, 'temperature', 0.8, 0, 10),
    topP: numberFlag(context, 'top-p', 0.95, 0, 1),
    topK: Math.floor(numberFlag(context, 'top-k', 0, 0, 2 ** 19)),
    stop: context.flags('stop'),
  })
}

/** Tokens of the conversation; a model without a chat template goes on with the last text. */
function promptOf(model: LanguageModel, messages: readonly Message[]): readonly number[] {
  if (model.chat !== null)
    return model.chat.tokens(messages, { tools: [], date: Math.floor(Date.now() / 1000), variables: {} })
  return model.encode(messages.map(({ content }) => content).join('\n'))
}

async function speak(
  context: Context,
  { backend, policy, disclosure }: Pick<OwnBackend, 'backend' | 'policy' | 'disclosure'>,
  model: LanguageModel,
  messages: readonly Message[],
  checked: () => StreamChecked | undefined,
): Promise<Spoken> {
  const { json, signal, home } = context
  const decoder = model.decoder()
  const events: StreamEvent[] = []
  let text = ''
  let count = 0
  const pieces = context.on('stream-json')
  const show = (piece: string): void => {
    text += piece
    if (pieces) {
      if (piece !== '') process.stdout.write(`${JSON.stringify({ piece })}\n`)
    } else if (!json) process.stdout.write(forTerminal(piece))
  }
  const seed = new Uint8Array(randomBytes(32))
  const options = {
    modelId: model.modelId,
    prompt: promptOf(model, messages),
    sampler: samplerOf(context),
    seed,
    disclosure,
    policy,
  }
  let finish = 'truncated'
  let receipt: string | null = null
  const call = { requestId: `chat-${Buffer.from(randomBytes(8)).toString('hex')}`, key: '', signal }
  for await (const event of backend.generate(options, call)) {
    if (event.type === 'note') continue
    events.push(event)
    if (event.type === 'chunk') {
      for (const token of event.tokens) show(decoder.push(token))
      count += event.tokens.length
    }
    if (event.type === 'end') {
      finish = event.finish
      if (event.bundle !== null) {
        const id = receiptId(backend.domain, event.bundle.receipt)
        holdReceipt(home, id, event.bundle)
        receipt = id
      }
    }
  }
  show(decoder.end())
  const level = backend.checks(policy) ?? 'chained'
  if (!json && !pieces) {
    const { replayed = 0, signed = 0 } = checked() ?? {}
    const said = level === 'replayed' ? `${replayed} tokens replayed` : `${Math.max(signed, count)} tokens signed`
    process.stderr.write(`\n[${level}: ${said}, ${finish}; receipt ${receipt ?? 'none'}]\n`)
  }
  return { text, finish, receipt, tokens: count, level, events }
}

function save(context: Context, events: readonly StreamEvent[]): void {
  const file = context.flag('save')
  if (file !== undefined) writeFileSync(file, events.map(event => `${eventText(event)}\n`).join(''))
}

const command: Command = {
  name: 'chat',
  usage: 'MODEL [--message TEXT]',
  summary: 'Talk with a language model of the network. MODEL is OWNER/NAME@VERSION or a model id.',
  details:
    'The answer is streamed, and each token is checked as it comes: by default this machine computes it again. Without --message it is a conversation; an empty line or Ctrl-D ends it. A model without a chat template goes on with your text.',
  options: {
    ...LANGUAGE_OPTIONS,
    message: { type: 'string', short: 'm', value: 'TEXT', description: 'say this, print the answer, and end' },
    system: { type: 'string', value: 'TEXT', description: 'a system message before the conversation' },
    'max-tokens': { type: 'string', value: 'N', description: 'most tokens of an answer (default 256)' },
    temperature: { type: 'string', value: 'T', description: '0 (greedy) to 10 (default 0.8)' },
    'top-p': { type: 'string', value: 'P', description: '0 to 1 (default 0.95)' },
    'top-k': { type: 'string', value: 'K', description: 'keep the K likeliest tokens (default: all)' },
    stop: { type: 'string', multiple: true, value: 'TEXT', description: 'end the answer at this text; up to 16' },
    'stream-json': {
      type: 'boolean',
      description: 'with --message: the text piece by piece as lines of JSON, then the answer',
    },
    save: { type: 'string', value: 'FILE', description: 'write the last stream here: assay verify takes it' },
  },
  words: [1, 1],
  async run(context) {
    const { words, flag, json, signal, progress } = context
    let latest: StreamChecked | undefined
    const own = await ownBackend(context, found => {
      latest = found
    })
    const model = await own.backend.resolve(words[0]!, signal)
    const messages: Message[] = []
    const system = flag('system')
    if (system !== undefined) messages.push({ role: 'system', content: system })
    const say = async (content: string): Promise<Spoken> => {
      messages.push({ role: 'user', content })
      const spoken = await speak(context, own, model, messages, () => latest)
      messages.push({ role: 'assistant', content: spoken.text })
      save(context, spoken.events)
      return spoken
    }
    const message = flag('message')
    if (message !== undefined) {
      const { text, finish, receipt, tokens, level } = await say(message)
      const answer = { modelId: model.modelId, text, finish, tokens, level, receiptId: receipt }
      if (json) return { json: answer, text: '' }
      if (context.on('stream-json')) process.stdout.write(`${JSON.stringify(answer)}\n`)
      return null
    }
    if (!process.stdin.isTTY) usage('--message TEXT is needed where there is no terminal')
    progress(`${model.names[0] ?? model.modelId}: context ${model.context}. An empty line ends.`)
    const terminal = createInterface({ input: process.stdin, output: process.stderr })
    try {
      for (;;) {
        const line = await terminal.question('> ', { signal }).catch(() => '')
        if (line === '') return null
        await say(line)
      }
    } finally {
      terminal.close()
    }
  },
}

export default command
