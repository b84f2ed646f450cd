// Upstream models of this node: which identity leads to which configured server, and what a prompt may ask of it. spec/node.md, "Upstream
// servers". The server alone decides what comes back; here is what is sent, and the form in which the answer stands in the stream.

import { fromUtf8, type Hex, toHex, utf8 } from '../../core/bytes/index.ts'
import { sha256 } from '../../core/crypto/index.ts'
import { refuse } from '../../core/errors/index.ts'
import {
  createLineWriter,
  encodeFloatModel,
  type FloatModel,
  isUpstreamInterface,
  makeUpstreamModel,
} from '../../core/float/index.ts'
import { encodeSampler, makeSampler } from '../../core/language/index.ts'
import { MAX_STREAM_TOKENS, type StreamFinish } from '../../core/receipt/index.ts'
import { openUpstream, type UpstreamServer } from '../../platform/node/upstream.ts'
import type { NodeConfig } from '../config.ts'
import type { Context } from '../context.ts'
import type { Hosting } from './host.ts'

export interface UpstreamModel {
  readonly model: FloatModel
  /** As a receipt names it. */
  readonly engine: string
  /** Reads a prompt; refuses what no gateway makes (`request_malformed`, `sampler_mismatch`). */
  read(prompt: readonly number[], sampler: Uint8Array): UpstreamAsk
  /** Asks the server; `on` is given the bytes of the answer as they come. `length`: it has been cut where no answer may be longer. */
  generate(ask: UpstreamAsk, signal: AbortSignal, on: (bytes: Uint8Array) => void): Promise<StreamFinish>
}

export interface UpstreamAsk {
  readonly path: '/v1/chat/completions' | '/v1/completions'
  readonly body: string
}

export interface Upstreams {
  find(modelId: Hex): UpstreamModel | null
  /** Makes this node's own upstream models and hosts them, once the registry says who its operator is. */
  open(operator: Hex, hosting: Pick<Hosting, 'has' | 'add'>): Promise<void>
}

/** Bytes of a prompt: with its receipt it must fit the messages of peers. */
export const MAX_UPSTREAM_PROMPT = 512 << 10
const MAX_DEPTH = 64

/** The body decides how tokens are chosen: the sampler is the one that says nothing. */
const SAMPLER = encodeSampler(makeSampler({ maxTokens: MAX_STREAM_TOKENS }))

/** Is a model that is here an upstream model? No engine runs those. */
export function isUpstream(hosting: Pick<Hosting, 'info'>, modelId: Hex): boolean {
  const info = hosting.info(modelId)
  return info !== null && isUpstreamInterface(toHex(sha256(info.interfaceBytes)))
}

type Entry = NodeConfig['execute']['upstreams'][number]

/** `environment`: where keys are, by the names that the configuration gives. Refuses (`usage`) what cannot be meant. */
export function createUpstreams(
  { config, log }: Pick<Context, 'config' | 'log'>,
  environment: Readonly<Record<string, string | undefined>>,
): Upstreams {
  const servers = config.execute.upstreams.map((entry, i) => {
    const what = `node configuration: execute.upstreams.${i}`
    return { entry, server: serverOf(entry, what, environment) }
  })
  const models = new Map<Hex, UpstreamModel>()
  return {
    find: modelId => models.get(modelId) ?? null,
    async open(operator, hosting) {
      for (const { entry, server } of servers) {
        const model = makeUpstreamModel({ name: entry.name, operator })
        const modelId = toHex(model.identity.modelId)
        if (!hosting.has(modelId)) await hosting.add(encodeFloatModel(model))
        models.set(modelId, upstreamModel(model, entry, server))
        log('info', 'serves an upstream model', { modelId, upstream: entry.name })
      }
    },
  }
}

function serverOf(
  { url, addresses, keyEnv, timeoutMs }: Entry,
  what: string,
  environment: Readonly<Record<string, string | undefined>>,
): UpstreamServer {
  const key = keyEnv === undefined ? undefined : environment[keyEnv]
  if (keyEnv !== undefined && !/^[\x21-\x7e]{1,4096}$/.test(key ?? ''))
    refuse('usage', `${what}.keyEnv: the environment variable ${keyEnv} holds no key`)
  return openUpstream(
    { url, timeoutMs, ...(addresses === undefined ? {} : { addresses }), ...(key === undefined ? {} : { key }) },
    what,
  )
}

function upstreamModel(model: FloatModel, { name, model: called }: Entry, server: UpstreamServer): UpstreamModel {
  return {
    model,
    engine: `upstream/1/${name}`,
    read(prompt, sampler) {
      if (sampler.length !== SAMPLER.length || sampler.some((byte, i) => byte !== SAMPLER[i]))
        refuse('sampler_mismatch', 'request: the body of an upstream model decides, its sampler is the empty one')
      return readPrompt(prompt, called ?? name)
    },
    async generate({ path, body }, signal, on) {
      const write = createLineWriter()
      let left = MAX_STREAM_TOKENS
      let cut = false
      const ended = await server.ask(path, body, signal, json => {
        const bytes = write(utf8(json))
        cut = bytes.length > left
        if (cut) return false
        left -= bytes.length
        on(bytes)
        return true
      })
      if (cut && left === MAX_STREAM_TOKENS)
        refuse('stream_too_long', `the answer is one piece of more than ${MAX_STREAM_TOKENS} bytes`, {
          hint: 'Ask for a stream, or for less.',
        })
      return ended && !cut ? 'stop' : 'truncated'
    },
  }
}

/** The body in a prompt: JSON in its shortest form, of a chat or a completion, that names no model. */
function readPrompt(prompt: readonly number[], model: string): UpstreamAsk {
  const bad = (reason: string): never =>
    refuse('request_malformed', `request: the body for an upstream server ${reason}`)
  if (prompt.length > MAX_UPSTREAM_PROMPT)
    refuse('body_too_large', `request: ${prompt.length} bytes for an upstream server, at most ${MAX_UPSTREAM_PROMPT}`)
  const bytes = Uint8Array.from(prompt)
  checkDepth(bytes)
  let text: string
  let value: unknown
  try {
    text = fromUtf8(bytes)
    value = JSON.parse(text)
  } catch {
    return bad('is not JSON in UTF-8')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('is no object')
  if (JSON.stringify(value) !== text) bad('is not in its shortest form')
  if (Object.hasOwn(value, 'model')) bad('names a model: the request does')
  const [chat, completion] = ['messages', 'prompt'].map(name => Object.hasOwn(value, name))
  if (chat === completion) bad('has messages or a prompt, and not both')
  const body = JSON.stringify({ ...value, model })
  return { path: chat ? '/v1/chat/completions' : '/v1/completions', body }
}

/** Brackets inside brackets, outside strings: before anything recursive reads them. */
function checkDepth(bytes: Uint8Array): void {
  let depth = 0
  let inside = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (inside) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) inside = false
    } else if (byte === 0x22) inside = true
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > MAX_DEPTH) refuse('nesting_too_deep', `request: nested deeper than ${MAX_DEPTH}`)
    } else if (byte === 0x5d || byte === 0x7d) depth--
  }
}
