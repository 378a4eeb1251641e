-- A store that was empty when the copying of another ledger into it began says so here, for good.
create table ledger.copy (
  only_row boolean primary key default true check (only_row),
  -- Incarnation of the ledger copied.
  origin uuid not null,
  -- Whether recorded_at never falls along the positions: several clocks may have given it there.
  recorded_in_order boolean not null default true
);

-- Where each copied event lay in that ledger.
create table ledger.origins (
  position bigint primary key,
  origin_position bigint not null
);

-- Stores events of another ledger as they are, behind those copied before; the only way to give recorded_at from outside.
-- Refused unless this store is a copy and holds nothing else. One entry an event, in order; bounds and payload as in
-- ledger.append.
create function ledger.copy_events(
  streams text[], revisions integer[], recorded timestamptz[], ids uuid[], types text[], bounds integer[], payload bytea,
  origin_positions bigint[]
) returns void
language plpgsql
set lock_timeout = '5s'
as $$
declare
  head ledger.head;
  copied bigint;
begin
  select * into head from ledger.head for update;
  copied = coalesce((select position from ledger.origins order by position desc limit 1), -1);
  if copied <> head.last_position or not exists (select from ledger.copy) then
    raise exception 'this store holds something else' using errcode = 'object_not_in_prerequisite_state';
  end if;

  insert into ledger.events (position, stream, revision, recorded_at, id, type, header, data)
  select copied + e.i, e.stream, e.revision, e.recorded, e.id, e.type,
    substring(payload from bounds[2 * e.i - 1] + 1 for bounds[2 * e.i] - bounds[2 * e.i - 1]),
    substring(payload from bounds[2 * e.i] + 1 for bounds[2 * e.i + 1] - bounds[2 * e.i])
  from unnest(streams, revisions, recorded, ids, types) with ordinality e(stream, revision, recorded, id, type, i);
  insert into ledger.origins (position, origin_position)
  select copied + o.i, o.origin_position from unnest(origin_positions) with ordinality o(origin_position, i);

  update ledger.copy set recorded_in_order = false
  where recorded_in_order and exists (
    select from (select r.at, lag(r.at, 1, head.last_recorded_at) over (order by r.i) as before
                 from unnest(recorded) with ordinality r(at, i)) pairs
    where pairs.at < pairs.before);
  update ledger.head h set last_position = copied + cardinality(ids),
    last_recorded_at = (select greatest(head.last_recorded_at, max(r.at)) from unnest(recorded) r(at));
end
$$;
