// assay compile for language models: files of weights to an exact model with its tokenizer, and what that costs in nats per token.

import { basename } from 'node:path'
import { toHex } from '../../../core/bytes/index.ts'
import type { Watch } from '../../../core/compile/index.ts'
import {
  compileLanguage,
  fastMultiply,
  importLanguage,
  type LanguageReport,
  ROW_KINDS,
  TARGET_DIVERGENCE,
} from '../../../core/compile/language/index.ts'
import { refuse, unwrap } from '../../../core/errors/index.ts'
import { readTokenizer, type Tokenizer } from '../../../core/language/index.ts'
import { type Answer, type Context, usage } from './command.ts'
import { engineOf } from './engines.ts'
import { readUserFile, writeWhole } from './home.ts'
import { languageOf, type OpenFiles } from './languageFiles.ts'
import { keepFile } from './models.ts'

/** Flags that speak of tensors, which a language model has none of. */
const FOREIGN = ['labels', 'bind', 'shape', 'prefer', 'activation-bits', 'pixels']
/** Tokens of a sequence, and how many sequences of a text are taken. */
const LENGTH = 256
const CALIBRATION_SEQUENCES = 8
const EVALUATION_SEQUENCES = 4
const MAX_TEXT_BYTES = 1 << 26
const NUMBER = /^\d+(\.\d+)?([eE][-+]?\d+)?$/

export async function compileLanguageFiles(
  context: Context,
  path: string,
  open: OpenFiles,
  reports: readonly string[],
  watch: Watch,
): Promise<Answer> {
  const { flag, flags, on, home } = context
  for (const name of FOREIGN)
    if (flag(name) !== undefined || flags(name).length > 0) usage(`--${name} has no meaning for a language model`)
  for (const file of reports)
    if (!/\.json$/i.test(file)) usage(`--report ${file}: a language model's report is a .json file`)
  const weightBits = oneOf('weight-bits', flag('weight-bits'), [8, 10] as const)
  const rounding = oneOf('rounding', flag('rounding'), ['compensated', 'nearest'] as const)
  const targetLoss = positive('target-loss', flag('target-loss'))
  const asked = positive('context', flag('context'))
  const float = unwrap(importLanguage(open.files, asked === undefined ? {} : { context: asked }))
  const language = languageOf(open, flag('tokenizer'))
  const tokenizer = unwrap(readTokenizer(language.tokenizer))
  if (tokenizer.vocabulary > float.vocabulary)
    refuse('input_invalid', `the tokenizer has ${tokenizer.vocabulary} tokens, the model ${float.vocabulary}`, {
      hint: 'It belongs to another model.',
    })
  const name = flag('name') ?? basename(path).replace(/\.(gguf|bin)$/i, '')
  const texts = textsOf(context, tokenizer, float.context)
  const { model, file, report } = unwrap(
    await compileLanguage(float, {
      language,
      ...texts,
      ...(weightBits === undefined ? {} : { weightBits }),
      ...(targetLoss === undefined ? {} : { targetLoss }),
      compensated: rounding !== 'nearest',
      start: tokenizer.bos ?? tokenizer.eos[0] ?? null,
      engine: on('no-evaluation') ? null : await engineOf(context),
      multiply: await fastMultiply(),
      manifest: { name, ...(flag('license') === undefined ? {} : { license: flag('license')! }) },
      ...watch,
    }),
  )
  const out = flag('out')
  if (out !== undefined) writeWhole(out, file)
  const { identity } = model
  const written = out ?? keepFile(home, toHex(identity.modelId), file)
  const ids = {
    modelId: toHex(identity.modelId),
    graphRoot: toHex(identity.graphRoot),
    weightsRoot: toHex(identity.weightsRoot),
    tokenizerHash: toHex(identity.tokenizerHash),
    templateHash: toHex(identity.templateHash),
  }
  const subject = {
    name,
    format: open.format,
    fileBytes: open.bytes,
    tokenizer: tokenizer.vocabulary,
    chat: language.template.length > 0,
  }
  const full = { ...ids, subject, ...report }
  for (const target of reports) writeWhole(target, `${JSON.stringify(full, null, 2)}\n`)
  return { json: { ...full, file: written }, text: textOf(ids.modelId, report, written) }
}

