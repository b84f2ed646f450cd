// The character map of SentencePiece models: a double array of byte strings and their replacements, read out into pairs for a `map` step.
// Walked with bounds: each cell at most once, no key longer than a few characters.

import { fromUtf8 } from '../../../bytes/index.ts'
import { refuse } from '../../../errors/index.ts'
import type { Step } from '../types.ts'

const MAX_KEY_BYTES = 64
const MAX_PAIRS = 1 << 15

const bad = (why: string): never => refuse('tokenizer_malformed', `tokenizer: precompiled character map: ${why}`)

function text(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch {
    return bad('a text is not UTF-8')
  }
}

/** The map as steps: one, or none where it is empty. */
export function charactersMap(map: Uint8Array): Step[] {
  if (map.length === 0) return []
  const view = new DataView(map.buffer, map.byteOffset, map.byteLength)
  const size = map.length < 4 ? 0 : view.getUint32(0, true)
  if (size === 0 || size % 4 !== 0 || size + 4 > map.length) return bad('its sizes are wrong')
  const cells = size / 4
  const cell = (at: number): number => view.getUint32(4 + 4 * at, true)
  const offset = (unit: number): number => (unit >>> 10) << ((unit & 0x200) >>> 6)
  const texts = map.subarray(4 + size)

  const pairs: (readonly [from: string, to: string])[] = []
  const seen = new Uint8Array(cells)
  const stack: { base: number; key: readonly number[] }[] = [{ base: offset(cell(0)), key: [] }]
  while (stack.length > 0) {
    const { base, key } = stack.pop()!
    if (key.length === MAX_KEY_BYTES) return bad(`a key of more than ${MAX_KEY_BYTES} bytes`)
    for (let byte = 255; byte > 0; byte--) {
      const at = (base ^ byte) >>> 0
      if (at >= cells) continue
      const unit = cell(at)
      // The label of a cell that is in use is its byte; values have the highest bit set.
      if ((unit & 0x800000ff) >>> 0 !== byte) continue
      if (seen[at] === 1) return bad('two ways lead to one cell')
      seen[at] = 1
      const next = (at ^ offset(unit)) >>> 0
      const longer = [...key, byte]
      if ((unit & 0x100) !== 0) {
        if (next >= cells) return bad('a cell is outside')
        const start = cell(next) & 0x7fffffff
        const end = texts.indexOf(0, start)
        if (start >= texts.length || end < 0) return bad('a replacement is outside')
        if (pairs.length === MAX_PAIRS) return bad(`more than ${MAX_PAIRS} pairs`)
        pairs.push([text(Uint8Array.from(longer)), text(texts.subarray(start, end))])
      }
      stack.push({ base: next, key: longer })
    }
  }
  pairs.sort(([a], [b]) => (a < b ? -1 : 1))
  return pairs.length === 0 ? [] : [['map', ...pairs.flat()]]
}
