// What the members of tokenizer bytes must mean together (spec/tokenizer.md, "Bytes"). The models beside it rely on this.

import { refuse } from '../../errors/index.ts'
import { byteAt, characterOf, kindsOf, ORDINARY } from './spelling.ts'
import { CONTROL, SILENT, type TokenizerData, TRIMS_LEFT, TRIMS_RIGHT, WHOLE_WORD } from './types.ts'

const ALL_FLAGS = CONTROL | TRIMS_LEFT | TRIMS_RIGHT | WHOLE_WORD
const MAX_RANK = 1 << 21
const MAX_LONGEST = 1000
/** Of tokens that are looked for at every place of a text: time is this many steps a place at most. */
const MAX_SOUGHT = 256
/** 0xc0, 0xc1 and 0xf5 to 0xff stand in no UTF-8. */
const inUtf8 = (byte: number): boolean => byte < 0xc0 || (byte > 0xc1 && byte < 0xf5)

const bad = (why: string): never => refuse('tokenizer_malformed', `tokenizer: ${why}`)

function checkIds(data: TokenizerData): void {
  const { tokens } = data
  const isId = (id: number): boolean => Number.isInteger(id) && id >= 0 && id < tokens.length
  for (const name of ['bytes', 'prefix', 'suffix', 'eos'] as const)
    for (const id of data[name]) if (!isId(id) || tokens[id] === '') bad(`${name}: ${id} is not a token`)
  for (const name of ['unknown', 'bos'] as const) {
    const id = data[name]
    if (id !== null && (!isId(id) || tokens[id] === '')) bad(`${name}: ${id} is not a token`)
  }
  if (data.eos.some((id, i) => i > 0 && id <= data.eos[i - 1]!)) bad('eos: ids do not ascend')
  if (data.bytes.length !== 0 && (data.bytes.length !== 256 || new Set(data.bytes).size !== 256))
    bad('bytes: 256 different tokens expected, or none')
  if (data.added.length % 2 !== 0) bad('added: pairs of id and flags expected')
  const texts = new Set<string>()
  const bytes = new Set(data.bytes)
  for (let i = 0; i < data.added.length; i += 2) {
    const id = data.added[i]!
    const flags = data.added[i + 1]!
    if (!isId(id) || (i > 0 && id <= data.added[i - 2]!)) bad(`added: ${id} is not a token, or ids do not ascend`)
    if (flags < 0 || (flags & ~ALL_FLAGS) !== 0 || (flags & CONTROL) === SILENT)
      bad(`added: flags ${flags} of token ${id}`)
    if (tokens[id] === '' || texts.has(tokens[id]!)) bad(`added: token ${id} is a hole, or its text stands twice`)
    if (bytes.has(id)) bad(`added: token ${id} is a byte`)
    if (tokens[id]!.length > MAX_SOUGHT) bad(`added: token ${id} is longer than ${MAX_SOUGHT}`)
    texts.add(tokens[id]!)
  }
}

function checkModel(data: TokenizerData, kinds: Uint8Array): void {
  const { model, spelling, tokens, merges, ranks, scores } = data
  const size = tokens.length
  if (spelling === 'bytes' && (model !== 'bpe' || ranks.length > 0 || data.bytes.length > 0 || data.space !== ''))
    bad('a byte spelling with members that it does not take')
  if (model !== 'bpe' && (merges.length > 0 || ranks.length > 0 || data.whole)) bad(`${model}: merges, ranks or whole`)
  if (model === 'bpe' && ranks.length !== 0 && (ranks.length !== size || merges.length > 0))
    bad('ranks: one for every token expected, and no merges')
  for (let i = 0; i < ranks.length; i++)
    if (ranks[i]! < -1 || ranks[i]! > MAX_RANK) bad(`ranks: ${ranks[i]} of token ${i}`)
  if (merges.length % 2 !== 0) bad('merges: pairs of ids expected')
  for (let i = 0; i < merges.length; i++)
    if (merges[i]! < 0 || merges[i]! >= size || kinds[merges[i]!] !== ORDINARY)
      bad(`merges: ${merges[i]} is not an ordinary token`)
  if (scores.length !== (model === 'unigram' ? size : 0))
    bad('scores: one for every token of a unigram model expected, else none')
  for (let i = 0; i < scores.length; i++)
    if (!Number.isFinite(scores[i]) || Math.abs(scores[i]!) > 1e6) bad(`scores: ${scores[i]} of token ${i}`)
  if ((model === 'wordpiece') !== data.longest > 0 || data.longest > MAX_LONGEST) bad(`longest: ${data.longest}`)
  if (model === 'wordpiece' ? data.unknown === null || data.bytes.length > 0 : data.continuing !== '')
    bad('wordpiece: unknown is missing, or members that it alone takes, or does not take')
}

/** Throws a refusal unless the data are those of a tokenizer; returns the kinds of its tokens. */
export function checkTokenizer(data: TokenizerData): Uint8Array {
  if (data.tokens.length === 0) bad('no tokens')
  checkIds(data)
  const kinds = kindsOf(data)
  checkModel(data, kinds)
  const texts = new Set<string>()
  data.tokens.forEach((text, id) => {
    if (kinds[id] !== ORDINARY) return
    if (texts.has(text)) bad(`tokens ${id} and an earlier one have the same text`)
    texts.add(text)
    if (data.model !== 'bpe' && text.length > MAX_SOUGHT) bad(`token ${id} is longer than ${MAX_SOUGHT}`)
    if (data.spelling === 'text') return
    for (let i = 0; i < text.length; i++)
      if (byteAt(text, i) < 0) bad(`token ${id} is not spelled in the alphabet of bytes`)
  })
  if (data.spelling === 'bytes' && data.unknown === null)
    for (let byte = 0; byte < 256; byte++)
      if (inUtf8(byte) && !texts.has(characterOf(byte))) bad(`no token spells the byte ${byte}, and none is unknown`)
  return kinds
}
