// assay receipts: those that this user holds.

import { fromHex } from '../../../core/bytes/index.ts'
import { decodeField } from '../../../core/receipt/index.ts'
import type { Command } from '../support/command.ts'
import { type Held, heldReceipts } from '../support/held.ts'

function summary({ id, bundle }: Held) {
  const field = (name: string): string | null => {
    const found = bundle.fields.disclosed.find(field => field.name === name)
    return found === undefined ? null : String(decodeField(found.name, fromHex(found.value)))
  }
  const { modelId, node, price, tokensIn, tokensOut } = bundle.receipt
  return {
    id,
    modelId,
    node,
    price: String(price),
    tokensIn: Number(tokensIn),
    tokensOut: Number(tokensOut),
    issuedAt: Number(field('issuedAt') ?? 0),
    included: bundle.inclusion !== null,
  }
}

const command: Command = {
  name: 'receipts',
  usage: '',
  summary: 'List the receipts that you hold, newest first. assay verify ID verifies one.',
  options: {},
  words: [0, 0],
  async run({ home }) {
    const receipts = heldReceipts(home)
      .map(summary)
      .sort((a, b) => b.issuedAt - a.issuedAt)
    return {
      json: { ok: true, receipts },
      text:
        receipts.length === 0
          ? 'no receipts yet: assay run MODEL --input FILE'
          : receipts
              .map(
                ({ id, modelId, issuedAt, included }) =>
                  `${id}  ${new Date(issuedAt).toISOString()}  model ${modelId.slice(0, 10)}..  ${included ? 'included' : 'promised'}`,
              )
              .join('\n'),
    }
  },
}

export default command
