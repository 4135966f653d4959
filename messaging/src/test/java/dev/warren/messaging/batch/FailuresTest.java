package dev.warren.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class FailuresTest {

    @ParameterizedTest
    @CsvSource({
        "08001, OUTAGE", // cannot connect
        "08006, OUTAGE", // connection lost
        "28P01, OUTAGE", // wrong password
        "3D000, OUTAGE", // no such database
        "53100, OUTAGE", // disk full
        "53300, OUTAGE", // too many connections
        "57P01, OUTAGE", // shutting down
        "57P03, OUTAGE", // starting up
        "57014, OUTAGE", // statement time-out
        "58030, OUTAGE", // I/O error
        "25006, OUTAGE", // read-only after a failover
        "25P03, OUTAGE", // idle in transaction for too long
        "55P03, OUTAGE", // lock time-out
        "55000, OUTAGE", // does not accept connections
        "42P01, OUTAGE", // table is not there yet
        "42501, OUTAGE", // right is not granted yet
        "40001, COLLISION", // serialization failure
        "40P01, COLLISION", // deadlock
        "23505, TAKEN", // unique violation
        "23P01, TAKEN", // exclusion violation
        "40002, REJECTED", // deferred constraint
        "23514, REJECTED", // check violation
        "23502, REJECTED", // not null violation
        "22001, REJECTED", // too long
        "22021, REJECTED", // character that cannot be stored
        "54000, REJECTED", // too large for an index
        "42601, REJECTED", // syntax error
        "XX000, REJECTED"
    })
    void an_error_is_known_by_its_state(String state, Failures meaning) {
        assertThat(Failures.of(new SQLException("no", state))).isEqualTo(meaning);
    }

    @Test
    void an_error_without_a_proper_state_comes_from_the_pool() {
        assertThat(Failures.of(new SQLTransientConnectionException("timed out after 1000ms")))
                .isEqualTo(Failures.OUTAGE);
        assertThat(Failures.of(new SQLException("no", "0"))).isEqualTo(Failures.OUTAGE);
    }

    @Test
    void a_reason_names_the_constraint_and_not_the_values() {
        var server = new ServerErrorMessage(
                "SERROR\0C23505\0Mduplicate key value violates unique constraint \"users_email\"\0"
                        + "DKey (email)=(ann@example.org) already exists.\0nusers_email\0\0");
        var refused = new PSQLException(server, true);
        var batch = new BatchUpdateException(
                "Batch entry 0 insert into users values ('ann@example.org') was aborted: " + refused.getMessage(),
                "23505",
                0,
                new int[0],
                refused);
        assertThat(Failures.reason(batch))
                .isEqualTo("duplicate key value violates unique constraint \"users_email\" (SQLSTATE 23505)");
        assertThat(Failures.reason(new IllegalStateException("wrapped", refused)))
                .isEqualTo(Failures.reason(refused));
    }

    @Test
    void a_reason_is_never_empty() {
        assertThat(Failures.reason(new NullPointerException())).contains("NullPointerException");
        assertThat(Failures.reason(new SQLException("timed out"))).isEqualTo("timed out");
    }
}
