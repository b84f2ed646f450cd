// assay inspect: what a file holds, checked as it is read.

import { fromHex, toHex } from '../../../core/bytes/index.ts'
import { MAX_EVIDENCE, type StepSize, stepSizes } from '../../../core/dispute/index.ts'
import { attempt, type Result, unwrap } from '../../../core/errors/index.ts'
import { decodeAnyModel, type FloatModel, floatName, portText } from '../../../core/float/index.ts'
import { readTensors } from '../../../core/formats/index.ts'
import { ACCUMULATOR_BOUND, contextOf, type ExactModel, type Graph, nameOf } from '../../../core/graph/index.ts'
import { type ProofSize, proofSize } from '../../../core/proof/index.ts'
import { decodeField, parseBundle } from '../../../core/receipt/index.ts'
import type { Answer, Command } from '../support/command.ts'
import { readUserFile } from '../support/home.ts'

/** What a contract can decide about a run of the model: of a causal one, one as long as its context. */
function disputesOf({ graph }: ExactModel) {
  const rows = contextOf(graph) ?? 1
  const sizes = stepSizes(graph, rows)
  const largest = sizes.reduce<StepSize | null>(
    (most, size) => ((size.bytes ?? 0) > (most?.bytes ?? 0) ? size : most),
    null,
  )
  const tooLarge = sizes.filter(({ bytes }) => bytes === null || bytes > MAX_EVIDENCE)
  return { rows, largest, tooLarge }
}

function disputesText({ ops }: Graph, { rows, largest, tooLarge }: ReturnType<typeof disputesOf>): string {
  const name = ({ op }: StepSize): string => nameOf(ops[op]!, op)
  const runs = rows === 1 ? 'runs' : `runs of ${rows} rows`
  if (tooLarge.length === 0)
    return `  disputes: a contract can judge every step of ${runs}; the largest takes ${largest?.bytes ?? 0} bytes of evidence${largest === null ? '' : ` (${name(largest)})`}`
  return `  disputes: ${tooLarge.length} kinds of steps take more evidence than a transaction carries; replay alone judges ${tooLarge.slice(0, 5).map(name).join(', ')}${tooLarge.length > 5 ? ', ...' : ''}`
}

/** Rows of a causal model for which its proofs are stated. */
const PROVED_ROWS = 16

const proofsOf = (model: ExactModel): Result<ProofSize> =>
  attempt(() => proofSize(model, Math.min(PROVED_ROWS, contextOf(model.graph) ?? 1)))

function proofsText(found: Result<ProofSize>): string {
  if (!found.ok) return `  proofs: none: ${found.message}`
  const { rows, cells, lookups, bits } = found.value
  return `  proofs: a run of ${rows} ${rows === 1 ? 'row' : 'rows'} takes ${cells} cells and ${lookups} lookups, ${bits} bits`
}

