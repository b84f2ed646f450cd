// assay prove: a proof that an answer is the model's, for anyone who holds the model and trusts no executor. spec/proof.md.

import { proveReceipt } from '../../../client/proofs/index.ts'
import { openClient } from '../support/client.ts'
import type { Command } from '../support/command.ts'
import { bundleNamed } from '../support/heldBundle.ts'
import { writeWhole } from '../support/home.ts'
import { loadOrCreateKey } from '../support/keyring.ts'
import { keptModels } from '../support/language.ts'

const PHASES = {
  columns: 'computing the run again',
  commitment: 'committing to its values',
  lookups: 'lookups',
  products: 'products',
  claims: 'opening the commitment',
} as const

const command: Command = {
  name: 'prove',
  usage: 'RECEIPT [--out FILE]',
  summary:
    'Prove an answer (a file, or the id of a receipt that you hold): whoever has the model can check it for less than computing it.',
  details:
    'The run is computed again here, and every value of it is committed to; the proof shows that they are what the graph says. verify --proof FILE checks it. Only runs can be proved yet, no generations.',
  options: {
    out: { type: 'string', short: 'o', value: 'FILE', description: 'where the proof goes (default: RECEIPT ID.proof)' },
    key: {
      type: 'string',
      value: 'NAME',
      description: 'key in keys/ that may read the receipt (default: default; made at first use)',
    },
    gateway: { type: 'string', value: 'URL', description: 'get material from this gateway; it is trusted for nothing' },
  },
  words: [1, 1],
  async run(context) {
    const { home, settings, words, flag, signal, progress } = context
    const bundle = bundleNamed(home, words[0]!)
    const client = await openClient(context)
    const key = loadOrCreateKey(home, settings.get('key'))
    const started = performance.now()
    const { receiptId, file, soundness } = await proveReceipt(client, {
      ...{ bundle, models: keptModels(context), signal, reader: { privateKey: key.privateKey } },
      progress: phase => progress(`· ${PHASES[phase]}`),
    })
    const ms = Math.round(performance.now() - started)
    const out = flag('out') ?? `${receiptId}.proof`
    writeWhole(out, file)
    const causes = soundness.causes.map(({ what, log2 }) => ({ what, log2: Number(log2.toFixed(2)) }))
    return {
      json: { ok: true, receiptId, out, bytes: file.length, ms, bits: soundness.bits, causes },
      text: [
        `proved: ${out}, ${(file.length / 1000).toFixed(1)} kB in ${(ms / 1000).toPrecision(2)} s`,
        `  a wrong answer would pass with a chance of 2^-${soundness.bits} at most:`,
        ...causes.map(({ what, log2 }) => `    2^${log2.toFixed(1)}  ${what}`),
        '  assay verify checks it with --policy proved --proof FILE',
      ].join('\n'),
    }
  },
}

export default command
