package dev.warren.messaging.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.warren.local.TestDatabase;
import dev.warren.messaging.MessagingConfiguration.MigrationsConfiguration;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsIT {

    private final TestDatabase fresh = TestDatabase.fresh();
    private final HikariDataSource applications = poolOf(fresh.user());
    private final HikariDataSource owners = poolOf(fresh.owner());

    @AfterEach
    void close() {
        applications.close();
        owners.close();
    }

    @Test
    void the_owner_makes_the_tables_and_the_application_works_with_them() throws SQLException {
        new Migrations(applications, byOwner()).run();

        assertThat(ownerOfInbox()).isEqualTo(fresh.owner());
        asApplication("insert into inbox values (gen_random_uuid(), now())");
    }

    @Test
    void a_service_whose_tables_are_up_to_date_needs_no_owner() throws SQLException {
        new Migrations(applications, byOwner()).run();
        asOwner("revoke insert, update, delete on messaging_schema_history from " + fresh.user());

        assertThatCode(() -> new Migrations(applications, new MigrationsConfiguration(null, null, true)).run())
                .doesNotThrowAnyException();
    }

    @Test
    void tables_that_nobody_can_make_say_who_could() {
        assertThatThrownBy(() -> new Migrations(applications, MigrationsConfiguration.BY_APPLICATION).run())
                .isInstanceOf(MigrationsRefused.class)
                .hasMessageStartingWith("NOT_THE_OWNER")
                .hasMessageContaining("permission denied for schema public")
                .hasMessageEndingWith("set messaging.migrations.username and .password to the owner's");
    }

    @Test
    void one_role_for_everything_is_enough_until_only_the_owner_may() throws SQLException {
        new Migrations(owners, MigrationsConfiguration.BY_APPLICATION).run();

        assertThatThrownBy(() -> new Migrations(owners, new MigrationsConfiguration(null, null, true)).run())
                .isInstanceOf(MigrationsRefused.class)
                .hasMessageStartingWith("MORE_THAN_DML")
                .hasMessageContaining("but was " + fresh.owner() + ", which may");
    }

    @Test
    void a_table_that_the_application_may_not_use_is_named() throws SQLException {
        new Migrations(applications, byOwner()).run();
        asOwner("revoke delete on outbox from " + fresh.user());

        assertThatThrownBy(() -> new Migrations(applications, byOwner()).run())
                .isInstanceOf(MigrationsRefused.class)
                .hasMessageStartingWith("TABLES_WITHHELD: role " + fresh.user())
                .hasMessageContaining("not in outbox: run");
    }

    private MigrationsConfiguration byOwner() {
        return new MigrationsConfiguration(fresh.owner(), fresh.password(), true);
    }

    private HikariDataSource poolOf(String role) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(fresh.jdbcUrl());
        pool.setUsername(role);
        pool.setPassword(fresh.password());
        pool.setMaximumPoolSize(2);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    private String ownerOfInbox() throws SQLException {
        try (var connection = applications.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select tableowner from pg_tables where tablename = 'inbox'")) {
            row.next();
            return row.getString(1);
        }
    }

    private void asApplication(String sql) throws SQLException {
        try (var connection = applications.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (var connection = owners.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
