package dev.warren.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {
    @TempDir
    Path folder;

    private LocalPostgres postgres;

    @AfterEach
    void stop() {
        if (postgres != null) {
            postgres.stop();
        }
    }

    @Test
    void a_commit_is_on_the_disk() throws SQLException {
        postgres = aServer().start(Ports.anyFree());
        createDatabase("orders", "secret");

        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("orders"), "orders", "secret")) {
            assertThat(show(connection, "fsync")).isEqualTo("on");
            assertThat(show(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(show(connection, "full_page_writes")).isEqualTo("on");
            assertThat(show(connection, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(connection, "server_version")).startsWith("18");
        }
    }

    @Test
    void data_outlives_the_server() throws SQLException {
        postgres = aServer().start(Ports.anyFree());
        createDatabase("orders", "secret");
        execute("orders", "create table placed (id int); insert into placed values (42)");
        assertThat(postgres.stop()).isTrue();
        assertThat(Ports.answers(postgres.port())).isFalse();

        postgres = aServer().start(Ports.anyFree());
        createDatabase("orders", "another");

        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("orders"), "orders", "another");
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("select id from placed")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void a_running_server_is_found_again_and_not_started_twice() {
        postgres = aServer().start(Ports.anyFree());
        RunningProcess process = postgres.process().orElseThrow();

        LocalPostgres found = aServer();

        assertThat(found.isRunning()).isTrue();
        assertThat(found.start(Ports.anyFree()).process()).contains(process);
    }

    @Test
    void a_role_reaches_no_database_but_its_own() {
        postgres = aServer().start(Ports.anyFree());
        createDatabase("orders", "secret");
        createDatabase("users", "secret");

        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("users"), "orders", "secret"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void a_database_of_one_role_gets_an_owner_when_it_is_met_again() throws SQLException {
        postgres = aServer().start(Ports.anyFree());
        createDatabase("orders", "secret");
        try (Connection connection = postgres.connectAsSuperuser("orders");
                Statement sql = connection.createStatement()) {
            sql.execute("reassign owned by orders_owner to orders; set role orders; create table placed (id serial)");
        }

        createDatabase("orders", "secret");

        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("orders"), "orders", "secret");
                Statement sql = connection.createStatement()) {
            sql.execute("insert into placed default values; delete from placed");
            assertThatThrownBy(() -> sql.execute("drop table placed")).hasMessageContaining("must be owner");
            assertThatThrownBy(() -> sql.execute("create table more ()")).hasMessageContaining("permission denied");
        }
    }

    @Test
    void data_of_another_major_version_is_refused_and_left_alone() throws IOException {
        postgres = aServer();
        Path version = Files.createDirectories(folder.resolve("data")).resolve("PG_VERSION");
        Files.writeString(version, "13\n");

        assertThatThrownBy(() -> postgres.start(Ports.anyFree()))
                .isInstanceOf(OtherPostgresVersion.class)
                .hasMessageContaining(folder.resolve("data") + " holds data of PostgreSQL 13 but this is PostgreSQL 18")
                .hasMessageContaining("./warren up --fresh");
        assertThat(version).hasContent("13");
    }

    @Test
    void a_server_that_cannot_start_leaves_nothing_and_shows_its_log() {
        LocalPostgres first = aServer().start(Ports.anyFree());
        try {
            postgres = LocalPostgres.in(folder.resolve("second"), TestFolders.postgresPrograms());

            assertThatThrownBy(() -> postgres.start(first.port()))
                    .isInstanceOf(LocalException.class)
                    .hasMessageStartingWith("DATABASE_NOT_STARTED")
                    .hasMessageContaining("Address already in use");
            assertThat(postgres.isRunning()).isFalse();
        } finally {
            first.stop();
        }
    }

    private void createDatabase(String name, String password) {
        postgres.createDatabase(name, new DatabaseRole(name + "_owner", password), new DatabaseRole(name, password));
    }

    private LocalPostgres aServer() {
        return LocalPostgres.in(folder, TestFolders.postgresPrograms());
    }

    private void execute(String database, String statements) throws SQLException {
        try (Connection connection = postgres.connectAsSuperuser(database);
                Statement sql = connection.createStatement()) {
            sql.execute("set role " + database + "_owner");
            sql.execute(statements);
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
