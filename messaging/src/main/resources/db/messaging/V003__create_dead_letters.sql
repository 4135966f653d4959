-- Messages that this service could not handle, until somebody sends them back or discards them. The same message may arrive here
-- twice, and two different ones may claim the same id: what makes a row is the id together with the body.
create table dead_letters (
    id              uuid primary key,
    message_id      text not null,
    body_hash       bytea not null,
    type            text,
    reason          text not null,
    handler         text not null,
    attempts        bigint not null,
    first_failed_at timestamptz not null,
    last_failed_at  timestamptz not null,
    status          text not null check (status in ('PARKED', 'REDRIVEN', 'HANDLED', 'DISCARDED')),
    -- Counts changes, so that nobody edits what is not any more what he has seen.
    version         int not null,
    properties      bytea not null,
    body            bytea not null,
    unique (message_id, body_hash)
);
create index dead_letters_by_status on dead_letters (status, id);

-- What people did about dead letters. Outlives the letters, hence no foreign key.
create table dead_letter_audit (
    id             bigint generated always as identity primary key,
    dead_letter_id uuid not null,
    message_id     text not null,
    action         text not null check (action in ('REDRIVEN', 'EDITED', 'DISCARDED')),
    by_whom        text not null,
    note           text,
    at             timestamptz not null
);
create index dead_letter_audit_by_letter on dead_letter_audit (dead_letter_id);
create index dead_letter_audit_by_time on dead_letter_audit (at);

-- Many dead letters sent back as one: first one, then ten, then the rest.
create table redrives (
    id         uuid primary key,
    by_whom    text not null,
    matching   bigint not null,
    sent       bigint not null,
    handled    bigint not null,
    status     text not null check (status in ('RUNNING', 'DONE', 'STOPPED')),
    outcome    text,
    started_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index one_redrive_at_a_time on redrives ((true)) where status = 'RUNNING';
