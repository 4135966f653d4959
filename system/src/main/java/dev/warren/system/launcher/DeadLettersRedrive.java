package dev.warren.system.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.Await;
import dev.warren.system.load.Edge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One, or all that match. */
@Command(
        name = "redrive",
        description =
                "Send dead letters back to their service: those named, or with --all every parked one that matches"
                        + " (one first, then ten, then the rest; stops at the first that fails again).",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all were handled", "1:one failed again, or could not be sent"})
final class DeadLettersRedrive implements Callable<Integer> {

    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration REDRIVE = Duration.ofHours(1);

    @Mixin
    private DeadLetterServices services;

    @Mixin
    private DeadLetterFilter which;

    /** Either names or all. */
    static final class Target {

        @Parameters(paramLabel = "ID", description = "As list shows it.", arity = "1..*")
        private List<UUID> ids;

        @Option(
                names = "--all",
                required = true,
                description = "Every parked one that matches --service, --type and --reason.")
        private boolean all;
    }

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(
            names = "--force",
            description = "Also those so old that the inbox may have forgotten whether they were handled.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        boolean handled = true;
        if (target.all) {
            for (var service : services.edges().entrySet()) {
                handled &= all(service.getKey(), service.getValue());
            }
        } else {
            for (UUID id : target.ids) {
                handled &= one(services.holding(id), id);
            }
        }
        return handled ? 0 : 1;
    }

    private boolean one(Edge edge, UUID id) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        var sent = edge.post("/dead-letters/%s/redrive?force=%s".formatted(id, force));
        if (sent.status() != 202) {
            out.println(sent.body().path("detail").asText());
            return false;
        }
        Await.until(
                ANSWER,
                () -> !read(edge, "/dead-letters/" + id).get("status").asText().equals("REDRIVEN"));
        JsonNode letter = read(edge, "/dead-letters/" + id);
        boolean handled = letter.get("status").asText().equals("HANDLED");
        out.printf(
                "%s %s%s%n",
                id,
                letter.get("status").asText(),
                handled ? "" : ": " + letter.get("reason").asText());
        return handled;
    }

    private boolean all(String service, Edge edge) throws IOException {
        var started = edge.post("/dead-letters/redrive?force=%s%s".formatted(force, which.query()));
        if (started.status() != 202) {
            spec.commandLine()
                    .getOut()
                    .println(service + ": " + started.body().path("detail").asText());
            return false;
        }
        String path = "/dead-letters/redrives/" + started.body().get("id").asText();
        try (var bar = new ProgressBar(service, started.body().get("matching").asLong())) {
            Await.until(REDRIVE, () -> {
                JsonNode now = read(edge, path);
                bar.stepTo(now.get("handled").asLong());
                return !now.get("status").asText().equals("RUNNING");
            });
        }
        JsonNode end = read(edge, path);
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %d of %d sent back, %d handled; %s%n",
                        service,
                        end.get("sent").asLong(),
                        end.get("matching").asLong(),
                        end.get("handled").asLong(),
                        end.get("outcome").asText("still running: " + path));
        return end.get("status").asText().equals("DONE");
    }

    private static JsonNode read(Edge edge, String path) {
        try {
            return edge.get(path).expect(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
