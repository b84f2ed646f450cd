// Vectors of spec/log.md: what vectors/log holds. test/log/vectors.test.ts compares the files with what this gives, and
// writes them instead with UPDATE_VECTORS=1 npx vitest run test/log/vectors.test.ts. All keys are hashes of their names.

import { type Hex, toHex, utf8 } from '../src/core/bytes/index.ts'
import { addressOf, publicKeyOf, sha256 } from '../src/core/crypto/index.ts'
import {
  CHECKPOINT_TYPE,
  checkpointDigest,
  cosignCheckpoint,
  epochLeaf,
  LogTree,
  leafHash,
  makeEpoch,
  nobleEd25519,
  proveEpoch,
  signCheckpoint,
} from '../src/core/log/index.ts'

const secret = (name: string): Uint8Array => sha256(utf8(`assay vector ${name}`))
const address = (name: string): Hex => addressOf(publicKeyOf(secret(name)))
const hexes = (hashes: readonly Uint8Array[]): Hex[] => hashes.map(toHex)

const GENERATOR = 'scripts/vectors-log.ts'
const SIZES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 21]
const COUNT = 21
const domain = { chainId: 31337, verifyingContract: `0x${'5e'.repeat(20)}` as Hex }
const node = address('node account')
const keys = { receiptKey: secret('receipt key'), logKey: secret('log key') }

const data = Array.from({ length: COUNT }, (_, i) => sha256(utf8(`receipt ${i}`)))
const grow = (leaves: readonly Uint8Array[]): LogTree => {
  const tree = new LogTree()
  for (const leaf of leaves) tree.append(leafHash(leaf))
  return tree
}
const tree = grow(data)
/** The node's other history, which parts from the first at leaf 5. */
const forked = grow(data.with(5, sha256(utf8('another receipt'))))

const at = (size: number, log: LogTree = tree) =>
  signCheckpoint(domain, { node, size, root: toHex(log.root(size)), timestamp: 1_700_000_000 + size }, keys)

function trees() {
  const pairs = SIZES.flatMap(first => SIZES.filter(second => second >= first).map(second => ({ first, second })))
  return {
    generator: GENERATOR,
    leaves: hexes(data),
    roots: SIZES.map(size => ({ size, root: toHex(tree.root(size)) })),
    inclusion: SIZES.flatMap(size =>
      Array.from({ length: size }, (_, index) => ({ index, size, proof: hexes(tree.inclusionProof(index, size)) })),
    ),
    consistency: pairs.map(({ first, second }) => ({
      first,
      second,
      proof: hexes(tree.consistencyProof(first, second)),
      prefix: hexes(tree.prefixProof(first, second)),
    })),
  }
}

function checkpoints() {
  const cosigners = ['one', 'two'].map(name => {
    const seed = secret(`cosigner ${name}`)
    return { node: address(`cosigner ${name} account`), seed, logKey: toHex(nobleEd25519.publicKey(seed)) }
  })
  const cosigned = cosigners.reduce((signed, by, i) => cosignCheckpoint(signed, by, 1_700_001_000 + i), at(12))
  return {
    generator: GENERATOR,
    type: CHECKPOINT_TYPE,
    known: { domain, node, receiptKey: address('receipt key'), logKey: toHex(nobleEd25519.publicKey(keys.logKey)) },
    secrets: { receiptKey: toHex(keys.receiptKey), logSeed: toHex(keys.logKey) },
    cosigners: cosigners.map(({ node, logKey }, i) => ({ node, logKey, timestamp: 1_700_001_000 + i })),
    cosigned,
    checkpoints: SIZES.map(size => ({ digest: toHex(checkpointDigest(domain, at(size))), checkpoint: at(size) })),
  }
}

function forks() {
  const pairs = [
    [12, 12],
    [6, 21],
    [7, 9],
    [8, 16],
    [16, 17],
    [20, 21],
  ] as const
  return {
    generator: GENERATOR,
    domain,
    receiptKeys: [address('receipt key')],
    equivocations: pairs.map(([first, second]) => ({
      first: at(first),
      second: at(second, forked),
      proof: hexes(forked.prefixProof(first, second)),
    })),
  }
}

