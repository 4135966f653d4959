package dev.warren.system.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Events as lines: time, order, and in the lane of whoever said it the type and what matters of it. Pure. */
record Lanes(Ansi ansi, ZoneId zone) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final List<String> SPEAKERS =
            Service.ALL.stream().map(service -> "/" + service.label()).toList();
    private static final String STRANGER = "white";
    private static final int INDENT = 4;

    /** The end of an id tells one from another: the beginning is the time. */
    private static final int SHORT_ID = 8;

    /** @param cloudEvent in structured JSON */
    String line(String cloudEvent) {
        try {
            JsonNode event = JSON.readTree(cloudEvent);
            int speaker = SPEAKERS.indexOf(event.path("source").asText());
            int lane = speaker < 0 ? SPEAKERS.size() : speaker;
            String said = ansi.string("@|%s %s%s|@"
                    .formatted(
                            speaker < 0 ? STRANGER : Service.ALL.get(speaker).colour(),
                            " ".repeat(lane * INDENT),
                            plain(event.path("type").asText())));
            return "%s  %-8s  %s%s"
                    .formatted(
                            time(event),
                            shortId(event.path("correlationid").asText()),
                            said,
                            about(event.path("data")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + cloudEvent, e);
        }
    }

    private String time(JsonNode event) {
        return event.hasNonNull("time")
                ? TIME.format(Instant.parse(event.get("time").asText())
                        .truncatedTo(ChronoUnit.MILLIS)
                        .atZone(zone))
                : " ".repeat("12:34:56.789".length());
    }

    private static String shortId(String id) {
        return id.substring(Math.max(0, id.length() - SHORT_ID));
    }

    private static String about(JsonNode data) {
        var about = new StringBuilder();
        for (String field : List.of("total", "amount", "creditLimit")) {
            JsonNode money = data.path(field);
            if (money.isObject()) {
                about.append("  ")
                        .append(money.path("amount").asText())
                        .append(' ')
                        .append(money.path("currency").asText());
            }
        }
        for (String field : List.of("reason", "template")) {
            if (data.hasNonNull(field)) {
                about.append("  ").append(data.get(field).asText());
            }
        }
        return plain(about.toString());
    }

    /** What came from elsewhere must not control the terminal. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}@|]", "?");
    }
}
