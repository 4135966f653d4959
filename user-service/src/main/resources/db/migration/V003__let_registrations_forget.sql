-- Once its user is erased only the key is known, so that asking again under it does not register them again.
alter table registrations alter column request_hash drop not null;
create index registrations_by_user on registrations (user_id);