function epochs() {
  const entries = Array.from({ length: 5 }, (_, i) => ({
    node: address(`epoch node ${i}`),
    size: i === 0 ? 0 : 10 ** (3 * i),
    root: toHex(i === 0 ? tree.root(0) : sha256(utf8(`epoch root ${i}`))),
  }))
  return {
    generator: GENERATOR,
    epochs: [1, 2, 3, 5].map(count => {
      const epoch = makeEpoch(entries.slice(0, count))
      return {
        root: epoch.root,
        entries: epoch.entries.map(entry => ({
          ...entry,
          leaf: toHex(epochLeaf(entry)),
          proof: proveEpoch(epoch, entry.node),
        })),
      }
    }),
  }
}

/** Texts that are no notes, and checkpoints that are refused, each with its code. */
function refused() {
  const good = at(12)
  const line = good.note.split('\n').at(-2)!
  const text = good.note.slice(0, good.note.indexOf('\n\n') + 1)
  const note = (name: string, changed: string) => ({
    name,
    code: 'note_malformed',
    checkpoint: { ...good, note: changed },
  })
  return {
    generator: GENERATOR,
    known: checkpoints().known,
    cases: [
      note('empty note', ''),
      note('no signature', `${text}\n`),
      note('no final newline', good.note.slice(0, -1)),
      note('carriage returns', good.note.replaceAll('\n', '\r\n')),
      note('hyphen for the dash', good.note.replace('\u2014', '-')),
      note('a signature line twice', `${good.note}${line}\n`),
      note(
        'base64 with bits after its end',
        good.note.replace(/.(?==\n$)/, last => (last === 'B' ? 'C' : 'B')),
      ),
      note('extension line', good.note.replace('\n\n', '\nextension\n\n')),
      note('size with a leading zero', good.note.replace('\n12\n', '\n012\n')),
      note('size above 2^53', good.note.replace('\n12\n', '\n9007199254740993\n')),
      { name: 'note of another size', code: 'checkpoint_mismatch', checkpoint: { ...good, note: at(15).note } },
      { name: 'struct of another size', code: 'checkpoint_signature_invalid', checkpoint: { ...good, size: 15 } },
      {
        name: 'note with no line of the log key',
        code: 'checkpoint_key_mismatch',
        checkpoint: {
          ...good,
          note: signCheckpoint(domain, good, { ...keys, logKey: secret('another log key') }).note,
        },
      },
      {
        name: 'signed by another receipt key',
        code: 'checkpoint_signature_invalid',
        checkpoint: signCheckpoint(domain, good, { ...keys, receiptKey: secret('another receipt key') }),
      },
      {
        name: 'signed for another chain',
        code: 'checkpoint_signature_invalid',
        checkpoint: signCheckpoint({ ...domain, chainId: 1 }, good, keys),
      },
      {
        name: 'checkpoint of another node',
        code: 'checkpoint_key_mismatch',
        checkpoint: signCheckpoint(domain, { ...good, node: address('another node') }, keys),
      },
      {
        name: 'empty tree with a root',
        code: 'checkpoint_malformed',
        checkpoint: signCheckpoint(domain, { ...good, size: 0 }, keys),
      },
      {
        name: 'signature without v',
        code: 'checkpoint_malformed',
        checkpoint: { ...good, signature: good.signature.slice(0, -2) },
      },
      { name: 'another member', code: 'checkpoint_malformed', checkpoint: { ...good, more: true } },
    ],
  }
}

/** Files of vectors/log by name, as text. */
export function logVectors(): ReadonlyMap<string, string> {
  const files: [string, unknown][] = [
    ['valid/trees.json', trees()],
    ['valid/checkpoints.json', checkpoints()],
    ['valid/forks.json', forks()],
    ['valid/epochs.json', epochs()],
    ['invalid/checkpoints.json', refused()],
  ]
  return new Map(files.map(([name, value]) => [name, `${JSON.stringify(value, null, 1)}\n`]))
}
