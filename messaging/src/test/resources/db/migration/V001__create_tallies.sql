create table tallies (
    id       uuid primary key,
    total    bigint not null check (total < 1000000),
    version  bigint not null,
    deadline timestamptz
);
