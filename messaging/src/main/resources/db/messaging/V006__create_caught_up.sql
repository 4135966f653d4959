-- One row once a service that joined late has handled all that the journal held before it came. Until then it starts over: the inbox
-- knows what it has handled.
create table caught_up (
    only_row boolean primary key default true check (only_row),
    at       timestamptz not null
);
