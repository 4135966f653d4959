package dev.warren.system.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.messaging.Participant;
import dev.warren.system.topology.SystemTopology;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every service's role against every database of the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseRolesIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Database database;

    static List<String> roles() {
        return SystemTopology.PARTICIPANTS.stream()
                .map(Participant::name)
                .map(Database::nameFor)
                .toList();
    }

    @BeforeAll
    void start() {
        var site = Site.ofTest("database-roles");
        database = new Database(site.folder().resolve("postgres"), site.programs());
        database.start();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    private Connection connect(String role, String to) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(database.port(), to), role, database.password());
    }

    @ParameterizedTest
    @MethodSource("roles")
    void a_role_connects_to_its_own_database_and_to_no_other(String role) throws SQLException {
        connect(role, role).close();
        assertThat(Stream.concat(roles().stream(), Stream.of("postgres", "template1"))
                        .filter(other -> !other.equals(role)))
                .hasSize(5)
                .allSatisfy(other -> assertThatThrownBy(() -> connect(role, other))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                it -> assertThat(it.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE)));
    }

    @ParameterizedTest
    @MethodSource("roles")
    void a_role_is_no_more_than_a_user_of_its_database(String role) throws SQLException {
        try (var connection = connect(role, role);
                var sql = connection.createStatement()) {
            for (String forbidden : List.of(
                    "create database more",
                    "create role more",
                    "alter role " + role + " superuser",
                    "select pg_read_file('postgresql.conf')",
                    "copy (select 1) to program 'true'",
                    "select rolpassword from pg_authid")) {
                assertThatThrownBy(() -> sql.execute(forbidden))
                        .as(forbidden)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                it -> assertThat(it.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
            }
        }
    }
}
