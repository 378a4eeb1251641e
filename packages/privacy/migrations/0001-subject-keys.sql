-- One data key for each subject, wrapped by the master key. A destroyed one leaves its row as a tombstone.
create table privacy.subject_keys (
  subject text primary key check (subject ~ '^[sm]-[0-9a-f]{32}$'),
  -- iv (12), ciphertext (32), tag (16) of AES-256-GCM; bound to `subject`
  wrapped bytea check (octet_length(wrapped) = 60),
  created_at timestamptz not null default now(),
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);
