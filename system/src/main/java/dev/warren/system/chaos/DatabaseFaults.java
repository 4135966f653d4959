package dev.warren.system.chaos;

import dev.warren.system.rig.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** What a PostgreSQL can do to its clients. */
record DatabaseFaults(Database database) {

    Fault stopped() {
        return new Fault(database::stopImmediately, database::start);
    }

    Fault killed() {
        return new Fault(database::kill, database::start);
    }

    Fault sessionsEnded(String service) {
        return new Fault(() -> endSessions(service), Fault.NOTHING);
    }

    private void endSessions(String service) throws SQLException {
        try (Connection connection = database.connect(service);
                PreparedStatement end = connection.prepareStatement(
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = ?")) {
            end.setString(1, Database.nameFor(service));
            end.execute();
        }
    }

    /** @param target the service and the table, such as {@code order-service/outbox} */
    Fault tableLocked(String target) {
        String service = target.substring(0, target.indexOf('/'));
        String table = target.substring(target.indexOf('/') + 1);
        var lock = new TableLock();
        return new Fault(() -> lock.take(database.connect(service), table), lock::release);
    }

    /** A transaction that reads and writes nothing, and in which nobody else may. */
    private static final class TableLock {
        private Connection connection;

        void take(Connection fresh, String table) throws SQLException {
            connection = fresh;
            connection.setAutoCommit(false);
            try (Statement sql = connection.createStatement()) {
                sql.execute("lock table " + sql.enquoteIdentifier(table, false) + " in access exclusive mode");
            }
        }

        void release() throws SQLException {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
