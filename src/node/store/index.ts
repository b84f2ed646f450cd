// What a node keeps: its log, receipts, nonces, checkpoints, cosigned states, epochs, verdicts, models, the chain as last
// read. spec/node.md, "Database". Each function is one statement or one transaction; what it means is the roles' matter.

import type { Hex } from '../../core/bytes/index.ts'
import { openDatabase, type Row } from './database.ts'
import { migrate } from './migrations.ts'

export interface StoredReceipt {
  readonly seq: number
  readonly id: Hex
  readonly own: boolean
  readonly node: Hex
  readonly modelId: Hex
  readonly payer: Hex
  readonly nonce: Hex
  readonly disclosure: number
  /** Unix milliseconds. */
  readonly issuedAt: number
  readonly requestHash: Hex
  /** The bundle's text, without inclusion. */
  readonly bundle: string
  /** Of relayed receipts, once it is known: the inclusion's JSON. */
  readonly inclusion: string | null
  /** Likewise, in an anchored checkpoint, with the epoch's proof. */
  readonly anchored: string | null
}

export type NewReceipt = Omit<StoredReceipt, 'seq' | 'own' | 'inclusion' | 'anchored'>

export interface StoredCheckpoint {
  readonly size: number
  readonly root: Hex
  readonly timestamp: number
  readonly json: string
  readonly cosigners: number
}

export interface StoredEpoch {
  readonly root: Hex
  /** Unix seconds, null until the chain shows it. */
  readonly anchoredAt: number | null
  /** Size of this node's checkpoint under it, null where it has none. */
  readonly ownSize: number | null
  /** JSON of EpochEntry[]. */
  readonly entries: string
}

export interface StoredVerdict {
  readonly seq: number
  readonly receiptId: Hex
  readonly verifier: Hex
  readonly ok: boolean
  /** Unix seconds. */
  readonly timestamp: number
  readonly signature: Hex
}

export interface StoredModel {
  readonly modelId: Hex
  readonly cid: string
  readonly bytes: number
}

/** An event of the registries; `args` is JSON, with integers above 2^53 as text; `time` is its block's, Unix seconds. */
export interface StoredEvent {
  readonly block: number
  readonly index: number
  readonly contract: string
  readonly name: string
  readonly args: string
  readonly time: number
}

/** An entry of another node's log that waits for its replay. */
export interface Replay {
  readonly node: Hex
  readonly index: number
  /** The checkpoint that fixed the choice. */
  readonly size: number
  readonly root: Hex
  readonly attempts: number
}

export type Store = ReturnType<typeof openStore>

