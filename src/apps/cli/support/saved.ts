// A saved stream that the user names.

import { unwrap } from '../../../core/errors/index.ts'
import { MAX_SAVED_BYTES, readSavedStream, type StreamEvent } from '../../../core/receipt/index.ts'
import { readUserFile } from './home.ts'

/** Events of our own, or what a gateway sent to an OpenAI client: neither is one JSON object that is a receipt. */
export const isStream = (text: string): boolean => /^\s*(data:|event:|:|\{"type":)/.test(text.slice(0, 1 << 12))

/** The events in a file; null where it is something else. */
export function eventsIn(path: string): readonly StreamEvent[] | null {
  const text = new TextDecoder().decode(readUserFile(path, MAX_SAVED_BYTES))
  return isStream(text) ? unwrap(readSavedStream(text)).events : null
}
