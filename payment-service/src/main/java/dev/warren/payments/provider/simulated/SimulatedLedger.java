package dev.warren.payments.provider.simulated;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.warren.payments.provider.OutcomeUnknownException;
import dev.warren.payments.provider.ProviderTerms;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The books of the simulated provider. Each entry commits by itself, as at a real provider money moves outside of our
 * transactions. Thread-safe, also across processes: the first entry of a key is its only one. Every method throws
 * {@link OutcomeUnknownException} when the database does not answer in time.
 */
@Singleton
final class SimulatedLedger {

    /** Provider calls are many and must not take all connections of the service. */
    private static final int CONNECTIONS = 4;

    private static final String ENTER = """
            insert into simulated_provider_ledger (key, kind, reference, amount_minor, currency, method)
            values (?, ?, ?, ?, ?, ?)
            on conflict (key) do nothing returning reference, kind, amount_minor, currency""";

    private static final String REFUND = """
            insert into simulated_provider_ledger
                (key, kind, reference, amount_minor, currency, method, capture_reference)
            select ?, 'REFUND', ?, -amount_minor, currency, method, reference
            from simulated_provider_ledger where reference = ? and kind = 'CAPTURE'
            on conflict do nothing returning reference, kind, amount_minor, currency""";

    private static final String FIND =
            "select reference, kind, amount_minor, currency from simulated_provider_ledger where key = ?";

    private static final String COUNT_FAILURE = """
            insert into simulated_provider_failures as known (key, failures) values (?, 1)
            on conflict (key) do update set failures = known.failures + 1, last_at = now() where known.failures < ?""";

    private final TimeBasedEpochGenerator references = Generators.timeBasedEpochGenerator();
    private final Semaphore connections = new Semaphore(CONNECTIONS);
    private final DataSource database;
    private final Duration timeout;

    @Inject
    SimulatedLedger(DataSource database, ProviderTerms terms) {
        this(database, terms.callTimeout());
    }

    SimulatedLedger(DataSource database, Duration timeout) {
        this.database = database;
        this.timeout = timeout;
    }

    /**
     * What the books say of a key.
     *
     * @param isNew whether it was entered just now
     */
    record Entry(String reference, boolean isDeclined, Money amount, boolean isNew) {}

    Entry capture(String key, Money amount, String method) {
        return enter(key, "CAPTURE", amount.getAmountMinorLong(), amount.getCurrencyUnit(), method);
    }

    Entry decline(String key, Money amount, String method) {
        return enter(key, "DECLINE", 0, amount.getCurrencyUnit(), method);
    }

    private Entry enter(String key, String kind, long amountMinor, CurrencyUnit currency, String method) {
        return withConnection(connection -> {
            try (var insert = prepare(connection, ENTER)) {
                insert.setString(1, key);
                insert.setString(2, kind);
                insert.setString(3, newReference());
                insert.setLong(4, amountMinor);
                insert.setString(5, currency.getCode());
                insert.setString(6, method);
                var entered = entry(insert, true);
                return entered.isPresent()
                        ? entered.get()
                        : find(connection, key).orElseThrow();
            }
        });
    }

    /** @return empty if there is no such capture, or another key has given it back */
    Optional<Entry> refund(String key, String captureReference) {
        return withConnection(connection -> {
            try (var insert = prepare(connection, REFUND)) {
                insert.setString(1, key);
                insert.setString(2, newReference());
                insert.setString(3, captureReference);
                var entered = entry(insert, true);
                return entered.isPresent() ? entered : find(connection, key);
            }
        });
    }

    /** Counts a failure of the key, unless it has failed {@code most} times. */
    boolean countFailure(String key, int most) {
        return withConnection(connection -> {
            try (var count = prepare(connection, COUNT_FAILURE)) {
                count.setString(1, key);
                count.setInt(2, most);
                return count.executeUpdate() == 1;
            }
        });
    }

    private Optional<Entry> find(Connection connection, String key) throws SQLException {
        try (var select = prepare(connection, FIND)) {
            select.setString(1, key);
            return entry(select, false);
        }
    }

    private static Optional<Entry> entry(PreparedStatement statement, boolean isNew) throws SQLException {
        try (var row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Entry(
                            row.getString("reference"),
                            row.getString("kind").equals("DECLINE"),
                            Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("amount_minor")),
                            isNew))
                    : Optional.empty();
        }
    }

    private String newReference() {
        return "sim_" + references.generate();
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
        return statement;
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T withConnection(Work<T> work) {
        try {
            if (!connections.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new OutcomeUnknownException("the books were busy for " + timeout);
            }
            try (var connection = database.getConnection()) {
                return work.on(connection);
            } finally {
                connections.release();
            }
        } catch (SQLException e) {
            throw new OutcomeUnknownException("the books cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException("interrupted before the books were opened", e);
        }
    }
}
