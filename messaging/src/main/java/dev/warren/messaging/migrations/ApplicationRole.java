package dev.warren.messaging.migrations;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the role of {@code datasources.default} may do in its schema: read and write every table, and no more.
 *
 * @param mayDefine whether it could make a table, or change one
 * @param withheld the tables that it may not read and write, separated by commas; null if there are none
 */
record ApplicationRole(String name, boolean mayDefine, String withheld) {

    // Tables of others, such as somebody's copy, are none of its business; nor is it Flyway's books.
    private static final String SQL = """
            select current_user as name,
                   has_schema_privilege(current_schema(), 'create')
                       or coalesce(bool_or(pg_has_role(relowner, 'member')), false) as may_define,
                   string_agg(relname, ', ' order by relname) filter (where not (
                       has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
                       and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete'))) as withheld
            from pg_class
            where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
              and relowner = (select relowner from pg_class where oid = to_regclass('inbox'))
              and relname not like '%\\_schema\\_history'""";

    static ApplicationRole of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(SQL)) {
            row.next();
            return new ApplicationRole(row.getString("name"), row.getBoolean("may_define"), row.getString("withheld"));
        }
    }

    /** @throws MigrationsRefused {@code TABLES_WITHHELD}, {@code MORE_THAN_DML} */
    void check(boolean byOwnerOnly) {
        if (withheld != null) {
            // Found now, before every message that needs one of them becomes a dead letter.
            throw new MigrationsRefused(
                    "TABLES_WITHHELD: role %s must be allowed to select, insert, update and delete in every table but is not in %s:"
                                    .formatted(name, withheld)
                            + " run deploy/postgres/privileges.sql");
        }
        if (byOwnerOnly && mayDefine) {
            throw new MigrationsRefused(
                    "MORE_THAN_DML: a secured service's datasources.default.username must be a role that makes and owns no tables"
                            + " but was %s, which may: run deploy/postgres/privileges.sql, and give the owner as messaging.migrations.username"
                                    .formatted(name));
        }
    }
}
