create table points (
    user_id uuid primary key,
    points  bigint not null
);