function inspectModel(model: ExactModel, bytes: number): Answer {
  const { identity, graph, ports, bounds, manifest } = model
  const disputes = disputesOf(model)
  const proofs = proofsOf(model)
  const ids = Object.fromEntries(Object.entries(identity).map(([name, hash]) => [name, toHex(hash)]))
  const ops = graph.ops.map((op, id) => ({
    id,
    kind: op.kind,
    inputs: op.inputs,
    shape: op.shape,
    bits: op.bits,
    ...('shift' in op ? { shift: op.shift, clamp: [op.lo, op.hi] } : {}),
    accumulator: bounds.ops[id]!.accumulator,
  }))
  const port = ({ name, shape, bits, exponent, pixels }: (typeof ports.inputs)[number]) => ({
    name,
    shape,
    bits,
    exponent,
    pixels: pixels !== undefined,
  })
  const lines = ops.map(
    op =>
      `  ${String(op.id).padStart(4)}  ${op.kind.padEnd(11)} [${op.shape.join(', ')}] ${op.bits} bits${'shift' in op ? `, shift ${op.shift}` : ''}${op.accumulator > 0 ? `, accumulator up to ${((100 * op.accumulator) / ACCUMULATOR_BOUND).toFixed(1)} % of the bound` : ''}`,
  )
  return {
    json: {
      ok: true,
      kind: 'model',
      ...ids,
      bytes,
      weightBytes: graph.weightBytes,
      inputs: ports.inputs.map(port),
      outputs: ports.outputs.map(port),
      ops,
      disputes: { disputable: disputes.tooLarge.length === 0, ...disputes },
      proofs: proofs.ok ? { provable: true, ...proofs.value } : { provable: false, code: proofs.code },
      manifest,
    },
    text: [
      `model ${ids['modelId']}`,
      ...Object.entries(ids)
        .slice(1)
        .map(([name, hash]) => `  ${name.padEnd(14)} ${hash}`),
      `  ${bytes} bytes, ${graph.weightBytes} of weights, ${graph.ops.length} ops`,
      ...ports.inputs.map(
        ({ name, shape, bits, exponent }) =>
          `  input ${JSON.stringify(name)} [rows, ${shape.join(', ')}], ${bits} bits, step 2^${-exponent}`,
      ),
      ...ports.outputs.map(
        ({ name, shape, bits, exponent }) =>
          `  output ${JSON.stringify(name)} [rows, ${shape.join(', ')}], ${bits} bits, step 2^${-exponent}`,
      ),
      disputesText(graph, disputes),
      proofsText(proofs),
      ...lines,
      ...(Array.isArray(manifest.notes) ? manifest.notes : []).map(note => `  note: ${String(note).slice(0, 500)}`),
    ].join('\n'),
  }
}

function inspectFloat({ kind, files, ports, identity, manifest }: FloatModel, bytes: number): Answer {
  const ids = Object.fromEntries(Object.entries(identity).map(([name, hash]) => [name, toHex(hash)]))
  const floatId = floatName(identity)
  return {
    json: { ok: true, kind: 'float', format: kind, floatId, ...ids, bytes, files: files.length, ...ports, manifest },
    text: [
      `float model ${ids['modelId']}`,
      `  ${floatId}`,
      `  ${bytes} bytes, ${files.length} file of format ${kind}; only signatures speak for its answers`,
      ...ports.inputs.map(port => `  input ${portText(port)}`),
      ...ports.outputs.map(port => `  output ${portText(port)}`),
    ].join('\n'),
  }
}

const command: Command = {
  name: 'inspect',
  usage: 'FILE',
  summary:
    'Say what a model file, a receipt or a tensor file holds. Models are checked in full; receipts are not verified.',
  options: {},
  words: [1, 1],
  async run({ words }) {
    const path = words[0]!
    const bytes = readUserFile(path)
    if (new TextDecoder('latin1').decode(bytes.subarray(0, 6)) === 'ASSAY\0') {
      const any = unwrap(decodeAnyModel(bytes))
      return any.kind === 'float' ? inspectFloat(any.model, bytes.length) : inspectModel(any.model, bytes.length)
    }
    const text = bytes[0] === 0x7b && bytes.length < 8 << 20 ? new TextDecoder().decode(bytes) : ''
    if (text.includes('"assay-receipt/')) {
      const bundle = unwrap(parseBundle(text))
      const fields = Object.fromEntries(
        bundle.fields.disclosed.map(({ name, value }) => [name, String(decodeField(name, fromHex(value)))]),
      )
      return {
        json: {
          ok: true,
          kind: 'receipt',
          fields,
          included: bundle.inclusion !== null,
          input: bundle.input !== null,
          output: bundle.output !== null,
        },
        text: [
          'receipt (not verified: assay verify FILE)',
          ...Object.entries(fields).map(([name, value]) => `  ${name.padEnd(14)} ${value}`),
        ].join('\n'),
      }
    }
    const tensors = unwrap(readTensors(bytes, { name: path })).map(({ name, tensor }) => ({
      name,
      dtype: tensor.dtype,
      shape: tensor.shape,
    }))
    return {
      json: { ok: true, kind: 'tensors', tensors },
      text: tensors
        .map(
          ({ name, dtype, shape }) =>
            `tensor ${name === '' ? '(no name)' : JSON.stringify(name)} ${dtype} [${shape.join(', ')}]`,
        )
        .join('\n'),
    }
  },
}

export default command
