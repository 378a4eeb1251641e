-- Whoever holds the head row from outside for long (a forgotten transaction) makes appends fail with a clear error, instead of
-- making them wait for ever. Batches of other programs hold it for milliseconds.
alter function ledger.append(text[], integer[], integer[], uuid[], text[], integer[], bytea, timestamptz)
  set lock_timeout = '5s';
