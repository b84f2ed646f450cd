// The database's schema as a list of steps, each run once and never changed after it has shipped (spec/versions.md).
// PRAGMA user_version holds the number of steps that have been taken.

import { WorldError } from '../../core/errors/index.ts'
import type { Database } from './database.ts'

const STEPS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- This node's log: entry i is the receipt id, its hash the leaf of the tree. Rows are added at the end and never changed.
  CREATE TABLE leaves (idx INTEGER PRIMARY KEY, receipt_id TEXT NOT NULL UNIQUE, hash BLOB NOT NULL) STRICT;

  -- Receipts that this node issued (own = 1) or relayed. The bundle is as issued; of relayed ones inclusion and anchored
  -- (JSON) are added when their executors show them.
  CREATE TABLE receipts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, own INTEGER NOT NULL, node TEXT NOT NULL,
    model_id TEXT NOT NULL, payer TEXT NOT NULL, nonce TEXT NOT NULL, disclosure INTEGER NOT NULL,
    issued_at INTEGER NOT NULL, request_hash TEXT NOT NULL, bundle TEXT NOT NULL, inclusion TEXT, anchored TEXT
  ) STRICT;
  CREATE INDEX receipts_by_time ON receipts (issued_at);
  CREATE INDEX receipts_by_request ON receipts (request_hash);
  CREATE INDEX receipts_open ON receipts (seq) WHERE own = 0 AND inclusion IS NULL;
  CREATE INDEX receipts_unanchored ON receipts (seq) WHERE own = 0 AND anchored IS NULL;

  -- What this node has executed: a second receipt for one payer and nonce is never issued.
  CREATE TABLE nonces (payer TEXT NOT NULL, nonce TEXT NOT NULL, receipt_id TEXT NOT NULL, PRIMARY KEY (payer, nonce))
    STRICT, WITHOUT ROWID;

  -- Every checkpoint that this node signed, with the cosignatures that came back.
  CREATE TABLE checkpoints (size INTEGER PRIMARY KEY, root TEXT NOT NULL, timestamp INTEGER NOT NULL, json TEXT NOT NULL,
    cosigners INTEGER NOT NULL DEFAULT 0) STRICT;

  -- The largest checkpoint of each other node that this one has cosigned. Never goes back.
  CREATE TABLE cosigned (node TEXT PRIMARY KEY, size INTEGER NOT NULL, root TEXT NOT NULL, json TEXT NOT NULL)
    STRICT, WITHOUT ROWID;

  -- Anchored epochs with their entries; those that cover a checkpoint of this node are found by its size.
  CREATE TABLE epochs (root TEXT PRIMARY KEY, anchored_at INTEGER, own_size INTEGER, entries TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
  CREATE INDEX epochs_by_size ON epochs (own_size);

  CREATE TABLE verdicts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, receipt_id TEXT NOT NULL, verifier TEXT NOT NULL, ok INTEGER NOT NULL,
    timestamp INTEGER NOT NULL, signature TEXT NOT NULL, UNIQUE (receipt_id, verifier)
  ) STRICT;

  -- How far this verifier has read each executor's log.
  CREATE TABLE sampled (node TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  -- Entries that are chosen and still to be replayed, with the checkpoint that fixed the choice.
  CREATE TABLE replays (node TEXT NOT NULL, idx INTEGER NOT NULL, size INTEGER NOT NULL, root TEXT NOT NULL,
    attempts INTEGER NOT NULL, not_before INTEGER NOT NULL, PRIMARY KEY (node, idx)) STRICT, WITHOUT ROWID;

  -- Models that this node holds: their blocks are pinned in the block store.
  CREATE TABLE models (model_id TEXT PRIMARY KEY, cid TEXT NOT NULL, bytes INTEGER NOT NULL, pinned_at INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;

  -- What is known of a model without holding it: canonical interface bytes and the manifest.
  CREATE TABLE model_info (model_id TEXT PRIMARY KEY, interface BLOB NOT NULL, manifest TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- Signed proof that another node's log has two histories.
  CREATE TABLE evidence (seq INTEGER PRIMARY KEY AUTOINCREMENT, node TEXT NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL,
    found_at INTEGER NOT NULL, UNIQUE (node, kind, json)) STRICT;

  -- The registries' events in order, as far as the indexer has read, and its position. Folded into what nodes know.
  CREATE TABLE chain_events (block INTEGER NOT NULL, idx INTEGER NOT NULL, contract TEXT NOT NULL, name TEXT NOT NULL,
    args TEXT NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (block, idx)) STRICT, WITHOUT ROWID;
  CREATE TABLE chain_state (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;
  `,
  `
  -- Heads of the language models that this node holds: what clients need to turn text into tokens (spec/model.md).
  CREATE TABLE model_heads (model_id TEXT PRIMARY KEY, head BLOB NOT NULL) STRICT;
  `,
  `
  -- Receipts whose wrong answers this verifier disputes, until a contract has decided: a deposit is at stake.
  CREATE TABLE accusations (receipt_id TEXT PRIMARY KEY, bundle TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
]

/** Brings a database up to date. Refuses one that a later release has written. */
export function migrate(database: Database): void {
  const version = Number(database.prepare('PRAGMA user_version').get()!['user_version'])
  if (version > STEPS.length)
    throw new WorldError('internal', `The database is of version ${version}, this release knows ${STEPS.length}`, {
      hint: 'Run the release that wrote it, or a later one',
    })
  for (let step = version; step < STEPS.length; step++) {
    database.transaction(() => {
      database.exec(STEPS[step]!)
      database.exec(`PRAGMA user_version = ${step + 1}`)
    })
  }
}
