-- A generation of the local store, schema 2 (PRAGMA user_version). Written once by gongkai-sync, then only read.
-- Times are seconds since 1970-01-01 UTC. An upgrade is a new generation, never a change of an old file.
-- Indexes of items and the search packs stand in lists_and_search_v2.sql.

-- number, applied_at, catalogue_at, items.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Which signed role versions the content came from ("root", "timestamp", "zrzy", ...).
CREATE TABLE role_versions (
  role    TEXT PRIMARY KEY,
  version INTEGER NOT NULL
) WITHOUT ROWID;

-- How far the pack log of each bureau has been applied.
CREATE TABLE progress (
  bureau TEXT PRIMARY KEY,
  seq    INTEGER NOT NULL
) WITHOUT ROWID;

-- One row an entity, live or withdrawn. head_hash covers every other column (and json by way of body_hash): a row
-- that does not match is never shown. A withdrawn row is a tombstone: title and reason stay, json is ''.
CREATE TABLE items (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  rev        INTEGER NOT NULL,
  bureau     TEXT NOT NULL,
  seq        INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('published', 'withdrawn')),
  title      TEXT NOT NULL,
  reason     TEXT NOT NULL,
  organ      TEXT NOT NULL,
  publish_at INTEGER NOT NULL,   -- 0 where the kind has none
  valid_from INTEGER NOT NULL,   -- 0 where the kind has none
  valid_to   INTEGER NOT NULL,   -- 9223372036854775807 where it has no end
  detail     TEXT NOT NULL,
  badge      TEXT NOT NULL,
  place      TEXT NOT NULL,
  letter     TEXT NOT NULL,
  sort_key   TEXT NOT NULL,      -- pinyin order
  targets    TEXT NOT NULL,      -- applicants of a guide, one a line
  catalog    TEXT NOT NULL,      -- codes of the nodes it is filed under, one a line
  search     TEXT NOT NULL,      -- lines "a:<alias>", "n:<its own number>", "c:<a number it mentions>"
  json       TEXT NOT NULL,
  body_hash  TEXT NOT NULL,      -- SHA-256 of json
  head_hash  TEXT NOT NULL
);

-- The rows of items.catalog, for listing by node.
CREATE TABLE item_nodes (
  node TEXT NOT NULL,
  id   TEXT NOT NULL,
  PRIMARY KEY (node, id)
) WITHOUT ROWID;

CREATE INDEX item_nodes_by_id ON item_nodes (id);

-- What was refused and why; the revision before stays in items.
CREATE TABLE rejected (
  id      TEXT NOT NULL,
  rev     INTEGER NOT NULL,
  bureau  TEXT NOT NULL,
  seq     INTEGER NOT NULL,
  code    TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (bureau, seq, id)
) WITHOUT ROWID;
