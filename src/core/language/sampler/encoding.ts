// A sampler's canonical bytes, their hash, and its JSON: spec/sampler.md, "Encoding". One sampler, one byte string.

import { Reader, Writer } from '../../bytes/cursor.ts'
import { equal, type Hex, toHex, utf8 } from '../../bytes/index.ts'
import { sha256 } from '../../crypto/index.ts'
import { refuse } from '../../errors/index.ts'
import { decodeGrammar, encodeGrammar } from '../grammar/encoding.ts'
import { grammarFromJson } from '../grammar/types.ts'
import { checkSampler, MAX_BIASES, MAX_STOPS, type Sampler } from './types.ts'

const FORMAT = 1

/** Canonical bytes of a checked sampler: what a request's samplerHash is the SHA-256 of. */
export function encodeSampler(sampler: Sampler): Uint8Array {
  checkSampler(sampler)
  const w = new Writer(256)
  w.u16(FORMAT).u32(sampler.maxTokens).u32(sampler.temperature).u32(sampler.topK).u32(sampler.topP).u32(sampler.minP)
  w.u32(sampler.repetition)
    .i32(sampler.presence)
    .i32(sampler.frequency)
    .u8(sampler.ignoreEos ? 1 : 0)
  w.u16(sampler.logitBias.length)
  for (const [id, bias] of sampler.logitBias) w.u32(id).i32(bias)
  w.u8(sampler.stop.length)
  for (const text of sampler.stop) {
    const bytes = utf8(text)
    w.u16(bytes.length).raw(bytes)
  }
  const grammar = sampler.grammar === null ? new Uint8Array() : encodeGrammar(sampler.grammar)
  return w.u32(grammar.length).raw(grammar).finish()
}

/** The sampler of canonical bytes. Refuses (`sampler_invalid`, `grammar_invalid`) whatever `encodeSampler` would not write. */
export function decodeSampler(bytes: Uint8Array): Sampler {
  const bad = (reason: string): never => refuse('sampler_invalid', `sampler: ${reason}`)
  const r = new Reader(bytes, 'sampler', 'sampler_invalid')
  const format = r.u16()
  if (format !== FORMAT) bad(`format ${format} is not known`)
  const maxTokens = r.u32()
  const temperature = r.u32()
  const topK = r.u32()
  const topP = r.u32()
  const minP = r.u32()
  const repetition = r.u32()
  const presence = r.i32()
  const frequency = r.i32()
  const flags = r.u8()
  if (flags > 1) bad(`flags ${flags}`)
  const biases = r.u16()
  if (biases > MAX_BIASES) bad(`${biases} biases`)
  const logitBias = Array.from({ length: biases }, () => [r.u32(), r.i32()] as const)
  const stops = r.u8()
  if (stops > MAX_STOPS) bad(`${stops} stop strings`)
  const stop = Array.from({ length: stops }, () => {
    const text = r.raw(r.u16())
    try {
      // A byte order mark is a character of the string like any other.
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text)
    } catch {
      return bad('a stop string is not UTF-8')
    }
  })
  const grammarBytes = r.raw(r.u32())
  if (r.left > 0) bad(`${r.left} bytes follow its end`)
  const grammar = grammarBytes.length === 0 ? null : decodeGrammar(grammarBytes)
  const sampler = checkSampler({
    maxTokens,
    temperature,
    topK,
    topP,
    minP,
    repetition,
    presence,
    frequency,
    logitBias,
    stop,
    ignoreEos: flags === 1,
    grammar,
  })
  if (!equal(encodeSampler(sampler), bytes)) bad('not in canonical form')
  return sampler
}

/** SHA-256 of the canonical bytes. */
export const samplerHash = (sampler: Sampler): Hex => toHex(sha256(encodeSampler(sampler)))

/** A sampler as JSON: its members as they are. */
export const samplerJson = (sampler: Sampler): Readonly<Record<string, unknown>> => ({ ...checkSampler(sampler) })

const MEMBERS: readonly (keyof Sampler)[] = [
  'maxTokens',
  'temperature',
  'topK',
  'topP',
  'minP',
  'repetition',
  'presence',
  'frequency',
  'logitBias',
  'stop',
  'ignoreEos',
  'grammar',
]

/** The sampler of what `samplerJson` gave and `JSON.parse` read. Refuses (`sampler_invalid`) other members and forms. */
export function samplerFromJson(json: unknown): Sampler {
  const bad = (reason: string): never => refuse('sampler_invalid', `sampler: ${reason}`)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return bad('not an object')
  const given = json as Record<string, unknown>
  for (const name of Object.keys(given))
    if (!MEMBERS.includes(name as keyof Sampler)) bad(`${JSON.stringify(name.slice(0, 40))} is no member`)
  for (const name of MEMBERS) if (!Object.hasOwn(given, name)) bad(`${name} is missing`)
  const number = (name: keyof Sampler): number => {
    const value = given[name]
    return typeof value === 'number' ? value : bad(`${name} is no number`)
  }
  const { logitBias, stop, ignoreEos, grammar } = given
  if (!Array.isArray(logitBias) || logitBias.length > MAX_BIASES) return bad('logitBias is no list of pairs')
  const pairs = logitBias.map(pair =>
    Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'number' && typeof pair[1] === 'number'
      ? ([pair[0], pair[1]] as const)
      : bad('logitBias is no list of pairs'),
  )
  if (!Array.isArray(stop) || stop.length > MAX_STOPS || !stop.every(text => typeof text === 'string'))
    return bad('stop is no list of strings')
  if (typeof ignoreEos !== 'boolean') return bad('ignoreEos is not true or false')
  return checkSampler({
    maxTokens: number('maxTokens'),
    temperature: number('temperature'),
    topK: number('topK'),
    topP: number('topP'),
    minP: number('minP'),
    repetition: number('repetition'),
    presence: number('presence'),
    frequency: number('frequency'),
    logitBias: pairs,
    stop: stop as string[],
    ignoreEos,
    grammar: grammar === null ? null : grammarFromJson(grammar),
  })
}
