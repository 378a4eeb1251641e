-- What the roles of roles.sql may do with what the migrations made. Run by ledger_owner after each migration; again changes
-- nothing.
grant usage on schema ledger to ledger_app, ledger_reader;
grant select on all tables in schema ledger to ledger_app, ledger_reader;
grant insert on ledger.events to ledger_app;
grant update on ledger.head to ledger_app;
grant execute on all functions in schema ledger to ledger_app;

grant usage on schema privacy to ledger_app;
grant select on all tables in schema privacy to ledger_app;
grant insert, update on privacy.subject_keys to ledger_app;

grant usage on schema projections to ledger_app, ledger_reader;
grant select on all tables in schema projections to ledger_app, ledger_reader;
grant insert, update, delete on all tables in schema projections to ledger_app;
revoke insert, update, delete on projections.migrations from ledger_app;
