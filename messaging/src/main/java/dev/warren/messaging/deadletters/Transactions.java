package dev.warren.messaging.deadletters;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions of the dead letters, apart from those of the batches. Thread-safe; blocks on the database. */
record Transactions(DataSource database) {

    /** Something to do in a transaction. */
    interface Work<T> {
        T in(Connection transaction) throws SQLException;
    }

    <T> T run(Work<T> work) throws SQLException {
        try (Connection transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                T result = work.in(transaction);
                transaction.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(transaction, e);
                throw e;
            }
        }
    }

    private static void rollback(Connection transaction, Throwable cause) {
        try {
            transaction.rollback();
        } catch (SQLException e) {
            // The connection is gone, and the transaction with it.
            cause.addSuppressed(e);
        }
    }
}
