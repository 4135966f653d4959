#!/bin/sh
# Run once by the PostgreSQL image on an empty data folder: a database and a role for each service, and nobody else may connect.
set -eu
for service in order user payment notification; do
  password=$(cat "/secrets/$service-service/DATASOURCES_DEFAULT_PASSWORD")
  psql -v ON_ERROR_STOP=1 -v name="${service}s" -v password="$password" --username "$POSTGRES_USER" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke all on database :"name", postgres, template1 from public;
SQL
done
