// Reading a saved stream: spec/stream.md, "Saved streams". Either one event a line, or the text of an OpenAI-compatible answer (server-sent
// events) whose JSON carries the events in a member `assay`, as `events`. Bounded in bytes, lines and events; what an event says is not judged here.

import { attempt, type Result, unwrap } from '../errors/index.ts'
import { jsonReader } from './json.ts'
import { eventFromJson, type StreamEvent } from './streamEvents.ts'

export const MAX_SAVED_BYTES = 32 << 20
/** A start, a tick and a verdict for each token, and an end. */
const MAX_EVENTS = 3 * 32_768 + 2
/** Choices of one answer that a saved file may hold. */
const MAX_CHOICES = 128

export interface SavedStream {
  readonly format: 'ndjson' | 'sse'
  readonly events: readonly StreamEvent[]
  /** The text that the choice's chunks show, as it was read; null where only events were saved. It is under no hash: decode the tokens. */
  readonly text: string | null
}

const { bad, integer, list } = jsonReader('stream_malformed', 'saved stream')

type Json = Record<string, unknown>
const objectOf = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null

/** Events of a saved stream, of choice `choice` where an answer has several. */
export const readSavedStream = (text: string, choice = 0): Result<SavedStream> =>
  attempt(() => {
    if (text.length > MAX_SAVED_BYTES) bad(`more than ${MAX_SAVED_BYTES} characters`)
    const first = /\S/.exec(text)
    if (first === null) bad('it is empty')
    return text[first!.index] === '{' ? readLines(text) : readServerSent(text, choice)
  })

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return bad(`${what} is not JSON`)
  }
}

/** Lines without their ends, one after the other and not all at once. */
function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at)
    const to = found === -1 ? text.length : found
    yield text.slice(at, text[to - 1] === '\r' && to > at ? to - 1 : to)
    at = to + 1
  }
}

function readLines(text: string): SavedStream {
  const events: StreamEvent[] = []
  let number = 0
  for (const line of linesOf(text)) {
    number++
    if (line.trim() === '') continue
    if (events.length >= MAX_EVENTS) bad(`more than ${MAX_EVENTS} events`)
    events.push(unwrap(eventFromJson(parse(line, `line ${number}`))))
  }
  return { format: 'ndjson', events, text: null }
}

function readServerSent(text: string, choice: number): SavedStream {
  const events: StreamEvent[] = []
  const shown: string[] = []
  let data: string[] = []
  const flush = (): void => {
    const payload = data.join('\n')
    data = []
    if (payload === '' || payload === '[DONE]') return
    const json = objectOf(parse(payload, 'the data of an event'))
    if (json === null) return
    const assay = objectOf(json['assay'])
    if (choiceOf(json, assay) === choice) {
      shown.push(textOf(json))
      for (const event of assay === null ? [] : eventsOf(assay)) {
        if (events.length >= MAX_EVENTS) bad(`more than ${MAX_EVENTS} events`)
        events.push(event)
      }
    }
  }
  for (const line of linesOf(text)) {
    if (line === '') flush()
    else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5))
    // Names, ids and comments of server-sent events say nothing here.
  }
  flush()
  if (events.length === 0) bad('nothing in the answer has a member assay with events')
  return { format: 'sse', events, text: shown.join('') }
}

const eventsOf = (assay: Json): StreamEvent[] =>
  Object.hasOwn(assay, 'events')
    ? list(assay['events'], MAX_EVENTS, 'assay.events').map(value => unwrap(eventFromJson(value)))
    : []

/** The choice that a message belongs to: it says so itself, or the index of its first one does; else 0. */
function choiceOf(json: Json, assay: Json | null): number {
  const { choices } = json
  const first = Array.isArray(choices) ? objectOf(choices[0]) : null
  return integer(assay?.['choice'] ?? first?.['index'] ?? 0, MAX_CHOICES - 1, 'choice')
}

/** Visible text of a chunk: of chat completions, completions, and responses. */
function textOf(json: Json): string {
  if (json['type'] === 'response.output_text.delta' && typeof json['delta'] === 'string') return json['delta']
  const { choices } = json
  const first = Array.isArray(choices) ? objectOf(choices[0]) : null
  const content = objectOf(first?.['delta'])?.['content'] ?? first?.['text']
  return typeof content === 'string' ? content : ''
}
