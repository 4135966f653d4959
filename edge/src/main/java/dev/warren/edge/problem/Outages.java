package dev.warren.edge.problem;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells an outage of the database from a failure of ours. */
final class Outages {

    /** Connection lost; shut down by its operator; no connection left; cannot connect now; statement or lock time-out. */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300", "57014", "55P03");

    private Outages() {}

    static boolean causedBy(Throwable thrown) {
        int depth = 0;
        for (Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        return sql instanceof SQLTransientException
                || sql instanceof SQLRecoverableException
                || sql instanceof SQLNonTransientConnectionException
                || state.startsWith("08")
                || STATES.contains(state);
    }
}
