-- Messages that came back so often that handling them may be what kills the process: how often each was tried alone.
create table suspects (
    message_id uuid primary key,
    attempts   int not null,
    last_at    timestamptz not null
);
