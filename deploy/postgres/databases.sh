#!/bin/sh
# Run once by the PostgreSQL image on an empty data folder: for each service a database, its owner and the role that the service works with.
set -eu
for service in order user payment notification; do
  name="${service}s"
  secrets="/secrets/$service-service"
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" -v name="$name" -v owner="${name}_owner" \
    -v password="$(cat "$secrets/DATASOURCES_DEFAULT_PASSWORD")" \
    -v owner_password="$(cat "$secrets/MESSAGING_MIGRATIONS_PASSWORD")" <<'SQL'
create role :"owner" login password :'owner_password';
create role :"name" login password :'password';
create database :"name" owner :"owner";
revoke all on database postgres, template1 from public;
SQL
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$name" -v owner="${name}_owner" -v application="$name" \
    -f /etc/warren/privileges.sql
done
