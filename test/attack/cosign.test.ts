// A cosigner that gives its good line, and before it one under a former key that nothing verifies: the note would be condemned.

import { expect, test } from 'vitest'
import { fromHex } from '../../src/core/bytes/index.ts'
import {
  cosignCheckpoint,
  cosignerName,
  formatNote,
  noteKeyId,
  parseNote,
  type SignedCheckpoint,
} from '../../src/core/log/index.ts'
import type { Context } from '../../src/node/context.ts'
import type { Peer } from '../../src/node/peers.ts'
import { createCosigning } from '../../src/node/roles/cosign.ts'
import type { NodeLog } from '../../src/node/roles/log.ts'
import { actor, checkpointOf } from '../support/world.ts'

test('only the line that was verified is taken', async () => {
  const executor = actor('executor')
  const cosigner = actor('second')
  const former = actor('former')
  const checkpoint = checkpointOf(executor, [new Uint8Array(32)])
  const name = cosignerName(cosigner.node)
  const kept: SignedCheckpoint[] = []
  const context = {
    chain: {
      registry: () => ({
        nodes: new Map([
          [cosigner.node, { keys: [{ logKey: former.logKey.publicKey }, { logKey: cosigner.logKey.publicKey }] }],
        ]),
      }),
    },
    store: { checkpoints: { cosign: (_: number, json: string) => void kept.push(JSON.parse(json)) } },
    log: () => {},
    metrics: { count: () => {} },
  } as unknown as Context
  const nodeLog = { newest: () => checkpoint, at: () => checkpoint } as unknown as NodeLog
  const answer = cosignCheckpoint(checkpoint, { node: cosigner.node, seed: cosigner.logKey.seed }, 1_900_000_006)
  const note = parseNote(answer.note)
  if (!note.ok) throw new Error(note.message)
  const keyId = noteKeyId('cosignature', { name, publicKey: fromHex(former.logKey.publicKey) })
  const bad = { name, keyId, signature: new Uint8Array(72) }
  const [own, good] = note.value.signatures as [never, never]
  const poisoned = { ...answer, note: formatNote({ text: note.value.text, signatures: [own, bad, good] }) }
  const cosigning = createCosigning(context, nodeLog, async () => ({ cosigned: poisoned }))
  expect(await cosigning.gather([{ node: cosigner.node } as Peer])).toBe(1)
  expect(kept.map(entry => entry.note)).toEqual([answer.note])
})