/** Opens or makes the database and brings it up to date. */
export function openStore(path: string) {
  const database = openDatabase(path)
  migrate(database)
  const sql = (text: string) => {
    let prepared: ReturnType<typeof database.prepare> | undefined
    return () => (prepared ??= database.prepare(text))
  }

  const addLeaf = sql('INSERT INTO leaves (idx, receipt_id, hash) VALUES (?, ?, ?)')
  const addNonce = sql('INSERT INTO nonces (payer, nonce, receipt_id) VALUES (?, ?, ?)')
  const addReceipt = sql(`INSERT INTO receipts (id, own, node, model_id, payer, nonce, disclosure, issued_at,
    request_hash, bundle) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`)
  const leafCount = sql('SELECT COUNT(*) AS n FROM leaves')
  const leafAt = sql('SELECT hash FROM leaves WHERE idx = ?')
  const leafOf = sql('SELECT idx FROM leaves WHERE receipt_id = ?')
  const leavesFrom = sql('SELECT idx, receipt_id FROM leaves WHERE idx >= ? ORDER BY idx LIMIT ?')
  const lastLeaf = sql('SELECT receipt_id FROM leaves ORDER BY idx DESC LIMIT 1')
  const hasNonce = sql('SELECT receipt_id FROM nonces WHERE payer = ? AND nonce = ?')
  const receiptById = sql('SELECT * FROM receipts WHERE id = ?')
  const receiptsBefore = sql('SELECT * FROM receipts WHERE issued_at < ? ORDER BY issued_at DESC, seq DESC LIMIT ?')
  const receiptsOpen = sql(
    'SELECT * FROM receipts WHERE own = 0 AND inclusion IS NULL AND seq > ? ORDER BY seq LIMIT ?',
  )
  const receiptsUnanchored = sql(
    'SELECT * FROM receipts WHERE own = 0 AND anchored IS NULL AND seq > ? ORDER BY seq LIMIT ?',
  )
  const setAnchored = sql('UPDATE receipts SET anchored = ? WHERE id = ?')
  const receiptByRequest = sql('SELECT id FROM receipts WHERE request_hash = ? ORDER BY seq LIMIT 1')
  const setInclusion = sql('UPDATE receipts SET inclusion = ? WHERE id = ?')
  const countReceipts = sql('SELECT COUNT(*) AS n FROM receipts')

  const addCheckpoint = sql('INSERT INTO checkpoints (size, root, timestamp, json) VALUES (?, ?, ?, ?)')
  const setCosigned = sql('UPDATE checkpoints SET json = ?, cosigners = ? WHERE size = ?')
  const lastCheckpoint = sql('SELECT * FROM checkpoints ORDER BY size DESC LIMIT 1')
  const checkpointAt = sql('SELECT * FROM checkpoints WHERE size = ?')
  const checkpointFrom = sql('SELECT * FROM checkpoints WHERE size >= ? AND cosigners >= ? ORDER BY size LIMIT 1')

  const cosignedOf = sql('SELECT * FROM cosigned WHERE node = ?')
  const cosignedAll = sql('SELECT * FROM cosigned ORDER BY node')
  const putCosigned = sql(`INSERT INTO cosigned (node, size, root, json) VALUES (?, ?, ?, ?)
    ON CONFLICT (node) DO UPDATE SET size = excluded.size, root = excluded.root, json = excluded.json
    WHERE excluded.size >= cosigned.size`)

  const putEpoch = sql(`INSERT INTO epochs (root, anchored_at, own_size, entries) VALUES (?, ?, ?, ?)
    ON CONFLICT (root) DO UPDATE SET anchored_at = COALESCE(epochs.anchored_at, excluded.anchored_at)`)
  const epochByRoot = sql('SELECT * FROM epochs WHERE root = ?')
  const epochsFrom = sql(
    'SELECT * FROM epochs WHERE own_size >= ? AND anchored_at IS NOT NULL ORDER BY own_size LIMIT ?',
  )

  const putVerdict = sql(`INSERT INTO verdicts (receipt_id, verifier, ok, timestamp, signature) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (receipt_id, verifier) DO NOTHING`)
  const verdictsOf = sql('SELECT * FROM verdicts WHERE receipt_id = ? ORDER BY seq')
  const verdictsAfter = sql('SELECT * FROM verdicts WHERE verifier = ? AND seq > ? ORDER BY seq LIMIT ?')

  const sampledOf = sql('SELECT size FROM sampled WHERE node = ?')
  const putSampled = sql(
    'INSERT INTO sampled (node, size) VALUES (?, ?) ON CONFLICT (node) DO UPDATE SET size = excluded.size',
  )
  const addReplay = sql(
    'INSERT INTO replays (node, idx, size, root, attempts, not_before) VALUES (?, ?, ?, ?, 0, 0) ON CONFLICT DO NOTHING',
  )
  const dueReplays = sql('SELECT * FROM replays WHERE not_before <= ? ORDER BY not_before LIMIT ?')
  const countReplays = sql('SELECT COUNT(*) AS n FROM replays')
  const laterReplay = sql('UPDATE replays SET attempts = attempts + 1, not_before = ? WHERE node = ? AND idx = ?')
  const endReplay = sql('DELETE FROM replays WHERE node = ? AND idx = ?')

  const putAccusation = sql(
    'INSERT INTO accusations (receipt_id, bundle) VALUES (?, ?) ON CONFLICT (receipt_id) DO NOTHING',
  )
  const allAccusations = sql('SELECT bundle FROM accusations ORDER BY receipt_id')
  const endAccusation = sql('DELETE FROM accusations WHERE receipt_id = ?')

  const putModel = sql(`INSERT INTO models (model_id, cid, bytes, pinned_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (model_id) DO UPDATE SET cid = excluded.cid, bytes = excluded.bytes`)
  const dropModel = sql('DELETE FROM models WHERE model_id = ?')
  const allModels = sql('SELECT * FROM models ORDER BY pinned_at, model_id')
  const putInfo = sql(`INSERT INTO model_info (model_id, interface, manifest) VALUES (?, ?, ?)
    ON CONFLICT (model_id) DO UPDATE SET interface = excluded.interface, manifest = excluded.manifest`)
  const infoOf = sql('SELECT * FROM model_info WHERE model_id = ?')
  const putHead = sql(`INSERT INTO model_heads (model_id, head) VALUES (?, ?)
    ON CONFLICT (model_id) DO UPDATE SET head = excluded.head`)
  const headOf = sql('SELECT head FROM model_heads WHERE model_id = ?')
  const allHeads = sql('SELECT model_id FROM model_heads')
  const dropHead = sql('DELETE FROM model_heads WHERE model_id = ?')

  const addEvidence = sql(
    'INSERT INTO evidence (node, kind, json, found_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const allEvidence = sql('SELECT * FROM evidence ORDER BY seq')

  const chainState = sql('SELECT json FROM chain_state WHERE id = 1')
  const putChainState = sql(
    'INSERT INTO chain_state (id, json) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
  )
  const dropChainState = sql('DELETE FROM chain_state')
  const addChainEvent = sql(
    'INSERT INTO chain_events (block, idx, contract, name, args, time) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const chainEvents = sql('SELECT * FROM chain_events ORDER BY block, idx')
  const dropChainEvents = sql('DELETE FROM chain_events WHERE block > ?')
  const metaOf = sql('SELECT value FROM meta WHERE key = ?')
  const putMeta = sql(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )

  return {
    close: () => database.close(),

    /** A receipt of this node with its nonce and its place in the log, all or nothing, on the disk when this returns. */
    issue: (receipt: NewReceipt, index: number, leafHash: Uint8Array): void =>
      database.transaction(() => {
        addNonce().run(receipt.payer, receipt.nonce, receipt.id)
        addLeaf().run(index, receipt.id, leafHash)
        insertReceipt(receipt, true)
      }),
    /**
     * Several receipts of this node in one transaction, one sync for all: `work` gives them one after the other to `insert`, which
     * throws, and leaves nothing of it, where one cannot be stored.
     */
    issueAll: (work: (insert: (receipt: NewReceipt, index: number, leafHash: Uint8Array) => void) => void): void =>
      database.transaction(() =>
        work((receipt, index, leafHash) => {
          database.exec('SAVEPOINT receipt')
          try {
            addNonce().run(receipt.payer, receipt.nonce, receipt.id)
            addLeaf().run(index, receipt.id, leafHash)
            insertReceipt(receipt, true)
            database.exec('RELEASE receipt')
          } catch (error) {
            database.exec('ROLLBACK TO receipt')
            database.exec('RELEASE receipt')
            throw error
          }
        }),
      ),
    /** A receipt of another node. */
    relay: (receipt: NewReceipt): void => database.transaction(() => insertReceipt(receipt, false)),

    leaves: {
      count: (): number => number(leafCount().get()!['n']),
      hash: (index: number): Uint8Array | null => (leafAt().get(index)?.['hash'] as Uint8Array | undefined) ?? null,
      indexOf: (id: Hex): number | null => {
        const row = leafOf().get(id)
        return row === undefined ? null : number(row['idx'])
      },
      list: (from: number, limit: number): { index: number; id: Hex }[] =>
        leavesFrom()
          .all(from, limit)
          .map(row => ({ index: number(row['idx']), id: hex(row['receipt_id']) })),
      last: (): Hex | null => (lastLeaf().get()?.['receipt_id'] as Hex | undefined) ?? null,
    },
    nonceUsed: (payer: Hex, nonce: Hex): boolean => hasNonce().get(payer, nonce) !== undefined,
    receipts: {
      get: (id: Hex): StoredReceipt | null => one(receiptById().get(id), receiptFrom),
      /** Newest first, issued before a time in milliseconds. */
      newest: (before: number, limit: number): StoredReceipt[] => receiptsBefore().all(before, limit).map(receiptFrom),
      /** Relayed ones whose inclusion is not known yet, oldest first. */
      open: (after: number, limit: number): StoredReceipt[] => receiptsOpen().all(after, limit).map(receiptFrom),
      /** Relayed ones whose anchored checkpoint is not known yet, oldest first. */
      unanchored: (after: number, limit: number): StoredReceipt[] =>
        receiptsUnanchored().all(after, limit).map(receiptFrom),
      byRequest: (requestHash: Hex): Hex | null =>
        (receiptByRequest().get(requestHash)?.['id'] as Hex | undefined) ?? null,
      setAnchored: (id: Hex, anchored: string): void => void setAnchored().run(anchored, id),
      setInclusion: (id: Hex, inclusion: string): void => void setInclusion().run(inclusion, id),
      count: (): number => number(countReceipts().get()!['n']),
    },
    checkpoints: {
      add: ({ size, root, timestamp, json }: Omit<StoredCheckpoint, 'cosigners'>): void =>
        void addCheckpoint().run(size, root, timestamp, json),
      cosign: (size: number, json: string, cosigners: number): void => void setCosigned().run(json, cosigners, size),
      last: (): StoredCheckpoint | null => one(lastCheckpoint().get(), checkpointFromRow),
      at: (size: number): StoredCheckpoint | null => one(checkpointAt().get(size), checkpointFromRow),
      /** The smallest of at least `size` leaves with at least as many cosignatures. */
      from: (size: number, cosigners: number): StoredCheckpoint | null =>
        one(checkpointFrom().get(size, cosigners), checkpointFromRow),
    },
    cosigned: {
      get: (node: Hex): { size: number; root: Hex; json: string } | null => one(cosignedOf().get(node), cosignedFrom),
      all: (): { node: Hex; size: number; root: Hex; json: string }[] => cosignedAll().all().map(cosignedFrom),
      put: (node: Hex, size: number, root: Hex, json: string): void => void putCosigned().run(node, size, root, json),
    },
    epochs: {
      put: ({ root, anchoredAt, ownSize, entries }: StoredEpoch): void =>
        void putEpoch().run(root, anchoredAt, ownSize, entries),
      get: (root: Hex): StoredEpoch | null => one(epochByRoot().get(root), epochFrom),
      /** Anchored ones whose checkpoint of this node has at least `size` leaves, smallest first. */
      covering: (size: number, limit = 1): StoredEpoch[] => epochsFrom().all(size, limit).map(epochFrom),
    },
    verdicts: {
      put: (verdict: Omit<StoredVerdict, 'seq'>): void =>
        void putVerdict().run(
          verdict.receiptId,
          verdict.verifier,
          verdict.ok ? 1 : 0,
          verdict.timestamp,
          verdict.signature,
        ),
      of: (id: Hex): StoredVerdict[] => verdictsOf().all(id).map(verdictFrom),
      after: (verifier: Hex, seq: number, limit: number): StoredVerdict[] =>
        verdictsAfter().all(verifier, seq, limit).map(verdictFrom),
    },
    replays: {
      sampled: (node: Hex): number => number(sampledOf().get(node)?.['size'] ?? 0),
      /** Notes how far a log has been read together with what was chosen from it. */
      choose: (node: Hex, { size, root }: { size: number; root: Hex }, indices: readonly number[]): void =>
        database.transaction(() => {
          putSampled().run(node, size)
          for (const index of indices) addReplay().run(node, index, size, root)
        }),
      /** Adds entries that are to be replayed, whatever was read before. */
      add: (node: Hex, { size, root }: { size: number; root: Hex }, indices: readonly number[]): void =>
        database.transaction(() => {
          for (const index of indices) addReplay().run(node, index, size, root)
        }),
      due: (now: number, limit: number): Replay[] =>
        dueReplays()
          .all(now, limit)
          .map(row => ({
            node: hex(row['node']),
            index: number(row['idx']),
            size: number(row['size']),
            root: hex(row['root']),
            attempts: number(row['attempts']),
          })),
      later: ({ node, index }: Replay, notBefore: number): void => void laterReplay().run(notBefore, node, index),
      end: ({ node, index }: Replay): void => void endReplay().run(node, index),
      count: (): number => number(countReplays().get()!['n']),
    },
    /** Bundles of receipts that are disputed, as text. */
    accusations: {
      put: (receiptId: Hex, bundle: string): void => void putAccusation().run(receiptId, bundle),
      all: (): string[] =>
        allAccusations()
          .all()
          .map(row => String(row['bundle'])),
      end: (receiptId: Hex): void => void endAccusation().run(receiptId),
    },
    models: {
      put: (model: StoredModel, now: number): void => void putModel().run(model.modelId, model.cid, model.bytes, now),
      drop: (modelId: Hex): void => {
        dropModel().run(modelId)
        dropHead().run(modelId)
      },
      all: (): StoredModel[] =>
        allModels()
          .all()
          .map(row => ({ modelId: hex(row['model_id']), cid: String(row['cid']), bytes: number(row['bytes']) })),
      putInfo: (modelId: Hex, interfaceBytes: Uint8Array, manifest: string): void =>
        void putInfo().run(modelId, interfaceBytes, manifest),
      info: (modelId: Hex): { interfaceBytes: Uint8Array; manifest: string } | null =>
        one(infoOf().get(modelId), row => ({
          interfaceBytes: new Uint8Array(row['interface'] as Uint8Array),
          manifest: String(row['manifest']),
        })),
      withHead: (): Hex[] =>
        allHeads()
          .all()
          .map(row => hex(row['model_id'])),
      putHead: (modelId: Hex, head: Uint8Array): void => void putHead().run(modelId, head),
      head: (modelId: Hex): Uint8Array | null =>
        one(headOf().get(modelId), row => new Uint8Array(row['head'] as Uint8Array)),
    },
    evidence: {
      add: (node: Hex, kind: string, json: string, now: number): void => void addEvidence().run(node, kind, json, now),
      all: (): { node: Hex; kind: string; json: string }[] =>
        allEvidence()
          .all()
          .map(row => ({ node: hex(row['node']), kind: String(row['kind']), json: String(row['json']) })),
    },
    chain: {
      state: (): string | null => (chainState().get()?.['json'] as string | undefined) ?? null,
      events: (): StoredEvent[] => chainEvents().all().map(eventFrom),
      append: (events: readonly StoredEvent[], state: string): void =>
        database.transaction(() => {
          for (const { block, index, contract, name, args, time } of events)
            addChainEvent().run(block, index, contract, name, args, time)
          putChainState().run(state)
        }),
      revert: (block: number, state: string | null): void =>
        database.transaction(() => {
          dropChainEvents().run(block)
          if (state === null) dropChainState().run()
          else putChainState().run(state)
        }),
    },
    meta: {
      get: (key: string): string | null => (metaOf().get(key)?.['value'] as string | undefined) ?? null,
      put: (key: string, value: string): void => void putMeta().run(key, value),
    },
  }

  function insertReceipt(receipt: NewReceipt, own: boolean): void {
    const { id, node, modelId, payer, nonce, disclosure, issuedAt, requestHash, bundle } = receipt
    addReceipt().run(id, own ? 1 : 0, node, modelId, payer, nonce, disclosure, issuedAt, requestHash, bundle)
  }
}

const number = (value: unknown): number => Number(value)
const hex = (value: unknown): Hex => value as Hex

function one<T>(row: Row | undefined, read: (row: Row) => T): T | null {
  return row === undefined ? null : read(row)
}

const receiptFrom = (row: Row): StoredReceipt => ({
  seq: number(row['seq']),
  id: hex(row['id']),
  own: row['own'] === 1,
  node: hex(row['node']),
  modelId: hex(row['model_id']),
  payer: hex(row['payer']),
  nonce: hex(row['nonce']),
  disclosure: number(row['disclosure']),
  issuedAt: number(row['issued_at']),
  requestHash: hex(row['request_hash']),
  bundle: String(row['bundle']),
  inclusion: row['inclusion'] === null ? null : String(row['inclusion']),
  anchored: row['anchored'] === null ? null : String(row['anchored']),
})

const checkpointFromRow = (row: Row): StoredCheckpoint => ({
  size: number(row['size']),
  root: hex(row['root']),
  timestamp: number(row['timestamp']),
  json: String(row['json']),
  cosigners: number(row['cosigners']),
})

const cosignedFrom = (row: Row) => ({
  node: hex(row['node']),
  size: number(row['size']),
  root: hex(row['root']),
  json: String(row['json']),
})

const epochFrom = (row: Row): StoredEpoch => ({
  root: hex(row['root']),
  anchoredAt: row['anchored_at'] === null ? null : number(row['anchored_at']),
  ownSize: row['own_size'] === null ? null : number(row['own_size']),
  entries: String(row['entries']),
})

const verdictFrom = (row: Row): StoredVerdict => ({
  seq: number(row['seq']),
  receiptId: hex(row['receipt_id']),
  verifier: hex(row['verifier']),
  ok: row['ok'] === 1,
  timestamp: number(row['timestamp']),
  signature: hex(row['signature']),
})

const eventFrom = (row: Row): StoredEvent => ({
  block: number(row['block']),
  index: number(row['idx']),
  contract: String(row['contract']),
  name: String(row['name']),
  args: String(row['args']),
  time: number(row['time']),
})
