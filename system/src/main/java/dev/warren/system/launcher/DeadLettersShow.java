package dev.warren.system.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything that is known of one. */
@Command(name = "show", description = "Show a dead letter: body, headers, history, and what was done about it.")
final class DeadLettersShow implements Callable<Integer> {

    @Mixin
    private DeadLetterServices services;

    @Parameters(paramLabel = "ID", description = "As list shows it.")
    private UUID id;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        JsonNode letter = services.holding(id).get("/dead-letters/" + id).expect(200);
        spec.commandLine().getOut().println(letter.toPrettyString());
        return 0;
    }
}
