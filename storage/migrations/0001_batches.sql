-- Which steps have been applied: one row.
create table applied (version integer not null, queue text not null);

create table batches (
    id text primary key, -- random: whoever knows it may read the batch
    owner_key text, -- the key that made it; null where the service has no keys
    state text not null default 'queued'
        check (state in ('queued', 'running', 'cancelling', 'cancelled', 'done', 'failed')),
    options json not null,
    -- Counted in the transaction that writes the results, so that progress costs no scan.
    total integer not null,
    done integer not null default 0,
    unchanged integer not null default 0,
    rewritten integer not null default 0,
    rejected integer not null default 0,
    error integer not null default 0,
    calls bigint not null default 0,
    prompt_tokens bigint not null default 0,
    completion_tokens bigint not null default 0,
    cached_tokens bigint not null default 0,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    updated_at timestamptz not null default now(),
    expires_at timestamptz not null
) with (fillfactor = 50); -- room for its many updates on the same page

create index batches_expiring on batches (expires_at);
create index batches_alive on batches (id) where state in ('queued', 'running', 'cancelling');
create index batches_of_owner on batches (owner_key, created_at desc);

-- No foreign keys from here on: each row would ask for its batch, and all of a batch's rows are
-- written and deleted under the lock of its row in `batches`.

-- The file that a batch was made from, for writing it out again.
create table sources (
    batch_id text primary key,
    name text not null,
    format text not null,
    content bytea not null
);

create table items (
    batch_id text not null,
    seq integer not null,
    item_id json, -- text or number as the file has it
    draft text, -- null where the file's entry was broken
    context json,
    same_as integer, -- the first item with the same draft and context, which is rewritten for both
    primary key (batch_id, seq)
);

create index items_same on items (batch_id, same_as) where same_as is not null;

-- Written once for an item, whoever comes first; never changed.
create table results (
    batch_id text not null,
    seq integer not null,
    outcome text not null check (outcome in ('unchanged', 'rewritten', 'rejected', 'error')),
    result json, -- the whole Rewrite; null for an error, and for a twin (`items.same_as`)
    error json, -- {code, message}
    primary key (batch_id, seq)
) with (autovacuum_vacuum_insert_scale_factor = 0.5);

-- What a job of the queue works on: a stretch of a batch's items.
create table chunks (
    batch_id text not null,
    number integer not null,
    first_seq integer not null,
    last_seq integer not null,
    closed boolean not null default false,
    -- An item that was being worked on alone when its worker died, and how often.
    suspect_seq integer,
    suspect_deaths integer not null default 0,
    primary key (batch_id, number)
);

create index chunks_open on chunks (batch_id, number) where not closed;

-- Limits that all workers share: a bucket for each, refilled with time.
create table buckets (
    name text primary key,
    level double precision not null, -- what may be taken; below zero after more was used than said
    filled_at timestamptz not null default clock_timestamp()
) with (fillfactor = 10);
