-- Three roles, each with no more than its work needs. Run once, by a superuser, in the ledger's own empty database, before
-- the migrations. No role has a password yet.
--   ledger_owner   owns the schemas; migrations only
--   ledger_app     the services: reads and appends events, never changes or deletes one; builds the read models
--   ledger_reader  reads events (sealed as stored) and read models; no key
create role ledger_owner login;
create role ledger_app login;
create role ledger_reader login;

revoke all on schema public from public;
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect, create on database %I to ledger_owner', current_database());
  -- A read model is a schema that the service which builds it makes and drops.
  execute format('grant connect, create on database %I to ledger_app', current_database());
  execute format('grant connect on database %I to ledger_reader', current_database());
end
$$;

alter default privileges for role ledger_owner revoke execute on functions from public;
alter default privileges for role ledger_app grant usage on schemas to ledger_reader;
alter default privileges for role ledger_app grant select on tables to ledger_reader;
