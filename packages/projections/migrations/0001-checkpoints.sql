-- One row per processor (a projection's version, a reaction). `epoch` fences: whoever moves it invalidates what others
-- remember, and their next compare-and-set fails.
create table projections.checkpoints (
  processor text primary key,
  -- Last position of the ledger that was looked at; -1 = none.
  position bigint not null,
  -- Where it began: -1, or the head when a reaction was deployed.
  started bigint not null,
  epoch bigint not null default 0,
  -- The ledger's life in which `position` means something.
  incarnation text not null
);

-- Events set aside: the one that failed (with its fault) and the later ones of its partition (fault is null).
create table projections.parked (
  processor text not null references projections.checkpoints on update cascade on delete cascade,
  position bigint not null,
  partition text not null,
  stream text not null,
  revision integer not null,
  event_id text not null,
  type text not null,
  fault text,
  primary key (processor, position)
);
create index parked_by_partition on projections.parked (processor, partition);

-- Commands of reactions that the handler refused; listed by `ledger status`.
create table projections.refusals (
  reaction text not null,
  event_id text not null,
  ordinal integer not null,
  position bigint not null,
  act text not null,
  command_id text not null,
  code text not null,
  primary key (reaction, event_id, ordinal)
);
