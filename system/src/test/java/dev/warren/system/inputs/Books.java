package dev.warren.system.inputs;

import dev.warren.system.rig.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in the services' databases, read past the services. */
record Books(Database database) {

    private record Table(String service, String rows) {}

    private static final List<Table> ONE_PER_ORDER = List.of(
            new Table("order-service", "orders"),
            new Table("order-service", "orders where status = 'CONFIRMED'"),
            new Table("user-service", "reservations"),
            new Table("payment-service", "payments"),
            new Table("payment-service", "payments where status = 'CAPTURED'"),
            new Table("payment-service", "simulated_provider_ledger"),
            new Table("notification-service", "notifications"),
            new Table("notification-service", "notifications where status = 'SENT'"));

    private static final List<Table> NONE_PER_ORDER = List.of(
            new Table("user-service", "accounts"),
            new Table("notification-service", "recipients"),
            new Table("user-service", "registrations"),
            new Table("payment-service", "simulated_provider_failures"));

    /** What so many healthy orders add to what was there, and nothing else. */
    static Map<Table, Long> after(Map<Table, Long> before, long orders) {
        var after = new LinkedHashMap<>(before);
        ONE_PER_ORDER.forEach(table -> after.merge(table, orders, Long::sum));
        return after;
    }

    Map<Table, Long> rows() {
        return Stream.of(ONE_PER_ORDER, NONE_PER_ORDER)
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        table -> table, table -> number(table.service(), "select count(*) from " + table.rows())));
    }

    long number(String service, String sql) {
        return Long.parseLong(texts(service, sql).getFirst());
    }

    List<String> texts(String service, String sql) {
        try (var connection = database.connect(service);
                var select = connection.createStatement();
                var rows = select.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
