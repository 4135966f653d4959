package dev.warren.system.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.messaging.Participant;
import dev.warren.system.topology.SystemTopology;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two roles of every service against every database of the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseRolesIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Database database;

    /** Named as the databases are. */
    static List<String> services() {
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
        services().forEach(this::migrate);
    }

    /** The owner makes what every service has. */
    private void migrate(String service) {
        Flyway.configure()
                .dataSource(url(service), Database.ownerOf(service), database.password())
                .locations("classpath:db/messaging")
                .load()
                .migrate();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    private String url(String to) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(database.port(), to);
    }

    private Connection connect(String role, String to) throws SQLException {
        return DriverManager.getConnection(url(to), role, database.password());
    }

    @ParameterizedTest
    @MethodSource("services")
    void both_roles_connect_to_their_own_database_and_to_no_other(String service) throws SQLException {
        for (String role : List.of(service, Database.ownerOf(service))) {
            connect(role, service).close();
            assertThat(Stream.concat(services().stream(), Stream.of("postgres", "template1"))
                            .filter(other -> !other.equals(service)))
                    .hasSize(5)
                    .allSatisfy(other -> assertRefused(role + " to " + other, () -> connect(role, other)));
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void an_application_reads_and_writes_rows(String service) throws SQLException {
        try (var connection = connect(service, service);
                var sql = connection.createStatement()) {
            for (String allowed : List.of(
                    "insert into suspects values (gen_random_uuid(), 1, now())",
                    "insert into dead_letter_audit (dead_letter_id, message_id, action, by_whom, at)"
                            + " values (gen_random_uuid(), '1', 'REDRIVEN', 'somebody', now())",
                    "select * from suspects for update",
                    "update suspects set attempts = 2",
                    "lock table erased_subjects in share mode",
                    "delete from suspects")) {
                connection.setAutoCommit(false);
                assertThatCode(() -> sql.execute(allowed)).as(allowed).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void an_application_defines_nothing(String service) throws SQLException {
        try (var connection = connect(service, service);
                var sql = connection.createStatement()) {
            for (String forbidden : List.of(
                    "create table more (id int)",
                    "create temporary table more (id int)",
                    "create schema more",
                    "create view more as select 1",
                    "create sequence more",
                    "create function more() returns int language sql as 'select 1'",
                    "create extension pgcrypto",
                    "create index more on inbox (handled_at)",
                    "alter table inbox add more int",
                    "alter table inbox owner to " + service,
                    "alter table inbox disable trigger all",
                    "create trigger more before insert on inbox execute function suppress_redundant_updates_trigger()",
                    "create rule more as on insert to inbox do instead nothing",
                    "truncate inbox",
                    "drop table inbox",
                    "drop index inbox_by_time",
                    "drop schema public cascade",
                    "comment on table inbox is 'more'",
                    "set role " + Database.ownerOf(service),
                    "alter database " + service + " owner to " + service,
                    "drop database " + service)) {
                assertRefused(forbidden, () -> sql.execute(forbidden));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void neither_role_is_more_than_a_user_of_the_server(String service) throws SQLException {
        for (String role : List.of(service, Database.ownerOf(service))) {
            try (var connection = connect(role, service);
                    var sql = connection.createStatement()) {
                for (String forbidden : List.of(
                        "create database more",
                        "create role more",
                        "alter role " + role + " superuser",
                        "select pg_read_file('postgresql.conf')",
                        "copy (select 1) to program 'true'",
                        "select rolpassword from pg_authid")) {
                    assertRefused(forbidden, () -> sql.execute(forbidden));
                }
            }
        }
    }

    private static void assertRefused(String what, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .as(what)
                .isInstanceOfSatisfying(
                        SQLException.class, it -> assertThat(it.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }
}
