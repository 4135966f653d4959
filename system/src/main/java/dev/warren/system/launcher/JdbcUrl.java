package dev.warren.system.launcher;

import dev.warren.local.DatabaseRole;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A JDBC URL of PostgreSQL and the parameters behind its question mark: its own, and {@code owner} and {@code ownerPassword} for the
 * role that makes the tables.
 */
record JdbcUrl(String base, Map<String, String> parameters) {
    private static final Set<String> CREDENTIALS = Set.of("user", "password", "owner", "ownerPassword");

    static JdbcUrl of(String url) {
        String[] halves = url.split("\\?", 2);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : halves.length == 1 ? new String[0] : halves[1].split("&")) {
            String[] pair = parameter.split("=", 2);
            parameters.put(pair[0], pair.length == 1 ? "" : pair[1]);
        }
        return new JdbcUrl(halves[0], parameters);
    }

    /** The same URL as it may be shown and logged. */
    String withoutCredentials() {
        String rest = parameters.entrySet().stream()
                .filter(parameter -> !CREDENTIALS.contains(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? base : base + "?" + rest;
    }

    /** The role that reads and writes; without a name where the URL has none. */
    DatabaseRole application() {
        return new DatabaseRole(parameter("user"), parameter("password"));
    }

    /** The role that makes the tables, if it is another one. */
    Optional<DatabaseRole> owner() {
        return parameters.containsKey("owner")
                ? Optional.of(new DatabaseRole(parameter("owner"), parameter("ownerPassword")))
                : Optional.empty();
    }

    /** The decoded value, or the empty text. */
    private String parameter(String name) {
        return URLDecoder.decode(parameters.getOrDefault(name, ""), StandardCharsets.UTF_8);
    }
}
