// What makes a causal graph a language model: the bytes of a tokenizer and of a chat template, and ports for token ids and
// logits. spec/language.md, "Model file". What the bytes say is read elsewhere (core/language).

import { Reader, Writer } from '../bytes/cursor.ts'
import { refuse } from '../errors/index.ts'
import { contextOf } from './causal.ts'
import type { ModelInterface, Port } from './interface.ts'
import type { Graph } from './types.ts'

const MAX_TOKENIZER_BYTES = 32 << 20
const MAX_TEMPLATE_BYTES = 256 << 10
export const MAX_LANGUAGE_BYTES = 4 + MAX_TOKENIZER_BYTES + MAX_TEMPLATE_BYTES

export interface Language {
  /** 1 byte to 32 MiB. */
  readonly tokenizer: Uint8Array
  /** Up to 256 KiB; empty where a model has no chat template. */
  readonly template: Uint8Array
}

export interface LanguagePorts {
  /** Slots: token ids in; logits out; the last norm's output, where the graph gives it. */
  readonly tokens: number
  readonly logits: number
  readonly hidden: number | null
  /** Number of logits: token ids are 0 to vocabulary - 1. */
  readonly vocabulary: number
  /** Most tokens of a prompt and its answer together. */
  readonly context: number
  /** logit = integer / 2^logitExponent. */
  readonly logitExponent: number
  /** Length of `hidden`. */
  readonly width: number | null
}

const bad = (reason: string): never => refuse('model_malformed', `language model: ${reason}`)

function checkPort(port: Port, op: { readonly shape: readonly number[]; readonly bits: number }): void {
  if (op.shape.length !== 1) bad(`port ${JSON.stringify(port.name)} has shape [${op.shape}], one axis expected`)
  if (port.pixels !== undefined || port.thresholds !== undefined)
    bad(`port ${JSON.stringify(port.name)} has pixels or thresholds`)
}

/**
 * Where tokens go in and logits come out. Refuses (`model_malformed`) a graph that is not causal and ports that are not those of
 * a language model: one input `tokens` [2] of 16 bits and exponent 0; outputs `logits` of 16 bits and, where there is one,
 * `hidden`.
 */
export function languagePorts({
  graph,
  ports,
}: {
  readonly graph: Graph
  readonly ports: ModelInterface
}): LanguagePorts {
  const context = contextOf(graph)
  if (context === null) return bad('the graph is not causal: it has neither a position nor an attention')
  const [tokens, ...others] = ports.inputs
  if (tokens?.name !== 'tokens' || others.length > 0) return bad('one input, "tokens", expected')
  const ops = (kind: 'input' | 'output') => graph.ops.filter(op => op.kind === kind)
  const input = ops('input')[0]!
  checkPort(tokens, input)
  if (input.shape[0] !== 2 || input.bits !== 16 || tokens.exponent !== 0)
    bad(
      `port "tokens" has [${input.shape}], ${input.bits} bits and exponent ${tokens.exponent}; [2], 16 and 0 expected`,
    )
  const outputs = ops('output')
  const slotOf = (name: string): number => ports.outputs.findIndex(port => port.name === name)
  const [logits, hidden] = [slotOf('logits'), slotOf('hidden')]
  if (logits < 0 || ports.outputs.length !== (hidden < 0 ? 1 : 2))
    bad('outputs "logits" and, beside it, nothing but "hidden" expected')
  ports.outputs.forEach((port, slot) => {
    checkPort(port, outputs[slot]!)
  })
  if (outputs[logits]!.bits !== 16) bad(`port "logits" has ${outputs[logits]!.bits} bits, 16 expected`)
  return {
    ...{ tokens: 0, logits, hidden: hidden < 0 ? null : hidden, context },
    vocabulary: outputs[logits]!.shape[0]!,
    logitExponent: ports.outputs[logits]!.exponent,
    width: hidden < 0 ? null : outputs[hidden]!.shape[0]!,
  }
}

/** Refuses bytes that are too many or none. */
export function checkLanguage({ tokenizer, template }: Language): void {
  if (tokenizer.length < 1) bad('the tokenizer has no bytes')
  for (const [name, bytes, most] of [
    ['tokenizer', tokenizer, MAX_TOKENIZER_BYTES],
    ['template', template, MAX_TEMPLATE_BYTES],
  ] as const)
    if (bytes.length > most)
      refuse('file_too_large', `language model: a ${name} of ${bytes.length} bytes, at most ${most}`)
}

/** The section of the model file: spec/model.md. */
export const encodeLanguage = ({ tokenizer, template }: Language): Uint8Array =>
  new Writer(4 + tokenizer.length + template.length).u32(tokenizer.length).raw(tokenizer).raw(template).finish()

/** Views on the section's bytes; for use inside `attempt`. */
export function decodeLanguage(section: Uint8Array): Language {
  const r = new Reader(section, 'language section', 'model_malformed')
  const tokenizer = r.raw(r.u32())
  return { tokenizer, template: r.raw(r.left) }
}
