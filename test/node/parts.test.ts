// Parts of a node by themselves: configuration, keystore, keys, database, the fold of the chain's events, the sampler.

import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import { createFold } from '../../src/node/chain/fold.ts'
import { parseConfig } from '../../src/node/config.ts'
import { openKeys, readPassword } from '../../src/node/keys.ts'
import { createLogger } from '../../src/node/logger.ts'
import { sampler } from '../../src/node/roles/verify.ts'
import { openDatabase } from '../../src/node/store/database.ts'
import { openStore, type StoredEvent } from '../../src/node/store/index.ts'
import { migrate } from '../../src/node/store/migrations.ts'
import { createPrivate, readSmall, writeAtomic } from '../../src/platform/node/files.ts'
import { decryptKey, encryptKey } from '../../src/platform/node/keystore.ts'
import { keyOf } from '../support/world.ts'

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'assay-parts-'))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const word = (byte: number): Hex => `0x${byte.toString(16).padStart(2, '0').repeat(32)}`
const address = (byte: number): Hex => `0x${byte.toString(16).padStart(2, '0').repeat(20)}`

describe('configuration', () => {
  const contracts = Object.fromEntries(
    ['token', 'parameters', 'models', 'nodes', 'escrow', 'anchor', 'timelock', 'slasher', 'disputes', 'misconduct'].map(
      (name, i) => [name, address(i + 1)],
    ),
  )
  const network = {
    format: 'assay-network/1',
    name: 'devnet',
    chainId: 31337,
    rpc: ['http://127.0.0.1:8545'],
    contracts,
    deploymentBlock: 1,
    bootstrap: [],
    finality: 'latest',
  }
  const good = { directory: '/var/lib/assay', network, roles: ['host'] } as never as Parameters<typeof parseConfig>[0]

  it('fills in defaults, and refuses what it does not know', () => {
    expect(parseConfig(good)).toMatchObject({ pricePerRow: '0', engine: 'wasm', host: { follow: true } })
    const bad: Record<string, unknown>[] = [
      { directory: 'relative' },
      { roles: ['boss'] },
      { network: { ...network, chainId: 0 } },
      { pricePerRow: '1.5' },
      { pricePerRow: '-1' },
      { verify: { share: 2 } },
      { verify: { shares: 1 } },
      { times: { checkpoint: 0 } },
      { faults: { execute: () => [] } },
      { operatorKey: 'x' },
    ]
    for (const change of bad) expect(() => parseConfig({ ...good, ...change } as never)).toThrow(/node configuration/)
  })
})

describe('keystore v3', () => {
  const cost = { n: 1024, r: 8, p: 1 }
  const secret = sha256(new Uint8Array([1]))

  it('opens with its password only', async () => {
    const text = await encryptKey(secret, 'pässword', cost)
    expect(text).not.toContain(toHex(secret).slice(2))
    expect(await decryptKey(text, 'pässword')).toEqual(secret)
    await expect(decryptKey(text, 'other')).rejects.toMatchObject({ code: 'password_wrong' })
  })

  it('opens the test vector of the Web3 Secret Storage definition', async () => {
    // scrypt vector of the definition's page: password `testpassword`.
    const vector = {
      crypto: {
        cipher: 'aes-128-ctr',
        cipherparams: { iv: '83dbcc02d8ccb40e466191a123791e0e' },
        ciphertext: 'd172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c',
        kdf: 'scrypt',
        kdfparams: {
          dklen: 32,
          n: 262144,
          p: 8,
          r: 1,
          salt: 'ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19',
        },
        mac: '2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097',
      },
      id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
      version: 3,
    }
    expect(toHex(await decryptKey(JSON.stringify(vector), 'testpassword'))).toBe(
      '0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d',
    )
  })

  it('refuses files that are malformed or ask for too much', async () => {
    const store = JSON.parse(await encryptKey(secret, 'x', cost)) as Record<string, Record<string, object>>
    const params = store['crypto']!['kdfparams']
    const crypto = (change: object) => ({ ...store, crypto: { ...store['crypto'], ...change } })
    const bad = [
      '',
      '[]',
      '{}',
      JSON.stringify({ ...store, version: 4 }),
      JSON.stringify(crypto({ cipher: 'aes-256-gcm' })),
      JSON.stringify(crypto({ kdf: 'pbkdf2' })),
      JSON.stringify(crypto({ ciphertext: '00' })),
      JSON.stringify(crypto({ mac: null })),
      JSON.stringify(crypto({ kdfparams: { ...params, n: 2 ** 30 } })),
      JSON.stringify(crypto({ kdfparams: { ...params, n: 1000 } })),
      JSON.stringify(crypto({ kdfparams: { ...params, p: 1e9 } })),
      JSON.stringify(crypto({ kdfparams: { ...params, salt: '00' } })),
    ]
    for (const text of bad) await expect(decryptKey(text, 'x')).rejects.toMatchObject({ code: 'file_malformed' })
  })
})

