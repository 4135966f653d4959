package dev.warren.system.launcher;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A JDBC URL of PostgreSQL and the parameters behind its question mark. */
record JdbcUrl(String base, Map<String, String> parameters) {

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
                .filter(parameter -> !parameter.getKey().equals("user")
                        && !parameter.getKey().equals("password"))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? base : base + "?" + rest;
    }

    /** The decoded value, or the empty text. */
    String parameter(String name) {
        return URLDecoder.decode(parameters.getOrDefault(name, ""), StandardCharsets.UTF_8);
    }
}
