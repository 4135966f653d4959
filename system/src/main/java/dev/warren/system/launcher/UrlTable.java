package dev.warren.system.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where to go: the last thing that {@code up} says. */
record UrlTable(Home home, State state) {

    @Override
    public String toString() {
        Map<String, String> rows = new LinkedHashMap<>();
        state.instances()
                .forEach(instance ->
                        rows.put(instance.label(), state.run(instance).url()));
        rows.put(
                "broker management",
                state.broker().managementUrl() + "  user " + state.broker().managementUser() + ", password in "
                        + home.secrets().resolve(BrokerPart.ADMIN_SECRET));
        rows.put(
                "mail sink",
                state.mail().url() + "  SMTP on port " + state.mail().smtpPort());
        if (state.secured()) {
            rows.put("tokens", "./warren token --operator, ./warren token --user ID");
        }
        return rows.entrySet().stream()
                .map(row -> "  %-22s %s".formatted(row.getKey(), row.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
