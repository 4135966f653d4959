package dev.warren.messaging.batch;

import java.sql.SQLException;

/** What a database error means for the batch that met it. */
enum Failures {
    /** The database is away or refuses work: the same batch again, when it is back. */
    OUTAGE,
    /** Another transaction was faster: roll back and decide again. */
    COLLISION,
    /** Something in the batch cannot be stored: find out which input, alone. */
    REJECTED;

    /** By SQLSTATE (PostgreSQL manual, appendix A). */
    static Failures of(SQLException e) {
        String state = e.getSQLState() == null ? "08000" : e.getSQLState();
        if (state.equals("40001") || state.equals("40P01") || state.equals("23505")) {
            return COLLISION;
        }
        return switch (state.substring(0, 2)) {
            // connection, login, resources, operator intervention (shutdown, statement time-out), system error,
            // read-only after failover
            case "08", "28", "3D", "53", "57", "58", "25", "55" -> OUTAGE;
            default -> REJECTED;
        };
    }
}
