// The shipped language model, made again from its checkpoint, and its loss on text that training never saw.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ensureVenv } from '../../scripts/python.mjs'
import { openLanguage } from '../../src/client/language/load.ts'
import { toHex } from '../../src/core/bytes/index.ts'
import { wasm } from '../../src/core/engine/index.ts'
import { type LanguageSession, logitsOf, partOf } from '../../src/core/language/index.ts'
import { material, materialPath, missing } from '../compile/support/material.ts'
import { assayJson, temporary } from '../e2e/support/cli.ts'
import { bytes, folder, model, tokenizer } from './support.ts'

const TEXT = 'tinyshakespeare/input.txt'
const reason = missing(TEXT)
const because = reason === null ? '' : ` (${reason})`
/** Nats per byte of the float model, as train.py printed them: README.md. */
const LOSSES = { validation: 1.3224, 'held out': 1.4692 }

/** As text.py: nine tenths for training, then two halves of the last tenth, cut before a speech. */
function parts(text: string): Readonly<Record<keyof typeof LOSSES, string>> {
  const cut = (share: number): number => text.indexOf('\n\n', Math.floor(text.length * share)) + 2
  return { validation: text.slice(cut(0.9), cut(0.95)), 'held out': text.slice(cut(0.95)) }
}

async function nats(opened: LanguageSession, tokens: readonly number[]): Promise<number> {
  const { session, ports } = opened
  const sequence = session.open()
  const [outputs] = await session.step([partOf(sequence, tokens.slice(0, -1), tokens.length - 1)])
  sequence.close()
  const logits = logitsOf(outputs!, opened)
  let sum = 0
  for (let i = 1; i < tokens.length; i++) {
    const row = Float64Array.from(
      logits.subarray((i - 1) * ports.vocabulary, i * ports.vocabulary),
      q => q / 2 ** ports.logitExponent,
    )
    const most = row.reduce((a, b) => Math.max(a, b))
    sum += most + Math.log(row.reduce((total, value) => total + Math.exp(value - most), 0)) - row[tokens[i]!]!
  }
  return sum
}

/** Trains the tokenizer on the training text and prints it as train.py writes it. */
const TOKENIZER = `
import json, sys
from pathlib import Path
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import text
given = text.split(text.read_text(Path(sys.argv[2])))[0]
print(json.dumps(json.loads(text.train_tokenizer(given, 2048).to_str()), ensure_ascii=False))
`

describe('bard', () => {
  it.skipIf(reason !== null)(`has the tokenizer that its script trains${because}`, context => {
    const pinned = readFileSync(join(folder, 'requirements.txt'), 'utf8').match(/^(numpy|tokenizers)==.*$/gm)!
    const venv = ensureVenv('bard', pinned)
    if (venv.missing !== undefined) return context.skip(venv.missing)
    const words = ['-c', TOKENIZER, folder, materialPath(TEXT)]
    const made = spawnSync(venv.python, words, { encoding: 'utf8', maxBuffer: 1 << 24 })
    expect(made.stderr).toBe('')
    expect(made.stdout).toBe(readFileSync(join(folder, 'checkpoint/tokenizer.json'), 'utf8'))
  })

  it('compiles from its checkpoint to the file that ships', async () => {
    const home = temporary()
    const out = join(home, 'again.assay')
    const words = [join(folder, 'checkpoint'), '--name', 'bard', '--license', 'Apache-2.0', '-o', out]
    const found = await assayJson(['compile', ...words], { home, timeoutMs: 1_800_000 })
    expect(found['modelId']).toBe(toHex(model.identity.modelId))
    const digest = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')
    expect(digest(readFileSync(out))).toBe(digest(bytes))
  })

  it.skipIf(reason !== null)(`loses what the float model loses on unseen text${because}`, async () => {
    const opened = await openLanguage(model, wasm)
    const given = parts(new TextDecoder().decode(material(TEXT)))
    for (const [name, loss] of Object.entries(LOSSES)) {
      const text = given[name as keyof typeof LOSSES]
      const tokens = tokenizer.encode(text)
      const length = opened.ports.context - 1
      let sum = 0
      for (let at = 0; at < tokens.length; at += length)
        sum += await nats(opened, [tokenizer.bos!, ...tokens.slice(at, at + length)])
      expect(Math.abs(sum / text.length - loss)).toBeLessThan(0.001)
    }
    opened.session.close()
  })
})
