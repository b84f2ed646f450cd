// A tokenizer for models with random weights: byte-level merges over made-up words, of any size, the same in Hugging Face's form
// and in GGUF metadata. It splits text as GPT-2's does; what its tokens spell means nothing.

import type { Metadata } from './gguf.ts'

export interface Vocabulary {
  /** By id; the last two are <s> and </s>. */
  readonly tokens: readonly string[]
  /** "a b", the earlier the sooner. */
  readonly merges: readonly string[]
}

const SPACE = '\u0120'
const BEGIN = '<s>'
const END = '</s>'

/** The characters that stand for the 256 bytes in byte-level vocabularies. */
function byteSigns(): string[] {
  const plain = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae
  let next = 256
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(plain(byte) ? byte : next++))
}

/** Bytes, then words letter by letter: every two letters, then every three, each also after a space. */
export function makeVocabulary(size: number): Vocabulary {
  const tokens = byteSigns()
  const merges: string[] = []
  const letters = 'etaoinshrdlucmfwypvbgkjqxz'
  const room = (): boolean => tokens.length < size - 2
  const add = (a: string, b: string): void => {
    tokens.push(a + b)
    merges.push(`${a} ${b}`)
  }
  let words: string[] = [...letters]
  while (room()) {
    const longer: string[] = []
    for (const word of words) {
      if (room()) add(SPACE, word)
      for (const letter of letters) {
        if (!room()) break
        longer.push(word + letter)
        add(word, letter)
      }
    }
    words = longer
  }
  return { tokens: [...tokens, BEGIN, END], merges }
}

/** tokenizer.json and tokenizer_config.json. */
export const huggingFaceTokenizer = ({ tokens, merges }: Vocabulary, context: number) => ({
  'tokenizer.json': {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [BEGIN, END].map((content, i) => ({
      ...{ id: tokens.length - 2 + i, content, special: true, normalized: false },
      ...{ single_word: false, lstrip: false, rstrip: false },
    })),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      ...{ type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null },
      ...{ fuse_unk: false, byte_fallback: false, ignore_merges: false },
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: merges.map(merge => merge.split(' ')),
    },
  },
  'tokenizer_config.json': {
    ...{ tokenizer_class: 'PreTrainedTokenizerFast', bos_token: BEGIN, eos_token: END },
    ...{ add_bos_token: false, add_eos_token: false, model_max_length: context },
  },
})

const NORMAL = 1
const CONTROL = 3

export const ggufTokenizer = ({ tokens, merges }: Vocabulary): (readonly [string, Metadata])[] => [
  ['tokenizer.ggml.model', { text: 'gpt2' }],
  ['tokenizer.ggml.pre', { text: 'gpt-2' }],
  ['tokenizer.ggml.tokens', { texts: tokens }],
  ['tokenizer.ggml.token_type', { i32s: tokens.map((_, id) => (id < tokens.length - 2 ? NORMAL : CONTROL)) }],
  ['tokenizer.ggml.merges', { texts: merges }],
  ['tokenizer.ggml.bos_token_id', { u32: tokens.length - 2 }],
  ['tokenizer.ggml.eos_token_id', { u32: tokens.length - 1 }],
  ['tokenizer.ggml.add_bos_token', { flag: false }],
]
