// The text of an answer as far as it is certain: spec/openai.md, "Text". Tokens become characters when their bytes are complete; a stop
// string and what follows it are cut; what may be the beginning of one waits.

/** Characters of a stream of tokens. `push` gives those that are complete with this token, `end` what incomplete bytes stand for. */
export interface TokenText {
  push(token: number): string
  end(): string
}

export interface TextTrack {
  /** Adds a token; gives the text that is certain by it. */
  push(token: number): string
  /** What is still held back, when no token follows. */
  end(): string
  /** Characters before the token that was pushed last: its place in the text, were it not cut. */
  readonly start: number
  /** Characters that have been given. */
  readonly given: number
  /** A stop string has been met: nothing follows. */
  readonly cut: boolean
}

export function trackText(tokens: TokenText, stops: readonly string[]): TextTrack {
  let held = ''
  let start = 0
  let given = 0
  let cut = false
  const longest = Math.max(0, ...stops.map(({ length }) => length))

  /** Gives what cannot be cut any more of the text that is held. */
  const release = (last: boolean): string => {
    if (cut) return ''
    const at = firstOf(held, stops)
    let ready = held.length
    if (at >= 0) {
      cut = true
      ready = at
    } else if (!last) ready -= beginning(held, stops, longest)
    const out = held.slice(0, ready)
    held = cut ? '' : held.slice(ready)
    given += out.length
    return out
  }

  return {
    get start() {
      return start
    },
    get given() {
      return given
    },
    get cut() {
      return cut
    },
    push(token) {
      start = given + held.length
      held += tokens.push(token)
      return release(false)
    },
    end() {
      held += tokens.end()
      return release(true)
    },
  }
}

/** Where the first of the stop strings begins, or -1. */
function firstOf(text: string, stops: readonly string[]): number {
  const places = stops.map(stop => text.indexOf(stop)).filter(at => at >= 0)
  return places.length === 0 ? -1 : Math.min(...places)
}

/** Characters at the end of a text that may be the beginning of a stop string. */
function beginning(text: string, stops: readonly string[], longest: number): number {
  for (let length = Math.min(text.length, longest - 1); length > 0; length--) {
    const end = text.slice(-length)
    if (stops.some(stop => stop.length > length && stop.startsWith(end))) return length
  }
  return 0
}