describe('keys', () => {
  it('are made once, 0600, and are the same when opened again', async () => {
    const path = join(directory, 'plain')
    const made = await openKeys(path)
    for (const name of readdirSync(path)) expect(statSync(join(path, name)).mode & 0o777).toBe(0o600)
    const again = await openKeys(path)
    expect([again.account.address, again.receipt.address, again.log.publicKey, again.peer.id]).toEqual([
      made.account.address,
      made.receipt.address,
      made.log.publicKey,
      made.peer.id,
    ])
    const secret = toHex(made.receipt.secret.reveal()).slice(2)
    for (const shown of [inspect(made, { depth: 9, showHidden: true }), JSON.stringify(made), String(made)])
      expect(shown).not.toContain(secret)
    const lines: string[] = []
    createLogger({ sink: line => void lines.push(line) })('info', 'keys', { made })
    expect(lines[0]).not.toContain(secret)
  })

  it('a lost key is not replaced by a new one', async () => {
    const path = join(directory, 'lost')
    await openKeys(path)
    unlinkSync(join(path, 'receipt.key'))
    await expect(openKeys(path)).rejects.toMatchObject({ code: 'file_not_found' })
    writeFileSync(join(path, 'receipt.key'), 'not a key', { mode: 0o600 })
    await expect(openKeys(path)).rejects.toMatchObject({ code: 'file_malformed' })
  })

  it('a password file is private and not empty', () => {
    const path = join(directory, 'password')
    createPrivate(path, 'secret\nsecond line\n')
    expect(readPassword(path)).toBe('secret')
    chmodSync(path, 0o644)
    expect(() => readPassword(path)).toThrow(/read by others/)
  })

  it('files are replaced whole, links are not followed', () => {
    const path = join(directory, 'file')
    writeAtomic(path, 'one')
    writeAtomic(path, 'two')
    expect(readFileSync(path, 'utf8')).toBe('two')
    expect(createPrivate(path, 'three')).toBe(false)
    expect(readdirSync(directory).filter(name => name.endsWith('.tmp'))).toEqual([])
    execFileSync('ln', ['-s', path, join(directory, 'link')])
    expect(() => readSmall(join(directory, 'link'), 100, { private: false })).toThrow()
    expect(() => readSmall(path, 2, { private: false })).toThrow(/not a file of up to/)
    expect(readSmall(join(directory, 'none'), 2, { private: false })).toBeNull()
  })
})

describe('database', () => {
  it('binds values only, and undoes a transaction that throws', () => {
    const database = openDatabase(join(directory, 'plain.db'))
    database.exec('CREATE TABLE t (a INTEGER, b BLOB)')
    const insert = database.prepare('INSERT INTO t VALUES (?, ?)')
    expect(() => insert.run(1, {} as never)).toThrow(TypeError)
    expect(() => insert.run(Number.NaN, null)).toThrow(TypeError)
    expect(() => insert.run(undefined as never, null)).toThrow(TypeError)
    expect(() =>
      database.transaction(() => {
        insert.run(1, new Uint8Array([1]))
        throw new Error('stop')
      }),
    ).toThrow('stop')
    insert.run(2, new Uint8Array([7, 8]).subarray(1))
    const rows = database.prepare('SELECT * FROM t').all()
    expect(rows).toEqual([{ a: 2, b: Uint8Array.of(8) }])
    expect(database.prepare('SELECT * FROM t').get()).toEqual(rows[0])
    database.close()
  })

  it('is migrated from nothing, and refuses a later version', () => {
    const path = join(directory, 'later.db')
    openStore(path).close()
    openStore(path).close()
    const database = openDatabase(path)
    database.exec('PRAGMA user_version = 99')
    expect(() => migrate(database)).toThrow(/version 99/)
    database.close()
  })

  it('holds everything that was acknowledged when its process is killed', async () => {
    const script = join(directory, 'writer.mjs')
    const path = join(directory, 'killed.db')
    // A process that issues receipts and says so after each, until it is killed.
    await build({
      stdin: {
        contents: `
          import { openStore } from './src/node/store/index.ts'
          const store = openStore(${JSON.stringify(path)})
          const hex = n => '0x' + n.toString(16).padStart(64, '0')
          for (let i = store.leaves.count(); ; i++) {
            store.issue({ id: hex(i), node: '0x', modelId: '0x', payer: '0x', nonce: hex(i), disclosure: 0, issuedAt: i,
              requestHash: '0x', bundle: '{}' }, i, new Uint8Array(32).fill(i & 255))
            process.stdout.write(i + '\\n')
          }`,
        resolveDir: process.cwd(),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['libsql'],
      outfile: script,
      logLevel: 'error',
    })
    execFileSync('ln', ['-s', join(process.cwd(), 'node_modules'), join(directory, 'node_modules')])
    let acknowledged = -1
    for (let round = 0; round < 3; round++) {
      const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
      child.stdout.setEncoding('utf8')
      let rest = ''
      child.stdout.on('data', (text: string) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop()!
        acknowledged = Number(lines.at(-1) ?? acknowledged)
        if (acknowledged % 200 > 50 + 20 * round) child.kill('SIGKILL')
      })
      await new Promise(resolve => child.once('close', resolve))
      const store = openStore(path)
      const count = store.leaves.count()
      expect(count).toBeGreaterThan(acknowledged)
      for (let i = 0; i < count; i++) {
        const id = `0x${i.toString(16).padStart(64, '0')}` as Hex
        expect(store.leaves.indexOf(id)).toBe(i)
        expect(store.leaves.hash(i)![0]).toBe(i & 255)
        expect(store.receipts.get(id)?.own).toBe(true)
        expect(store.nonceUsed('0x', id)).toBe(true)
      }
      store.close()
    }
    expect(acknowledged).toBeGreaterThan(50)
  })
})

