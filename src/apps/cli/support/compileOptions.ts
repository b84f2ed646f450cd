// What the flags of `assay compile` say: shapes and values that the file leaves open, widths, the search for them.

import { basename } from 'node:path'
import type { CompileOptions, ImportOptions, SearchOptions } from '../../../core/compile/index.ts'
import { unwrap } from '../../../core/errors/index.ts'
import { readTensors } from '../../../core/formats/index.ts'
import { type Context, type Option, usage } from './command.ts'
import { readUserFile } from './home.ts'

export const COMPILE_OPTIONS: Readonly<Record<string, Option>> = {
  calibration: {
    type: 'string',
    short: 'c',
    value: 'PATH',
    description:
      'data that the model will see: a file, a directory, or random:N for N made-up rows; for a language model a text',
  },
  holdout: {
    type: 'string',
    value: 'PATH',
    description: 'data to measure on (default: one row of four of the calibration data)',
  },
  labels: { type: 'string', value: 'PATH', description: 'classes of the measured rows (default: found beside them)' },
  bind: {
    type: 'string',
    multiple: true,
    value: 'NAME=VALUE',
    description: 'length of an open axis, or value of an input: numbers with commas, or a tensor file',
  },
  shape: { type: 'string', multiple: true, value: 'NAME=1,3,224,224', description: 'whole shape of an input' },
  'target-loss': {
    type: 'string',
    value: 'X',
    description:
      'noise that an output may have, as a share of its variance (default 0.00001; with --prefer speed 0.001); for a language model its divergence in nats per token (0.002)',
  },
  prefer: {
    type: 'string',
    value: 'WHAT',
    description: 'accuracy (default): 12 and 16 bits; speed: bytes wherever the target allows',
  },
  'activation-bits': {
    type: 'string',
    value: 'N',
    description: 'the same width for all values between ops, instead of a search: 8, 10, 12, 16',
  },
  'weight-bits': {
    type: 'string',
    value: 'N',
    description: 'the same width for all weights, instead of a search: 7, 8, 10, 12, 16 (language models: 8, 10)',
  },
  context: {
    type: 'string',
    value: 'N',
    description: 'positions of a language model (default: its own, at most 4096)',
  },
  tokenizer: { type: 'string', value: 'FILE', description: 'tokenizer.bin of llama2.c, or a tokenizer.json' },
  rounding: {
    type: 'string',
    value: 'HOW',
    description: 'weights of a language model: compensated (default), or nearest, which takes less time',
  },
  pixels: { type: 'string', value: 'MEANING', description: 'what 8-bit images mean: raw (0..255), unit (0..1), none' },
  out: {
    type: 'string',
    short: 'o',
    value: 'FILE',
    description: 'model file to write (default: kept under models/ of ASSAY_HOME)',
  },
  report: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    description: 'what it cost, layer by layer: FILE.html or FILE.json',
  },
  name: { type: 'string', value: 'TEXT', description: "name in the model's manifest" },
  license: { type: 'string', value: 'SPDX', description: "licence in the model's manifest" },
  'no-evaluation': { type: 'boolean', description: 'do not compare with float32' },
  engine: {
    type: 'string',
    value: 'NAME',
    description: 'engine of the comparison: wasm (default), native or reference',
  },
}

type Flags = Pick<Context, 'flag' | 'flags'>

const ACTIVATION_BITS = [8, 10, 12, 16] as const
const WEIGHT_BITS = [7, 8, 10, 12, 16] as const

function oneOf<T extends number | string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined) return undefined
  const found = allowed.find(each => String(each) === value)
  return found ?? usage(`--${name} ${value}: one of ${allowed.join(', ')}`)
}

const assignments = (name: string, given: readonly string[]): [string, string][] =>
  given.map(item => {
    const at = item.lastIndexOf('=')
    if (at < 1) usage(`--${name} ${item}: NAME=VALUE expected`)
    return [item.slice(0, at), item.slice(at + 1)]
  })

/**
 * What a user compiles is a file of the user's choice, on the user's machine: published files without weights of their own
 * (all numbers made by ConstantOfShape) are as large as the model that they stand for. One GiB of float32, and no more.
 */
const NUMBERS = 2 ** 28
const LIMITS = { numbers: NUMBERS, weights: NUMBERS, looks: 4 * NUMBERS }

export function importOptions({ flags }: Flags): ImportOptions {
  const bind = assignments('bind', flags('bind')).map(([name, value]) => [name, boundValue(name, value)] as const)
  const shapes = assignments('shape', flags('shape')).map(([name, value]) => {
    if (!/^\d{1,9}(,\d{1,9})*$/.test(value)) usage(`--shape ${name}=${value}: lengths with commas expected`)
    return [name, value.split(',').map(Number)] as const
  })
  return { bind: Object.fromEntries(bind), shapes: Object.fromEntries(shapes), ...LIMITS }
}

const NUMBER = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/

function boundValue(name: string, value: string): number | number[] {
  const parts = value.split(',')
  if (parts.every(part => NUMBER.test(part))) return parts.length === 1 ? Number(value) : parts.map(Number)
  const tensors = unwrap(readTensors(readUserFile(value, 1 << 28), { name: basename(value) }))
  const tensor = tensors.find(each => each.name === name)?.tensor ?? tensors[0]?.tensor
  if (tensor === undefined) return usage(`--bind ${name}=${value}: no tensor in it`)
  return Array.from(tensor.data as ArrayLike<number | bigint>, Number)
}

/** Widths that are the same everywhere, or how they are searched for. */
export function widthOptions({ flag }: Flags): Pick<CompileOptions, 'activationBits' | 'weightBits' | 'search'> {
  const activationBits = oneOf('activation-bits', flag('activation-bits'), ACTIVATION_BITS)
  const weightBits = oneOf('weight-bits', flag('weight-bits'), WEIGHT_BITS)
  const prefer = oneOf('prefer', flag('prefer'), ['speed', 'accuracy'] as const)
  const target = flag('target-loss')
  if (target !== undefined && !(NUMBER.test(target) && Number(target) > 0 && Number(target) <= 1))
    usage(`--target-loss ${target}: a number above 0, at most 1`)
  const fixed = activationBits !== undefined || weightBits !== undefined
  if (fixed && (prefer !== undefined || target !== undefined))
    usage('--prefer and --target-loss choose widths; --activation-bits and --weight-bits state them')
  if (fixed)
    return {
      ...(activationBits === undefined ? {} : { activationBits }),
      ...(weightBits === undefined ? {} : { weightBits }),
    }
  const search: SearchOptions = {
    ...(prefer === undefined ? {} : { prefer }),
    ...(target === undefined ? {} : { targetLoss: Number(target) }),
  }
  return { search }
}

export function reportFiles({ flags }: Flags): readonly string[] {
  for (const file of flags('report'))
    if (!/\.(html|json)$/i.test(file)) usage(`--report ${file}: a name that ends in .html or .json`)
  return flags('report')
}
