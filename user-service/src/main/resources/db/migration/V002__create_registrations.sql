-- Who was registered under which idempotency key, for as long as the key is remembered. Hashes only: nothing here tells who it is.
create table registrations (
    key_hash      text primary key,
    user_id       uuid not null,
    request_hash  text not null,
    registered_at timestamptz not null
);
create index registrations_by_time on registrations (registered_at);
