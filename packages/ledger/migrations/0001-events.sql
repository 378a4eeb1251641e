-- One row: the end of the log. Whoever appends locks it, so positions are dense and in the order of commit.
create table ledger.head (
  only_row boolean primary key default true check (only_row),
  incarnation uuid not null default gen_random_uuid(),
  last_position bigint not null default -1,
  last_recorded_at timestamptz(3) not null default '-infinity',
  -- Set once, when the store is made: whether appends may bring their own time. Never in a store that counts.
  settable_clock boolean not null default false
) with (fillfactor = 10);

insert into ledger.head default values;

create table ledger.events (
  position bigint primary key,
  stream text collate "C" not null,
  revision integer not null,
  category text collate "C" not null generated always as (split_part(stream, '-', 1)) stored,
  recorded_at timestamptz(3) not null,
  id uuid not null,
  type text collate "C" not null,
  -- Canonical JSON as the writer serialised it; jsonb would not give the same bytes back.
  header bytea not null,
  data bytea not null,
  unique (stream, revision)
);

create index events_by_category on ledger.events (category, position);
create index events_by_type on ledger.events (type, position);
