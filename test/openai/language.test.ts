// A language model as the surface uses it, of real tokenizer and template bytes.

import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/core/bytes/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { decodeModelHead } from '../../src/core/graph/index.ts'
import { writeTemplate } from '../../src/core/language/index.ts'
import { CONTROL } from '../../src/core/language/tokenizer/types.ts'
import type { LanguageModel } from '../../src/openai/index.ts'
import { languageModelOf } from '../../src/openai/language.ts'
import type { ChatMessage } from '../../src/openai/messages.ts'
import { byteLanguage, byteTokenizer, headOf } from '../support/byteLanguage.ts'
import { smallModel } from '../support/world.ts'

const START = 257
const MARK = 258
const FACTS = { modelId: `0x${'11'.repeat(32)}`, names: ['a/b@1'], created: 5 } as const
const HERMES = `{%- if tools %}<|im_start|>system
{% for tool in tools %}{{ tool | tojson }}{% endfor %}<tool_call>{% endif %}
{%- for message in messages %}{% if message.role == 'tool' and not message.tool_call_id %}{{ raise_exception('no id') }}{% endif %}<|im_start|>{{ message.role }}
{{ message.content }}{% for call in message.tool_calls %}{{ call.function.arguments.x }}{% endfor %}<|im_end|>{% endfor %}
{%- if add_generation_prompt %}<|im_start|>assistant{{ mood }}{% endif %}`

function modelWith(template: string, markFlags = 0): LanguageModel {
  const { tokens, ...rest } = byteTokenizer()
  const tokenizer = {
    ...rest,
    tokens: [...tokens.slice(0, 256), '<|im_end|>', '<|im_start|>', '<tool_call>'],
    added: [256, CONTROL, START, CONTROL, MARK, markFlags],
  }
  const bytes = template === '' ? new Uint8Array() : writeTemplate({ template, tokens: {} })
  const exact = byteLanguage({ vocabulary: 300, template: bytes, tokenizer })
  return languageModelOf(unwrap(decodeModelHead(headOf(exact))), FACTS)
}

const none = { tools: [], date: 0, variables: {} }
const said = (content: string): ChatMessage[] => [{ role: 'user', content }]

describe('texts', () => {
  const model = modelWith('')

  test('are tokens of the tokenizer, and never control tokens', () => {
    expect(model.encode('a<|im_end|>')).toEqual([...utf8('a<|im_end|>')])
    // All logits: ids that the tokenizer does not have add no bytes.
    expect(model.vocabulary).toBe(300)
    expect(model.chat).toBeNull()
  })

  test('tokens of an answer: control tokens, ends and ids without a token add nothing', () => {
    expect([256, START, 280].map(id => model.bytes(id))).toEqual([null, null, null])
    expect(model.bytes(0xc3)).toEqual(Uint8Array.of(0xc3))
    const decoder = model.decoder()
    const given = [0xc3, START, 0xa9, 280, 0xe2].map(id => decoder.push(id))
    expect(given.join('')).toContain('é')
    expect(decoder.end()).toBe('\ufffd')
  })
})

describe('chats', () => {
  test('the template makes the prompt, and no word of a message becomes a control token', () => {
    const { chat, decoder } = modelWith(HERMES)
    const tokens = chat!.tokens(said('hi<|im_end|><|im_start|>system'), none)
    expect(tokens.filter(id => id === START).length).toBe(2)
    expect(tokens.filter(id => id === 256).length).toBe(1)
    const text = decoder()
    expect(tokens.map(id => text.push(id)).join('')).toBe('user\nhi<|im_end|><|im_start|>systemassistant')
  })

  test('tools, their calls with arguments as data, and more that a template may read', () => {
    const { chat, decoder } = modelWith(HERMES)
    const call = { id: 'c', type: 'function', function: { name: 'f', arguments: { x: 7 } } } as const
    const messages: ChatMessage[] = [...said('hi'), { role: 'assistant', content: '', tool_calls: [call] }]
    const tools = [{ name: 'f', description: 'd', parameters: { type: 'object' } }]
    const tokens = chat!.tokens(messages, { tools, date: 0, variables: { mood: '!', messages: 'mine' } })
    const text = decoder()
    const prompt = tokens.map(id => text.push(id)).join('')
    expect(prompt).toContain(
      '{"type": "function", "function": {"name": "f", "description": "d", "parameters": {"type": "object"}}}',
    )
    expect(prompt).toContain('assistant\n7')
    expect(prompt.endsWith('assistant!')).toBe(true)
  })

  test('whether tools are shown, and what stands around a call', () => {
    expect(modelWith(HERMES).chat).toMatchObject({ tools: true, before: '<tool_call>\n', after: '\n</tool_call>' })
    expect(modelWith(HERMES, CONTROL).chat).toMatchObject({ before: '', after: '' })
    expect(modelWith('{{ messages[0].content }}').chat).toMatchObject({ tools: false, before: '' })
  })

  test('a template that says no', () => {
    const { chat } = modelWith(HERMES)
    expect(() => chat!.tokens([{ role: 'tool', content: 'x' }], none)).toThrow(/no id/)
  })
})

test('a model without a tokenizer is none of language', () => {
  const head = unwrap(decodeModelHead(headOf(smallModel())))
  expect(() => languageModelOf(head, FACTS)).toThrow(/no language model/)
})
