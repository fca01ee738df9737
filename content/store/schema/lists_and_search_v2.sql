-- The second part of a generation: what lists and the search need, made from the rows of generation_v2.sql by the writer.
-- An upgrade makes all of it anew.

-- Lists, newest first: all that decides whether a row is in the list stands in the index, so that only the rows shown
-- are read, and none to count them. items_by_time also has what the catalogue tree counts.
CREATE INDEX items_by_kind ON items (kind, publish_at, id, valid_from, valid_to, organ, detail, badge, letter, targets)
  WHERE state='published';
CREATE INDEX items_by_organ ON items (organ, publish_at, id, kind, valid_from, valid_to, detail, badge, letter, targets)
  WHERE state='published';
CREATE INDEX items_by_time ON items (publish_at, id, kind, valid_from, valid_to, detail, badge, letter, targets, catalog)
  WHERE state='published';
-- What bureaus took back; and guides in the order of their priority, which stands in the JSON alone.
CREATE INDEX items_withdrawn ON items (kind, seq) WHERE state='withdrawn';
CREATE INDEX guides_by_priority ON items (substr(json,instr(json,'"priority":')+11,1), sort_key, id)
  WHERE state='published' AND kind='guide';

-- What the search reads instead of the rows (search_pack.h): pack n stands for the rowids 256 n to 256 n + 255.
CREATE TABLE search_packs (
  pack       INTEGER PRIMARY KEY,
  hash       TEXT NOT NULL,      -- SHA-256 of the number and both blobs
  entries    BLOB NOT NULL,      -- titles, aliases and codes in their search form
  signatures BLOB NOT NULL       -- which pairs of characters the JSON may hold
);
