// assay keys new|import|list: payer keys. Private keys go in by file or standard input and are never printed.

import { readFileSync } from 'node:fs'
import { fromHex, isHex } from '../../../core/bytes/index.ts'
import { type Command, usage } from '../support/command.ts'
import { readUserFile } from '../support/home.ts'
import { listKeys, newKey, saveKey } from '../support/keyring.ts'

const command: Command = {
  name: 'keys',
  usage: 'new NAME | import NAME --file PATH | list',
  summary: 'Keys that sign requests and pay for them. Kept under keys/ of ASSAY_HOME, readable by you only.',
  options: {
    file: { type: 'string', value: 'PATH', description: 'file with a private key in hex; - for standard input' },
  },
  words: [1, 2],
  async run({ words, home, flag }) {
    const [action, name] = words
    if (action === 'list') {
      const keys = listKeys(home).map(({ name, address }) => ({ name, address }))
      return {
        json: { ok: true, keys },
        text:
          keys.length === 0
            ? 'no keys yet: assay keys new NAME'
            : keys.map(key => `${key.address}  ${key.name}`).join('\n'),
      }
    }
    if (name === undefined) usage(`keys ${action}: a name is missing`, 'assay keys new NAME')
    if (action === 'new') {
      const key = newKey(home, name)
      return { json: { ok: true, name, address: key.address }, text: `${key.address}  ${name}` }
    }
    if (action === 'import') {
      const path = flag('file') ?? usage('keys import: --file is missing', 'assay keys import NAME --file PATH')
      const text = path === '-' ? readFileSync(0, 'utf8') : new TextDecoder().decode(readUserFile(path, 4096))
      const hex = text.trim().toLowerCase()
      const prefixed = hex.startsWith('0x') ? hex : `0x${hex}`
      if (!isHex(prefixed, 32)) usage('keys import: the file does not hold 32 bytes in hex')
      const key = saveKey(home, name, fromHex(prefixed))
      return { json: { ok: true, name, address: key.address }, text: `${key.address}  ${name}` }
    }
    return usage(`keys ${action}: not known`, 'assay keys new | import | list')
  },
}

export default command
