// assay audit: an answer checked for less than computing it again. The executor gives the products of its run, which are checked at a challenge that nobody
// could foresee; everything else is computed here. spec/audit.md.

import { auditReceipt } from '../../../client/audits/index.ts'
import { RefusalError } from '../../../core/errors/index.ts'
import { openClient } from '../support/client.ts'
import type { Answer, Command } from '../support/command.ts'
import { engineOf } from '../support/engines.ts'
import { bundleNamed } from '../support/heldBundle.ts'
import { loadOrCreateKey } from '../support/keyring.ts'
import { keptModels } from '../support/language.ts'

const MIB = 2 ** 20

const command: Command = {
  name: 'audit',
  usage: 'RECEIPT',
  summary: 'Check an answer (a file, or the id of a receipt that you hold) for less than computing it again.',
  details:
    "The receipt's executor gives the products of its run; they are checked at a random challenge that is drawn when all of them are here, and everything else is computed again, attention included. Signatures and log are what verify checks.",
  options: {
    key: {
      type: 'string',
      value: 'NAME',
      description: 'key in keys/ that may read the receipt (default: default; made at first use)',
    },
    engine: {
      type: 'string',
      value: 'NAME',
      description: 'engine that computes the rest: wasm (default) or reference',
    },
    gateway: { type: 'string', value: 'URL', description: 'get material from this gateway; it is trusted for nothing' },
  },
  words: [1, 1],
  async run(context): Promise<Answer> {
    const { home, settings, words, signal, progress } = context
    const bundle = bundleNamed(home, words[0]!)
    const client = await openClient(context)
    const key = loadOrCreateKey(home, settings.get('key'))
    let said = 0
    const hear = (done: number, total: number): void => {
      const tenths = Math.floor((10 * done) / total)
      if (tenths > said) progress(`· advice: ${(done / MIB).toFixed(1)} of ${(total / MIB).toFixed(1)} MiB`)
      said = tenths
    }
    try {
      const { receiptId, guarantee, adviceBytes } = await auditReceipt(client, {
        ...{ bundle, engine: await engineOf(context), models: keptModels(context), signal, progress: hear },
        reader: { privateKey: key.privateKey },
      })
      return {
        json: { ok: true, receiptId, guarantee, adviceBytes },
        text: [
          'audited: the answer is the one that the model gives',
          `  exact but for a chance of 2^-${guarantee.bits} (${guarantee.challenge} challenge, ${guarantee.checkedOps} ops checked at it, the rest computed again)`,
          `  ${(adviceBytes / MIB).toFixed(1)} MiB of advice`,
        ].join('\n'),
      }
    } catch (error) {
      if (!(error instanceof RefusalError) || error.code !== 'audit_mismatch') throw error
      return {
        json: { ok: false, code: error.code, message: error.message },
        text: `not audited: ${error.message}\n  assay dispute takes a wrong answer to the contract`,
        refused: true,
      }
    }
  },
}

export default command