describe("the fold of the chain's events", () => {
  const event = (contract: string, name: string, args: object, time: number): StoredEvent => ({
    block: time,
    index: 0,
    contract,
    name,
    args: JSON.stringify(args),
    time,
  })
  const node = address(1)

  it('keeps validity histories of keys, contacts, stakes, exits', () => {
    const fold = createFold()
    const add = (...args: Parameters<typeof event>) => fold.add(event(...args))
    add('nodes', 'NodeRegistered', { node, operator: address(2), stake: '1000' }, 100)
    add('nodes', 'KeysChanged', { node, receiptKey: address(3), logKey: word(4), peerId: 'p1', validFrom: 100 }, 100)
    add('nodes', 'ContactChanged', { node, roles: 3, endpoint: 'http://x', addresses: ['/ip4/1.2.3.4/tcp/1'] }, 100)
    add('nodes', 'KeysChanged', { node, receiptKey: address(5), logKey: word(6), peerId: 'p2', validFrom: 200 }, 200)
    add('nodes', 'StakeAdded', { node, amount: '5' }, 210)
    add('nodes', 'Slashed', { node, amount: '7' }, 220)
    add('nodes', 'Unheard', { node }, 230)
    expect(fold.registry().nodes.get(node)).toMatchObject({
      stake: 998n,
      peerId: 'p2',
      roles: ['executor', 'host'],
      exitedAt: null,
      keys: [
        { receiptKey: address(3), validFrom: 100, validUntil: 200 },
        { receiptKey: address(5), validFrom: 200, validUntil: 0 },
      ],
    })
    add('nodes', 'ExitStarted', { node, withdrawableAt: 900 }, 300)
    expect(fold.registry().nodes.get(node)).toMatchObject({ exitedAt: 300, keys: [{}, { validUntil: 300 }] })
  })

  it('keeps models, names, epochs and parameters', () => {
    const fold = createFold()
    const add = (...args: Parameters<typeof event>) => fold.add(event(...args))
    const parts = {
      graphRoot: word(1),
      weightsRoot: word(2),
      tokenizerHash: word(0),
      templateHash: word(0),
      interfaceHash: word(3),
    }
    const name: Hex = `0x${Buffer.from('mergeDelay').toString('hex').padEnd(64, '0')}`
    add('parameters', 'ParameterChanged', { name, value: '60' }, 1)
    add(
      'models',
      'ModelRegistered',
      { publisher: node, modelId: word(9), parts, royaltyBps: 5, cid: 'c', manifestCid: '' },
      2,
    )
    add('models', 'VersionPublished', { versionName: 'a/b@1', publisher: node, modelId: word(9) }, 3)
    add('models', 'ModelDeprecated', { publisher: address(8), modelId: word(9), reason: 'not theirs to say' }, 4)
    add('anchor', 'Anchored', { root: word(7), by: node, count: 2, timestamp: '55' }, 5)
    const registry = fold.registry()
    expect(registry.parameters.mergeDelay).toBe(60)
    expect(registry.models).toMatchObject([{ modelId: word(9), interfaceHash: word(3), deprecatedAt: null }])
    expect(registry.versions).toEqual([{ name: 'a/b@1', publisher: node, modelId: word(9), publishedAt: 3 }])
    expect(registry.epochs).toEqual([{ root: word(7), by: node, count: 2, anchoredAt: 55, block: expect.any(Number) }])
  })
})

describe("a verifier's choice", () => {
  it('takes the share that it should, and another one for another key or checkpoint', () => {
    const { privateKey } = keyOf('verifier')
    const chosen = (root: Hex, key: Uint8Array, share: number): number[] => {
      const choice = sampler(root, key, share)
      return Array.from({ length: 4000 }, (_, i) => i).filter(choice)
    }
    expect(chosen(word(1), privateKey, 0)).toEqual([])
    expect(chosen(word(1), privateKey, 1).length).toBe(4000)
    const some = chosen(word(1), privateKey, 0.25)
    expect(some.length).toBeGreaterThan(850)
    expect(some.length).toBeLessThan(1150)
    expect(chosen(word(1), privateKey, 0.25)).toEqual(some)
    expect(chosen(word(2), privateKey, 0.25)).not.toEqual(some)
    expect(chosen(word(1), keyOf('other').privateKey, 0.25)).not.toEqual(some)
  })
})
