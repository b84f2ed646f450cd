// One choice of an answer, event by event: its text as far as it is certain, its logarithms, its end. spec/openai.md, "Text". Chats,
// completions and responses render these; none of them looks into a stream itself.

import type { Hex } from '../core/bytes/index.ts'
import { refuse } from '../core/errors/index.ts'
import type { ReceiptBundle, StreamEvent, StreamFinish, TokenLogprobs } from '../core/receipt/index.ts'
import type { LanguageModel, NoteEvent } from './backend.ts'
import { trackText } from './text.ts'

/** A token whose text has begun to be given. */
export interface GivenToken {
  readonly id: number
  /** Characters of the answer before it. */
  readonly start: number
  /** Where they were asked for. */
  readonly logprobs: TokenLogprobs | null
}

export interface Ended {
  readonly finish: StreamFinish
  readonly bundle: ReceiptBundle
  /** Of the answer, the one that ended it included. */
  readonly tokens: number
  /** Of the prompt, given by a prefix cache. */
  readonly cachedTokens: number
  readonly reader: Hex | null
}

export interface Piece {
  /** The event as it came. */
  readonly event: StreamEvent
  readonly text: string
  readonly tokens: readonly GivenToken[]
  /** With the last event. */
  readonly end: Ended | null
}

export interface PieceOptions {
  readonly model: Pick<LanguageModel, 'bytes' | 'decoder'>
  readonly stops: readonly string[]
}

/** Reads one stream to its end. A stream without a receipt at its end is refused: `stream_receipt_missing`. */
export async function* piecesOf(
  events: AsyncIterable<StreamEvent | NoteEvent>,
  options: PieceOptions,
): AsyncGenerator<Piece, void> {
  const track = trackText(options.model.decoder(), options.stops)
  let waiting: GivenToken[] = []
  let count = 0
  let cachedTokens = 0
  let reader: Hex | null = null

  /** Tokens whose first character is out; at the end, those that have none as well, as far as nothing was cut. */
  const begun = (last: boolean): readonly GivenToken[] => {
    const is = ({ start }: GivenToken): boolean => start < track.given || (last && !track.cut)
    const out = waiting.filter(is)
    waiting = waiting.filter(token => !is(token))
    return out
  }

  for await (const event of events) {
    if (event.type === 'note') {
      cachedTokens = event.cachedTokens ?? cachedTokens
      reader = event.reader ?? reader
      continue
    }
    if (event.type === 'chunk') {
      let text = ''
      event.tokens.forEach((id, i) => {
        count++
        if (options.model.bytes(id) === null) return
        text += track.push(id)
        waiting.push({ id, start: track.start, logprobs: event.logprobs?.[i] ?? null })
      })
      yield { event, text, tokens: begun(false), end: null }
    } else if (event.type === 'end') {
      const { finish, bundle } = event
      if (bundle === null) return refuse('stream_receipt_missing', 'the node ended its answer without a receipt')
      const text = track.end()
      yield { event, text, tokens: begun(true), end: { finish, bundle, tokens: count, cachedTokens, reader } }
      return
    } else yield { event, text: '', tokens: [], end: null }
  }
  refuse('stream_receipt_missing', 'the answer broke off before its end')
}
