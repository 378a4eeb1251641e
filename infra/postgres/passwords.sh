#!/bin/sh
# Gives the login roles of roles.sql the passwords of the environment; run by the database's container when it is first made.
set -eu
psql -v ON_ERROR_STOP=1 -v owner="$LEDGER_OWNER_PASSWORD" -v app="$LEDGER_APP_PASSWORD" \
  -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
alter role ledger_owner password :'owner';
alter role ledger_app password :'app';
SQL
