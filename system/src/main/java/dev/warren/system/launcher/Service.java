package dev.warren.system.launcher;

import java.util.List;
import java.util.Locale;

/** One of the four services, with the port and the database that it has on this machine. */
enum Service {
    ORDER("order-service", 8080, "orders", "cyan"),
    USER("user-service", 8081, "users", "yellow"),
    PAYMENT("payment-service", 8082, "payments", "green"),
    NOTIFICATION("notification-service", 8083, "notifications", "magenta");

    static final List<Service> ALL = List.of(values());

    private final String label;
    private final int port;
    private final String database;
    private final String colour;

    Service(String label, int port, String database, String colour) {
        this.label = label;
        this.port = port;
        this.database = database;
        this.colour = colour;
    }

    /** The name by which everybody knows it; also its user on the broker. */
    String label() {
        return label;
    }

    int port() {
        return port;
    }

    /** Its database and the role that it works with there. */
    String database() {
        return database;
    }

    /** In which it is shown on a terminal that has colours. */
    String colour() {
        return colour;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The variable that names a database elsewhere, such as WARREN_JDBC_URL_ORDERS. */
    String databaseVariable() {
        return "WARREN_JDBC_URL_" + database.toUpperCase(Locale.ROOT);
    }
}
