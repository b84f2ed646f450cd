// assay audit: an answer checked for less than computing it again. The executor gives the products of its run, which are checked at a challenge that nobody
// could foresee, and everything else is computed here; or it opens steps of the run's trace that are drawn here, and nothing is computed but those. spec/audit.md.

import { auditReceipt, sampleReceipt, samplesFor } from '../../../client/audits/index.ts'
import { RefusalError } from '../../../core/errors/index.ts'
import { caughtBy } from '../../../core/verify/index.ts'
import { openClient } from '../support/client.ts'
import { type Answer, type Command, type Context, usage } from '../support/command.ts'
import { engineOf } from '../support/engines.ts'
import { bundleNamed } from '../support/heldBundle.ts'
import { loadOrCreateKey } from '../support/keyring.ts'
import { keptModels } from '../support/language.ts'

const MIB = 2 ** 20
/** What speaks against the answer. */
const WRONG: ReadonlySet<string> = new Set(['audit_mismatch', 'trace_root_other'])

/** A line for each tenth of what comes. */
function tenths(line: (done: number, total: number) => string, progress: Context['progress']) {
  let said = 0
  return (done: number, total: number): void => {
    const tenth = Math.floor((10 * done) / total)
    if (tenth > said) progress(line(done, total))
    said = tenth
  }
}

const percent = (chance: number): string => `${Number((100 * chance).toPrecision(6))} %`

/** A chance between 0 and 1, both excluded unless `whole`. */
function chanceOf({ flag }: Context, name: string, otherwise: string, whole: boolean): number {
  const given = flag(name) ?? otherwise
  const value = Number(given)
  const fits = given !== '' && value > 0 && (whole ? value <= 1 : value < 1)
  return fits ? value : usage(`--${name} ${given}: a share above 0 and ${whole ? 'up to' : 'below'} 1`)
}

/** How many steps to look at, and for which share of wrong ones that is stated; null where no sample is asked for. */
function sampleOf(context: Context): { samples: number; fraction: number } | null {
  const { flag } = context
  const given = flag('sample')
  const asks = ['caught', 'fraction'].some(name => flag(name) !== undefined)
  if (given === undefined && !asks) return null
  const fraction = chanceOf(context, 'fraction', '0.01', true)
  if (given === undefined)
    return { samples: samplesFor(fraction, chanceOf(context, 'caught', '0.99', false)), fraction }
  if (flag('caught') !== undefined) usage('--sample says how many steps, --caught how many it takes: one of them')
  if (!/^[1-9][0-9]{0,5}$/.test(given)) usage(`--sample ${given}: a number of steps`)
  return { samples: Number(given), fraction }
}

async function whole(context: Context): Promise<Answer> {
  const { home, settings, words, signal, progress } = context
  const bundle = bundleNamed(home, words[0]!)
  const client = await openClient(context)
  const key = loadOrCreateKey(home, settings.get('key'))
  const line = (done: number, total: number): string =>
    `· advice: ${(done / MIB).toFixed(1)} of ${(total / MIB).toFixed(1)} MiB`
  const { receiptId, guarantee, adviceBytes } = await auditReceipt(client, {
    ...{ bundle, engine: await engineOf(context), models: keptModels(context), signal },
    progress: tenths(line, progress),
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
}

async function sampled(
  context: Context,
  { samples, fraction }: NonNullable<ReturnType<typeof sampleOf>>,
): Promise<Answer> {
  const { home, settings, words, signal, progress } = context
  const bundle = bundleNamed(home, words[0]!)
  const client = await openClient(context)
  const key = loadOrCreateKey(home, settings.get('key'))
  const found = await sampleReceipt(client, {
    ...{ bundle, samples, signal, reader: { privateKey: key.privateKey } },
    progress: tenths((done, total) => `· steps: ${done} of ${total}`, progress),
  })
  const { receiptId, steps, evidenceBytes } = found
  const caught = caughtBy(samples, fraction)
  return {
    json: {
      ok: true,
      receiptId,
      guarantee: { kind: 'statistical', samples, fraction, caught },
      steps,
      evidenceBytes,
    },
    text: [
      `sampled: ${samples} of ${steps} steps of the run are right`,
      `  a cheat in ${percent(fraction)} of the steps would be caught with a chance of ${percent(caught)}; one in a single step hardly`,
      `  ${(evidenceBytes / MIB).toFixed(1)} MiB of evidence, no weights`,
    ].join('\n'),
  }
}

const command: Command = {
  name: 'audit',
  usage: 'RECEIPT [--sample N]',
  summary: 'Check an answer (a file, or the id of a receipt that you hold) for less than computing it again.',
  details:
    "The receipt's executor gives the products of its run; they are checked at a random challenge that is drawn when all of them are here, and everything else is computed again, attention included. With --sample, --caught or --fraction, the executor shows the root of the run's trace and opens steps that are drawn after that: it takes no weights, and what it says is a chance. Signatures and log are what verify checks.",
  options: {
    sample: { type: 'string', value: 'N', description: 'look at so many steps of the run, drawn here' },
    caught: {
      type: 'string',
      value: 'P',
      description: 'look at as many steps as it takes to catch a cheat with this chance (default 0.99)',
    },
    fraction: {
      type: 'string',
      value: 'F',
      description: 'share of the steps that the cheat whose chance is stated gets wrong (default 0.01)',
    },
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
    const sample = sampleOf(context)
    try {
      return sample === null ? await whole(context) : await sampled(context, sample)
    } catch (error) {
      if (!(error instanceof RefusalError) || !WRONG.has(error.code)) throw error
      return {
        json: { ok: false, code: error.code, message: error.message, ...error.facts },
        text: `not audited: ${error.message}\n  assay dispute takes a wrong answer to the contract`,
        refused: true,
      }
    }
  },
}

export default command
