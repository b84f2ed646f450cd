// Tokenizers of llama2.c: a file of scores, lengths and bytes. SentencePiece merges by score; spaces stand as they are; ids 0, 1 and 2
// are unknown, begin and end; 3 to 258 are the bytes.

import { fromUtf8 } from '../../../bytes/index.ts'
import { attempt, type Result, refuse } from '../../../errors/index.ts'
import { MAX_TOKEN_LENGTH, MAX_TOKENS } from '../format.ts'
import { CONTROL } from '../types.ts'
import { byteTokens, EMPTY, finish, ranksOf } from './common.ts'

const UNKNOWN = 0
const BOS = 1
const EOS = 2

/** Tokenizer bytes from a llama2.c tokenizer file, of all tokens that it holds. */
export const tokenizerFromLlama2c = (file: Uint8Array): Result<Uint8Array> =>
  attempt(() => {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
    const tokens: string[] = []
    const scores: number[] = []
    // The first word is the longest token's length; readers need it for their buffers only.
    for (let at = 4; at < file.length; ) {
      if (tokens.length === MAX_TOKENS) refuse('file_too_large', `llama2.c tokenizer: more than ${MAX_TOKENS} tokens`)
      if (at + 8 > file.length) refuse('file_truncated', `llama2.c tokenizer: it ends within token ${tokens.length}`)
      const score = view.getFloat32(at, true)
      const length = view.getUint32(at + 4, true)
      at += 8
      if (length > 4 * MAX_TOKEN_LENGTH || !Number.isFinite(score))
        refuse(
          'file_malformed',
          `llama2.c tokenizer: token ${tokens.length} has ${length} bytes and the score ${score}`,
        )
      if (at + length > file.length)
        refuse('file_truncated', `llama2.c tokenizer: it ends within token ${tokens.length}`)
      try {
        tokens.push(fromUtf8(file.subarray(at, at + length)))
      } catch {
        refuse('file_malformed', `llama2.c tokenizer: token ${tokens.length} is not UTF-8`)
      }
      scores.push(score)
      at += length
    }
    if (tokens.length < 259)
      refuse('file_malformed', `llama2.c tokenizer: ${tokens.length} tokens; the bytes alone are 259`)
    // Exporters write the begin and end tokens with line breaks around them, for printing.
    for (const id of [BOS, EOS]) tokens[id] = tokens[id]!.trim()
    const bytes = byteTokens(text => {
      const id = tokens.indexOf(text)
      return id < 0 ? undefined : id
    })
    if (bytes.length === 0) refuse('file_malformed', 'llama2.c tokenizer: the bytes are missing')
    const apart = new Set([UNKNOWN, BOS, EOS, ...bytes])
    return finish({
      ...EMPTY,
      tokens,
      ranks: ranksOf(tokens, id => (apart.has(id) ? null : scores[id]!)),
      unknown: UNKNOWN,
      bytes,
      added: [UNKNOWN, CONTROL, BOS, CONTROL, EOS, CONTROL],
      steps: [['prefix', ' ', 'start', 'always']],
      space: ' ',
      strip: true,
      bos: BOS,
      prefix: [BOS],
      // The stories end with the token that begins the next one.
      eos: [BOS, EOS],
    })
  })
