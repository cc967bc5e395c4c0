-- Which store this is: the same text as in the file store-id beside the database.
CREATE TABLE store_identity (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    store_id TEXT NOT NULL
) STRICT;

-- AUTOINCREMENT: the id of a deleted bucket never comes back, so a request that still holds it cannot write into a
-- bucket made later under the same name. The totals are kept by the transaction that changes them.
CREATE TABLE store_bucket (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL UNIQUE,
    owner      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    objects    INTEGER NOT NULL DEFAULT 0,
    bytes      INTEGER NOT NULL DEFAULT 0
) STRICT;

-- WITHOUT ROWID: rows lie in key order, so a listing reads neighbouring pages whatever the order of the uploads was, and
-- a look-up descends one tree instead of two. The default collation compares the bytes of UTF-8, as S3 wants it.
CREATE TABLE store_object (
    bucket_id    INTEGER NOT NULL REFERENCES store_bucket (id),
    key          TEXT    NOT NULL,
    size         INTEGER NOT NULL,
    etag         TEXT    NOT NULL,
    sha256       TEXT    NOT NULL,
    modified_at  INTEGER NOT NULL,
    type         TEXT    NOT NULL,
    owner        TEXT    NOT NULL,
    checksum     TEXT,
    content_type TEXT,
    headers      TEXT,
    blob_id      TEXT,
    inline_id    INTEGER,
    PRIMARY KEY (bucket_id, key),
    CHECK ((blob_id IS NULL) <> (inline_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX store_object_blob ON store_object (blob_id) WHERE blob_id IS NOT NULL;

-- Bytes of small objects, apart from the rows so that listings do not read them.
CREATE TABLE store_inline (
    id   INTEGER PRIMARY KEY,
    data BLOB NOT NULL
) STRICT;

-- Blobs that no object needs any more.
CREATE TABLE store_garbage (
    blob_id   TEXT PRIMARY KEY,
    queued_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX store_garbage_queued ON store_garbage (queued_at);

-- Where health probes write.
CREATE TABLE store_probe (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    probed_at INTEGER NOT NULL
) STRICT;
