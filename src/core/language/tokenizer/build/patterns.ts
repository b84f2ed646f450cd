// Patterns that split text before byte-level merging, by the name that GGUF files give (`tokenizer.ggml.pre`). GGUF holds no pattern,
// only the name of a model that had it. Each list is applied in order, every match a piece of its own.

const CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
const SPACES = '\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+'

export const GPT2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"
const digits = (count: string): string =>
  `${CONTRACTIONS}|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}${count}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|${SPACES}`
const LLAMA3 = digits('{1,3}')
const QWEN2 = digits('')
const UPPER = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]'
const LOWER = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]'
const cases = (contractions: string, numbers: string): string =>
  `[^\\r\\n\\p{L}\\p{N}]?${UPPER}*${LOWER}+${contractions}|[^\\r\\n\\p{L}\\p{N}]?${UPPER}+${LOWER}*${contractions}|${numbers}` +
  `| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|${SPACES}`
const BLOOM = ' ?[^(\\s|.,!?\u2026\u3002\uff0c\u3001\u0964\u06d4\u060c)]+'
const DEEPSEEK3 = [
  '\\p{N}{1,3}',
  '[\u4e00-\u9fa5\u3040-\u309f\u30a0-\u30ff]+',
  '[!"#$%&\'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*|' +
    SPACES,
]

export interface PreTokenizer {
  readonly patterns: readonly string[]
  /** Pieces that are tokens stay whole. */
  readonly whole?: boolean
  /** Prompts of plain text begin with the begin token unless the file says otherwise. */
  readonly begins?: boolean
}

const byName = (entries: readonly [names: string, entry: PreTokenizer][]): ReadonlyMap<string, PreTokenizer> =>
  new Map(entries.flatMap(([names, entry]) => names.split(' ').map((name): [string, PreTokenizer] => [name, entry])))

export const PRE_TOKENIZERS = byName([
  ['default', { patterns: ['[\\p{P}$+<=>\\^~|]+', GPT2, '\\p{N}+', '[0-9][0-9][0-9]'] }],
  [
    'gpt-2 phi-2 mpt olmo jais trillion granite-docling jina-es jina-de jina-v1-en jina-v2-es jina-v2-de jina-v2-code roberta-bpe ' +
      'gigachat a.x-4.0 mellum modern-bert exaone4',
    { patterns: [GPT2] },
  ],
  ['starcoder refact command-r smollm codeshell exaone minerva-7b mellum2', { patterns: ['\\p{N}', GPT2] }],
  ['falcon', { patterns: ['[\\p{P}$+<=>\\^~|`]+', GPT2, '[0-9][0-9][0-9]'] }],
  [
    'llama3 llama-v3 llama-bpe falcon3 falcon-h1 pixtral midm-2.0 lfm2 jina-v5-nano',
    { patterns: [LLAMA3], whole: true, begins: true },
  ],
  ['dbrx smaug-bpe glm4 chatglm-bpe', { patterns: [LLAMA3] }],
  ['qwen2 deepseek-r1-qwen stablelm2 hunyuan megrez solar-open kormo f2llmv2 grok-2', { patterns: [QWEN2] }],
  ['deepseek-v3 hunyuan-dense joyai-llm hy_v4', { patterns: DEEPSEEK3 }],
  [
    'deepseek-coder',
    { patterns: ['[\\r\\n]', '\\s?\\p{L}+', '\\s?\\p{P}+', '[\u4e00-\u9fa5\u0800-\u4e00\uac00-\ud7ff]+', '\\p{N}'] },
  ],
  ['bloom poro-chat gpt3-finnish', { patterns: [BLOOM] }],
  ['viking', { patterns: [BLOOM, '\\p{N}'] }],
  ['tekken', { patterns: [cases('', '\\p{N}')], whole: true, begins: true }],
  ['gpt-4o llama4 kanana2 talkie minimax-m2', { patterns: [cases(`${CONTRACTIONS}?`, '\\p{N}{1,3}')] }],
])
