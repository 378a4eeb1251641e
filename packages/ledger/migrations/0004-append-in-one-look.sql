-- The same promises as before at less cost: one look for all streams of a batch, and one entry an append, not an event, for
-- what is to be written.
--
--   streams, expected, counts   one entry an append: its stream, expected revision (-1 = no stream, -2 = any), events
--   ids, types                  one entry an event, append by append
--   bounds, payload             all headers and data in one piece (arrays of bytea would travel as hex text):
--                               event e has its header in [bounds[2e-1], bounds[2e]), its data up to bounds[2e+1]
--   set_clock                   time of recording, only where head.settable_clock
create or replace function ledger.append(
  streams text[], expected integer[], counts integer[], ids uuid[], types text[], bounds integer[], payload bytea,
  set_clock timestamptz
) returns table (
  outcome text, actual integer, first_revision integer, last_revision integer, first_position bigint,
  last_position bigint, recorded_at timestamptz
)
language plpgsql
-- The plans are cached while the tables may still be empty, and must not be the ones that suit empty tables.
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
-- Arrays of another length are no reason to plan anew.
set plan_cache_mode = force_generic_plan
set lock_timeout = '5s'
as $$
declare
  now_recorded timestamptz;
  next_position bigint;
  settable boolean;
  standing integer[];       -- for each append, the revision its stream stood at before this batch (-1 = no stream)
  previous integer[];       -- for each append, the one before it in this batch on the same stream, or 0
  reached integer[] = '{}'; -- for each append, the revision its stream stands at afterwards (-1 = no stream)
  next_event integer = 1;   -- first event of the append at hand
  place integer;            -- revision its first event would take
  known integer;
  -- accepted appends not yet written: which, and the first event, revision and position of each
  write_append integer[] = '{}';
  write_event integer[] = '{}';
  write_revision integer[] = '{}';
  write_position bigint[] = '{}';
begin
  -- An append inside a longer transaction would hold the head for all its length.
  if pg_current_xact_id_if_assigned() is not null then
    raise exception 'ledger.append must be alone in its transaction' using errcode = 'active_sql_transaction';
  end if;
  -- Acknowledged means durable, whatever the server's default.
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;

  select h.last_position + 1, h.last_recorded_at, h.settable_clock into next_position, now_recorded, settable
  from ledger.head h for update;
  if set_clock is not null and not settable then
    raise exception 'this ledger keeps its own time' using errcode = 'invalid_parameter_value';
  end if;
  now_recorded = date_trunc('milliseconds', greatest(now_recorded, coalesce(set_clock, clock_timestamp())));

  if cardinality(streams) = 1 then
    previous = '{0}';
    standing = array[coalesce(
      (select e.revision from ledger.events e where e.stream = streams[1] order by e.revision desc limit 1), -1)];
  else
    select array_agg(coalesce(s.before, 0) order by s.i), array_agg(coalesce(s.revision, -1) order by s.i)
    into previous, standing
    from (select u.i, lag(u.i) over (partition by u.stream order by u.i) as before,
            (select e.revision from ledger.events e where e.stream = u.stream order by e.revision desc limit 1) as revision
          from unnest(streams) with ordinality u(stream, i)) s;
  end if;

  for i in 1 .. cardinality(streams) loop
    if previous[i] > 0 then
      actual = reached[previous[i]];
    else
      actual = standing[i];
    end if;
    place = case expected[i] when -2 then actual else expected[i] end + 1;
    if place = actual + 1 then
      outcome = 'appended';
      first_revision = place;
      last_revision = actual + counts[i];
      first_position = next_position;
      last_position = next_position + counts[i] - 1;
      recorded_at = now_recorded;
      next_position = next_position + counts[i];
      actual = last_revision;
      write_append = write_append || i;
      write_event = write_event || next_event;
      write_revision = write_revision || place;
      write_position = write_position || first_position;
    else
      -- Ids are compared with what is stored, so what this batch accepted on the same stream is written first.
      if previous[i] > 0 and cardinality(write_event) > 0 then
        perform ledger.write(streams, counts, ids, types, bounds, payload, write_append, write_event, write_revision,
          write_position, now_recorded);
        write_append = '{}';
        write_event = '{}';
        write_revision = '{}';
        write_position = '{}';
      end if;
      select count(*), min(e.revision), max(e.revision), min(e.position), max(e.position), min(e.recorded_at)
      into known, first_revision, last_revision, first_position, last_position, recorded_at
      from ledger.events e
      where e.stream = streams[i] and e.revision between place and place + counts[i] - 1
        and e.id = ids[next_event + e.revision - place];
      outcome = case known when counts[i] then 'repeated' when 0 then 'conflict' else 'ids_partly_known' end;
    end if;
    reached = reached || actual;
    next_event = next_event + counts[i];
    return next;
  end loop;

  perform ledger.write(streams, counts, ids, types, bounds, payload, write_append, write_event, write_revision,
    write_position, now_recorded);
  update ledger.head h set last_position = next_position - 1, last_recorded_at = now_recorded
  where h.last_position < next_position - 1;
end
$$;

drop function ledger.write(
  text[], uuid[], text[], integer[], bytea, integer[], integer[], integer[], bigint, timestamptz
);

-- Writes the accepted appends of a batch.
create function ledger.write(
  streams text[], counts integer[], ids uuid[], types text[], bounds integer[], payload bytea,
  write_append integer[], write_event integer[], write_revision integer[], write_position bigint[],
  now_recorded timestamptz
) returns void
language plpgsql
as $$
begin
  insert into ledger.events (position, stream, revision, recorded_at, id, type, header, data)
  select w.position + k, streams[w.append], w.revision + k, now_recorded, ids[w.event + k], types[w.event + k],
    substring(payload from bounds[2 * (w.event + k) - 1] + 1
      for bounds[2 * (w.event + k)] - bounds[2 * (w.event + k) - 1]),
    substring(payload from bounds[2 * (w.event + k)] + 1
      for bounds[2 * (w.event + k) + 1] - bounds[2 * (w.event + k)])
  from unnest(write_append, write_event, write_revision, write_position) w(append, event, revision, position),
    generate_series(0, counts[w.append] - 1) k;
end
$$;
