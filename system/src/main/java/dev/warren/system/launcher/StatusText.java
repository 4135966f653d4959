package dev.warren.system.launcher;

import com.fasterxml.jackson.databind.JsonNode;

/** The status for people; the same facts as the JSON, without the password. */
record StatusText(JsonNode status) {

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!status.has("broker")) {
            return "Nothing runs here. Start it with ./warren up";
        }
        for (JsonNode service : status.path("services")) {
            row(
                    text,
                    service.path("name").asText(),
                    serviceState(service),
                    service.path("url").asText() + registered(service) + memory(service));
        }
        JsonNode broker = status.path("broker");
        row(
                text,
                "broker",
                broker.path("state").asText(),
                broker.path("amqp").path("uri").asText() + "  management "
                        + broker.path("management").path("url").asText());
        JsonNode database = status.path("database");
        row(
                text,
                "database",
                database.path("state").asText(),
                database.path("urls").path("order-service").asText() + " and so on");
        JsonNode mail = status.path("mail");
        row(
                text,
                "mail sink",
                mail.path("state").asText(),
                mail.path("url").asText() + "  SMTP " + mail.path("smtp").asText());
        text.append(
                status.path("running").asBoolean()
                        ? "Everything runs."
                        : "Not everything runs: ./warren up starts what is missing.");
        return text.toString();
    }

    private static String serviceState(JsonNode service) {
        boolean upButNotReady = service.path("state").asText().equals("UP")
                && !service.path("ready").asBoolean();
        return upButNotReady ? "not ready" : service.path("state").asText();
    }

    /** Nothing while it is as it should be. */
    private static String registered(JsonNode service) {
        String registered = service.path("registered").asText();
        return registered.equals("UP") ? "" : "  in the registry: " + registered;
    }

    private static String memory(JsonNode service) {
        String pid = service.has("pid") ? "  pid " + service.path("pid").asLong() : "";
        String resident = service.has("residentBytes") ? ", " + megabytes(service, "residentBytes") + " resident" : "";
        String heap = service.has("heapBytes") ? ", " + megabytes(service, "heapBytes") + " heap" : "";
        return pid + resident + heap;
    }

    private static String megabytes(JsonNode service, String field) {
        return service.path(field).asLong() / (1024 * 1024) + " MiB";
    }

    private static void row(StringBuilder text, String name, String state, String detail) {
        text.append("  %-22s %-10s %s%n".formatted(name, state, detail));
    }
}