function oneOf<T extends string | number>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined) return undefined
  return allowed.find(each => String(each) === value) ?? usage(`--${name} ${value}: one of ${allowed.join(', ')}`)
}

function positive(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  return NUMBER.test(value) && Number(value) > 0 ? Number(value) : usage(`--${name} ${value}: a number above 0`)
}

/** Sequences of a user's text for ranges and, apart from them, for the comparison; nothing where the model is to make up its own. */
function textsOf(
  { flag }: Context,
  tokenizer: Tokenizer,
  context: number,
): { calibration?: readonly Int32Array[]; evaluation?: readonly Int32Array[] } {
  const path = flag('calibration')
  const holdout = flag('holdout')
  if (path === undefined) {
    if (holdout !== undefined) usage('--holdout goes with --calibration')
    return {}
  }
  const length = Math.min(LENGTH, context)
  const given = sequences(path, tokenizer, length)
  if (holdout !== undefined)
    return {
      calibration: spread(given, CALIBRATION_SEQUENCES),
      evaluation: spread(sequences(holdout, tokenizer, length), EVALUATION_SEQUENCES),
    }
  if (given.length === 1) return { calibration: given }
  // One of three sequences is kept apart.
  const chosen = spread(given, CALIBRATION_SEQUENCES + EVALUATION_SEQUENCES)
  return {
    calibration: chosen.filter((_, i) => i % 3 !== 1),
    evaluation: chosen.filter((_, i) => i % 3 === 1),
  }
}

/** A text file's tokens in runs of `length`, each after the begin token where there is one. */
function sequences(path: string, tokenizer: Tokenizer, length: number): Int32Array[] {
  const text = new TextDecoder('utf-8').decode(readUserFile(path, MAX_TEXT_BYTES))
  const begin = tokenizer.bos === null ? [] : [tokenizer.bos]
  const body = length - begin.length
  if (body < 1) usage('--context: no room for a token')
  const out: Int32Array[] = []
  const wanted = 4 * (CALIBRATION_SEQUENCES + EVALUATION_SEQUENCES)
  // Long texts are cut where a tokenizer would refuse them; what a cut splits is a token or two.
  for (let at = 0; at < text.length && out.length < wanted * 4; at += PART) {
    const tokens = tokenizer.encode(text.slice(at, at + PART))
    for (
      let from = 0;
      from + body <= tokens.length || (from === 0 && tokens.length > 0 && out.length === 0);
      from += body
    )
      out.push(Int32Array.from([...begin, ...tokens.slice(from, from + body)]))
  }
  if (out.length === 0) refuse('calibration_missing', `${path}: no text in it`)
  return out
}

const PART = 1 << 16

/** So many of them, evenly spread. */
const spread = <T>(list: readonly T[], count: number): T[] =>
  list.length <= count
    ? [...list]
    : Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]!)

const percent = (value: number): string => `${(100 * value).toFixed(2)} %`

function textOf(modelId: string, report: LanguageReport, file: string): string {
  const { shape, evaluation, weightBits, data, target } = report
  const wide = ROW_KINDS.filter(kind => weightBits[kind] > 8)
  const widths = wide.length === 0 ? '8' : wide.length === ROW_KINDS.length ? '10' : `8, ${wide.join(', ')} 10`
  return [
    `model id  ${modelId}`,
    `  ${report.architecture}, ${shape.layers} layers of ${shape.width}, ${shape.vocabulary} tokens, context ${shape.context}`,
    `  ${report.ops} ops, ${report.parameters} parameters, ${report.bytes} bytes, weights of ${widths} bits`,
    `  ranges from ${data.calibrationTokens} tokens${data.invented ? ' that the model made up' : ''}`,
    ...(evaluation === null
      ? []
      : [
          `  against float32 on ${evaluation.tokens} tokens: ${evaluation.divergence.toPrecision(3)} nats per token away (target ${target?.divergence ?? TARGET_DIVERGENCE}), the same first choice in ${percent(evaluation.agreement)}`,
          `  surprise by the text ${evaluation.float.toFixed(4)} nats per token in float32, ${evaluation.loss >= 0 ? '+' : ''}${evaluation.loss.toPrecision(2)} exact`,
        ]),
    ...report.notes.map(note => `  note: ${note}`),
    `  written to ${file}`,
  ].join('\n')
}
