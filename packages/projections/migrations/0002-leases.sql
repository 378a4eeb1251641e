-- Who works on a processor now. Taking it raises the checkpoint's epoch in the same transaction, so that whoever had it
-- before commits nothing more.
create table projections.leases (
  processor text primary key references projections.checkpoints on update cascade on delete cascade,
  owner text not null,
  -- Raised by the owner twice a second. One that stands still is taken for gone: standbys measure that by their own clock,
  -- so that no clock need agree with another.
  beat bigint not null default 0
) with (fillfactor = 50);
