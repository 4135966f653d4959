package dev.warren.system.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One line each. */
@Command(name = "list", description = "List dead letters, newest first.")
final class DeadLettersList implements Callable<Integer> {

    @Mixin
    private DeadLetterServices services;

    @Mixin
    private DeadLetterFilter which;

    @Option(
            names = "--status",
            defaultValue = "PARKED",
            description = "PARKED, REDRIVEN, HANDLED or DISCARDED (default: ${DEFAULT-VALUE}).")
    private String status;

    @Option(
            names = "--limit",
            defaultValue = "50",
            description = "How many of each service at most, 1 to 200 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        for (var service : services.edges().entrySet()) {
            JsonNode page = DeadLetterServices.done(
                    200,
                    service.getValue()
                            .get("/dead-letters?limit=%d%s%s"
                                    .formatted(limit, DeadLetterServices.parameter("status", status), which.query())));
            boolean more = page.hasNonNull("nextCursor");
            out.printf("%s: %d%s%n", service.getKey(), page.get("items").size(), more ? " and more" : "");
            page.get("items").forEach(letter -> out.println("  " + line(letter)));
        }
        return 0;
    }

    private static String line(JsonNode letter) {
        return "%s  %s  %s  %s after %d attempts: %s"
                .formatted(
                        letter.get("id").asText(),
                        letter.get("lastFailedAt").asText(),
                        letter.get("type").asText("no type"),
                        letter.get("status").asText(),
                        letter.get("attempts").asLong(),
                        letter.get("reason").asText());
    }
}
