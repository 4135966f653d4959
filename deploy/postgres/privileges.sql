-- What a service's two roles may do in its database: the owner makes tables, the application reads and writes their rows.
-- By a superuser, as often as wanted; also where one role did both before:
-- psql --dbname orders -v owner=orders_owner -v application=orders -f deploy/postgres/privileges.sql
reassign owned by :"application" to :"owner";
alter database :"DBNAME" owner to :"owner";
revoke all on database :"DBNAME" from public;
grant connect on database :"DBNAME" to :"application";
revoke all on schema public from public;
grant usage, create on schema public to :"owner";
grant usage on schema public to :"application";
grant select, insert, update, delete on all tables in schema public to :"application";
grant usage, select on all sequences in schema public to :"application";
alter default privileges for role :"owner" in schema public grant select, insert, update, delete on tables to :"application";
alter default privileges for role :"owner" in schema public grant usage, select on sequences to :"application";
