package dev.warren.payments.provider.simulated;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.warren.payments.provider.OutcomeUnknownException;
import dev.warren.payments.provider.ProviderTerms;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The books of the simulated provider. Entries commit outside of the service's transactions, as at a real provider money moves; those
 * that are made at the same time share a commit. Thread-safe, also across processes: the first entry of a key is its only one. Every method throws
 * {@link OutcomeUnknownException} when the database does not answer in time.
 */
@Singleton
final class SimulatedLedger {

    /** Provider calls are many and must not take all connections of the service. */
    private static final int CONNECTIONS = 4;

    private static final String ENTER = """
            insert into simulated_provider_ledger (key, kind, reference, amount_minor, currency, method)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
            on conflict (key) do nothing""";

    private static final String REFUND = """
            insert into simulated_provider_ledger
                (key, kind, reference, amount_minor, currency, method, capture_reference)
            select ?, 'REFUND', ?, -amount_minor, currency, method, reference
            from simulated_provider_ledger where reference = ? and kind = 'CAPTURE'
            on conflict do nothing""";

    private static final String FIND =
            "select key, reference, kind, amount_minor, currency from simulated_provider_ledger where key = any(?)";

    private static final String COUNT_FAILURE = """
            insert into simulated_provider_failures as known (key, failures) values (?, 1)
            on conflict (key) do update set failures = known.failures + 1, last_at = now() where known.failures < ?""";

    private final TimeBasedEpochGenerator references = Generators.timeBasedEpochGenerator();
    private final Semaphore connections = new Semaphore(CONNECTIONS);
    private final Together<NewEntry, Entry> entering = new Together<>(this::enter);
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

    /** @param reference what the entry has if it is this one that is entered */
    private record NewEntry(
            String key, String kind, String reference, long amountMinor, CurrencyUnit currency, String method) {}

    private Entry enter(String key, String kind, long amountMinor, CurrencyUnit currency, String method) {
        try {
            return entering.ask(new NewEntry(key, kind, newReference(), amountMinor, currency, method), timeout);
        } catch (ExecutionException e) {
            throw new OutcomeUnknownException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new OutcomeUnknownException("the books were busy for " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException("interrupted before the books were opened", e);
        }
    }

    private List<Entry> enter(List<NewEntry> entries) {
        return withConnection(connection -> {
            try (var insert = prepare(connection, ENTER)) {
                var columns = new Columns(connection, entries);
                insert.setArray(1, columns.array("text", NewEntry::key));
                insert.setArray(2, columns.array("text", NewEntry::kind));
                insert.setArray(3, columns.array("text", NewEntry::reference));
                insert.setArray(4, columns.array("bigint", NewEntry::amountMinor));
                insert.setArray(5, columns.array("text", it -> it.currency().getCode()));
                insert.setArray(6, columns.array("text", NewEntry::method));
                insert.executeUpdate();
            }
            var found = find(connection, entries.stream().map(NewEntry::key).toList());
            return entries.stream()
                    .map(it -> found.get(it.key()).askedWith(it.reference()))
                    .toList();
        });
    }

    private record Columns(Connection connection, List<NewEntry> rows) {
        Array array(String type, Function<NewEntry, Object> value) throws SQLException {
            return connection.createArrayOf(type, rows.stream().map(value).toArray());
        }
    }

    /** @return empty if there is no such capture, or another key has given it back */
    Optional<Entry> refund(String key, String captureReference) {
        String reference = newReference();
        return withConnection(connection -> {
            try (var insert = prepare(connection, REFUND)) {
                insert.setString(1, key);
                insert.setString(2, reference);
                insert.setString(3, captureReference);
                insert.executeUpdate();
            }
            return Optional.ofNullable(find(connection, List.of(key)).get(key)).map(it -> it.askedWith(reference));
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

    private record Booked(String reference, boolean isDeclined, Money amount) {
        Entry askedWith(String newReference) {
            return new Entry(reference, isDeclined, amount, reference.equals(newReference));
        }
    }

    private Map<String, Booked> find(Connection connection, List<String> keys) throws SQLException {
        var found = new HashMap<String, Booked>();
        try (var select = prepare(connection, FIND)) {
            select.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var amount = Money.ofMinor(CurrencyUnit.of(row.getString("currency")), row.getLong("amount_minor"));
                    found.put(
                            row.getString("key"),
                            new Booked(
                                    row.getString("reference"),
                                    row.getString("kind").equals("DECLINE"),
                                    amount));
                }
            }
        }
        return found;
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
