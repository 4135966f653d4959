package dev.warren.messaging.batch;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** What a database error means for the batch that met it. */
public enum Failures {
    /** The database is away, refuses work, or is not what the service needs: the same batch again, when it is back. */
    OUTAGE,
    /** Another transaction was faster: roll back and decide again, as often as it takes. */
    COLLISION,
    /** A row was there already. Either another instance was faster, or the input breaks a rule: decide again, but not for ever. */
    TAKEN,
    /** Something in the batch cannot be stored: find out which input, alone. */
    REJECTED;

    /** By SQLSTATE (PostgreSQL manual, appendix A). */
    public static Failures of(SQLException e) {
        // The pool's own time-outs carry no state.
        String state = e.getSQLState() == null || e.getSQLState().length() != 5 ? "08000" : e.getSQLState();
        return switch (state) {
            case "23505", "23P01" -> TAKEN;
            // a constraint that was deferred to the commit
            case "40002" -> REJECTED;
            // no such table, no right to it: a deployment that is not finished, not a message that is wrong
            case "42P01", "42501", "3F000" -> OUTAGE;
            default -> ofClass(state.substring(0, 2));
        };
    }

    private static Failures ofClass(String stateClass) {
        return switch (stateClass) {
            case "40" -> COLLISION;
            // connection, login, resources, operator intervention (shutdown, statement time-out), system error,
            // read-only after failover, lock not available
            case "08", "28", "3D", "53", "57", "58", "25", "55" -> OUTAGE;
            default -> REJECTED;
        };
    }

    /** Whether what was stored breaks a rule, however often it is tried: data exceptions and integrity constraints. */
    static boolean isAboutValues(SQLException e) {
        return e.getSQLState() != null
                && (e.getSQLState().startsWith("22") || e.getSQLState().startsWith("23"));
    }

    /**
     * What went wrong, in one line, for a log or a dead letter. The driver's own text repeats the values that were bound, and those may
     * be personal.
     */
    public static String reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
                return "%s (SQLSTATE %s)"
                        .formatted(refused.getServerErrorMessage().getMessage(), refused.getSQLState());
            }
        }
        return e instanceof SQLException ? e.getMessage() : e.toString();
    }
}
