package dev.warren.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database with a role that makes its tables and one that reads and writes them, and what it takes to make it so. */
record OwnedDatabase(String name, DatabaseRole owner, DatabaseRole application) {

    /** For psql, as deployments run it. */
    private static final String PRIVILEGES = "privileges.sql";

    /** By a superuser, connected to another database. */
    void create(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            login(sql, owner);
            login(sql, application);
            String quotedName = sql.enquoteIdentifier(name, true);
            if (!exists(sql, "select 1 from pg_database where datname = " + sql.enquoteLiteral(name))) {
                sql.execute("create database " + quotedName + " owner " + sql.enquoteIdentifier(owner.name(), true));
            }
            sql.execute("revoke all on database postgres, template1 from public");
        }
    }

    /** By a superuser, connected to this database. */
    void grant(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(privileges()
                    .replace(":\"owner\"", sql.enquoteIdentifier(owner.name(), true))
                    .replace(":\"application\"", sql.enquoteIdentifier(application.name(), true))
                    .replace(":\"DBNAME\"", sql.enquoteIdentifier(name, true)));
        }
    }

    private static void login(Statement sql, DatabaseRole role) throws SQLException {
        String verb = exists(sql, "select 1 from pg_roles where rolname = " + sql.enquoteLiteral(role.name()))
                ? "alter"
                : "create";
        sql.execute("%s role %s login password %s"
                .formatted(verb, sql.enquoteIdentifier(role.name(), true), sql.enquoteLiteral(role.password())));
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            return rows.next();
        }
    }

    private static String privileges() {
        try (InputStream script = OwnedDatabase.class.getResourceAsStream(PRIVILEGES)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
