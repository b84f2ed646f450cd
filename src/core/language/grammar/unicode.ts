// Characters as bytes: well-formed UTF-8 (RFC 3629) without surrogates, and the escapes of JSON strings. spec/sampler.md, "Grammars".

import type { Builder } from './automaton.ts'

/** Where in a character: between two, or with so many bytes to come, the next of which may be narrowed. */
type Place = 'between' | 'one' | 'two' | 'three' | 'afterE0' | 'afterED' | 'afterF0' | 'afterF4'

/** By place: ranges of the next byte, and where they lead. */
const NEXT: Readonly<Record<Place, readonly (readonly [number, number, Place])[]>> = {
  between: [
    [0x00, 0x7f, 'between'],
    [0xc2, 0xdf, 'one'],
    [0xe0, 0xe0, 'afterE0'],
    [0xe1, 0xec, 'two'],
    [0xed, 0xed, 'afterED'],
    [0xee, 0xef, 'two'],
    [0xf0, 0xf0, 'afterF0'],
    [0xf1, 0xf3, 'three'],
    [0xf4, 0xf4, 'afterF4'],
  ],
  one: [[0x80, 0xbf, 'between']],
  two: [[0x80, 0xbf, 'one']],
  three: [[0x80, 0xbf, 'two']],
  afterE0: [[0xa0, 0xbf, 'one']],
  afterED: [[0x80, 0x9f, 'one']],
  afterF0: [[0x90, 0xbf, 'two']],
  afterF4: [[0x80, 0x8f, 'two']],
}

/** Where well-formed bytes leave off. */
function placeBehind(bytes: Uint8Array): Place {
  let place: Place = 'between'
  for (const byte of bytes) place = NEXT[place].find(([lo, hi]) => byte >= lo && byte <= hi)![2]
  return place
}

/** Do these bytes, the beginning of well-formed UTF-8, end between two characters? */
export const boundary = (bytes: Uint8Array): boolean => placeBehind(bytes) === 'between'

export interface CharacterOptions {
  /** Does the first byte count one of the frame? */
  readonly counts: boolean
  /** May control characters below U+0020 stand? */
  readonly controls?: boolean
  /** Bytes that may not come first. */
  readonly without: readonly number[]
  /** What `from` has read of a text: where it leaves off inside a character, the rest of that character. */
  readonly behind?: Uint8Array
}

/** Adds characters to an automaton; the states inside characters are shared by all that lead to one state. */
export function charactersFor(builder: Builder) {
  const shared = new Map<string, number>()

  /** The state at `place` of a character that ends in `to`. */
  function at(place: Place, to: number): number {
    if (place === 'between') return to
    const key = `${place} ${to}`
    const known = shared.get(key)
    if (known !== undefined) return known
    const state = builder.state()
    shared.set(key, state)
    for (const [lo, hi, next] of NEXT[place]) builder.edge(state, at(next, to), lo, hi)
    return state
  }

  return {
    /** One character from `from` to `to`. */
    addCharacters(from: number, to: number, options: CharacterOptions): void {
      const place = placeBehind(options.behind ?? new Uint8Array())
      for (const [first, last, next] of NEXT[place]) {
        let lo = place === 'between' && first === 0 && options.controls !== true ? 0x20 : first
        const holes = options.without.filter(byte => byte >= lo && byte <= last).sort((a, b) => a - b)
        for (const hole of [...holes, last + 1]) {
          if (lo < hole) builder.edge(from, at(next, to), lo, hole - 1, options.counts)
          lo = hole + 1
        }
      }
    },

    /** One escaped character from `from` to `to`; code points above U+FFFF are a pair of surrogates, which never stand alone. */
    addEscapes(from: number, to: number): void {
      const { state, edge } = builder
      const code = (character: string): number => character.charCodeAt(0)
      /** Hex digits of both cases between two digits of one kind. */
      const hex = (a: number, b: number, ranges: string): void => {
        for (const range of ranges.split(' ')) edge(a, b, code(range[0]!), code(range[range.length - 1]!))
      }
      const any = '0-9 A-F a-f'
      const escaped = state()
      edge(from, escaped, code('\\'), code('\\'), true)
      for (const character of '"\\/bfnrt') edge(escaped, to, code(character))
      const [digits, three, two, one] = [state(), state(), state(), state()]
      edge(escaped, digits, code('u'))
      hex(three, two, any)
      hex(two, one, any)
      hex(one, to, any)
      hex(digits, three, '0-9 A-C E-F a-c e-f')
      const d = state()
      hex(digits, d, 'D d')
      hex(d, two, '0-7')
      const [high2, high1, low, lowU, lowD, lowDigit] = [state(), state(), state(), state(), state(), state()]
      hex(d, high2, '8-9 A-B a-b')
      hex(high2, high1, any)
      hex(high1, low, any)
      edge(low, lowU, code('\\'))
      edge(lowU, lowD, code('u'))
      hex(lowD, lowDigit, 'D d')
      hex(lowDigit, two, 'C-F c-f')
    },
  }
}
