package dev.warren.system.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** With a reason, which is kept. */
@Command(name = "discard", description = "Mark a dead letter as one that need not be handled.")
final class DeadLettersDiscard implements Callable<Integer> {

    @Mixin
    private DeadLetterServices services;

    @Parameters(paramLabel = "ID", description = "As list shows it.")
    private UUID id;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the audit.")
    private String reason;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        JsonNode letter = DeadLetterServices.done(
                200,
                services.holding(id)
                        .delete("/dead-letters/%s?%s".formatted(id, DeadLetterServices.parameter("reason", reason))));
        spec.commandLine().getOut().println(id + " " + letter.get("status").asText());
        return 0;
    }
}
