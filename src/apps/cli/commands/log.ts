// assay log: checkpoints, inclusion and consistency, fetched and checked here.

import { fetchConsistency, fetchInclusion } from '../../../client/receipts.ts'
import { fromHex, isHex } from '../../../core/bytes/index.ts'
import { refuse, unwrap } from '../../../core/errors/index.ts'
import { checkExtension, leafHash, verifyInclusionIn } from '../../../core/log/index.ts'
import { checkCheckpoint, fetchCheckpoint } from '../support/checkpoint.ts'
import { openClient, timed } from '../support/client.ts'
import { type Command, usage } from '../support/command.ts'
import { heldReceipt } from '../support/held.ts'

const command: Command = {
  name: 'log',
  usage: 'checkpoint NODE | inclusion RECEIPT-ID | consistency RECEIPT-ID',
  summary: "Show and check a node's log: its newest checkpoint, where a receipt stands in it, that it only grew since.",
  details:
    'inclusion and consistency take a receipt that you hold; consistency compares the checkpoint it was included under with the newest one.',
  options: { gateway: { type: 'string', value: 'URL', description: 'ask this gateway; it is trusted for nothing' } },
  words: [2, 2],
  async run(context) {
    const [action, subject] = context.words as [string, string]
    const signal = timed(context)
    if (action === 'checkpoint') {
      if (!isHex(subject, 20)) return usage(`log checkpoint: ${JSON.stringify(subject)} is not a node's address`)
      const checkpoint = await fetchCheckpoint(await openClient(context), subject, signal)
      return { json: { ok: true, checkpoint }, text: checkpoint.note.trimEnd() }
    }
    if (action !== 'inclusion' && action !== 'consistency')
      return usage(`log ${action}: not known`, 'assay log checkpoint | inclusion | consistency')
    if (!isHex(subject, 32)) return usage(`log ${action}: ${JSON.stringify(subject)} is not a receipt id`)
    const held = heldReceipt(context.home, subject)
    if (held === null)
      return refuse('file_not_found', `no receipt ${subject} is held here`, {
        hint: 'assay receipts lists those that are.',
      })
    const client = await openClient(context)
    const { node } = held.receipt
    if (action === 'inclusion') {
      const inclusion = unwrap(await fetchInclusion(client, subject, node, signal))
      const { index, proof, checkpoint } = inclusion
      await checkCheckpoint(client, checkpoint)
      unwrap(verifyInclusionIn(checkpoint, index, leafHash(fromHex(subject)), proof))
      return {
        json: { ok: true, inclusion },
        text: `entry ${index} of ${checkpoint.size} in the log of ${checkpoint.node}`,
      }
    }
    const before = (held.inclusion ?? unwrap(await fetchInclusion(client, subject, node, signal))).checkpoint
    await checkCheckpoint(client, before)
    const now = await fetchCheckpoint(client, node, signal)
    const proof =
      before.size === now.size ? [] : unwrap(await fetchConsistency(client, node, before.size, now.size, signal))
    unwrap(checkExtension(before, now, proof))
    return {
      json: { ok: true, node, from: before.size, to: now.size, proof },
      text: `the log of ${node} has grown from ${before.size} to ${now.size} entries and kept the first ${before.size}`,
    }
  },
}

export default command
