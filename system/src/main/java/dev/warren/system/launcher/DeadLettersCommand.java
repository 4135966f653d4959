package dev.warren.system.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.system.load.Edge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the services could not handle, from the command line: the operations of {@code /dead-letters} on the running system. */
@Command(
        name = "dead-letters",
        description = "List, show, send back or discard what the services could not handle.",
        subcommands = {
            DeadLettersCommand.ListThem.class,
            DeadLettersCommand.Show.class,
            DeadLettersCommand.SendBack.class,
            DeadLettersCommand.Discard.class,
            HelpCommand.class
        })
public final class DeadLettersCommand implements Callable<Integer> {

    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration REDRIVE = Duration.ofHours(1);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say which: list, show, redrive or discard");
    }

    /** Which services, of the running system. */
    static final class Services {

        @Option(
                names = "--service",
                paramLabel = "NAME",
                description = "Only those of this service, for example order-service (default: all).")
        private String only;

        Map<String, Edge> edges() {
            var running = Running.in(Home.here());
            var edges = new LinkedHashMap<String, Edge>();
            for (Service service : Service.ALL) {
                if (only == null || only.equals(service.label())) {
                    edges.put(service.label(), running.edge(service));
                }
            }
            if (edges.isEmpty()) {
                throw new LocalException(
                        "UNKNOWN_SERVICE",
                        "--service must be one of %s but was %s"
                                .formatted(
                                        Service.ALL.stream().map(Service::label).collect(Collectors.joining(", ")),
                                        only));
            }
            return edges;
        }

        /** The service that has a dead letter: ids are unique, so there is one at most. */
        Edge holding(UUID id) throws IOException {
            for (Edge edge : edges().values()) {
                if (edge.get("/dead-letters/" + id).status() == 200) {
                    return edge;
                }
            }
            throw new LocalException(
                    "NOT_FOUND", "no service has a dead letter " + id + ": ./warren dead-letters list");
        }
    }

    /** Which dead letters. */
    static final class Which {

        @Option(
                names = "--type",
                paramLabel = "TYPE",
                description = "Only messages of this type, for example order.placed.v1.")
        private String type;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason holds this text.")
        private String reason;

        String query() {
            return parameter("type", type) + parameter("reason", reason);
        }
    }

    private static String parameter(String name, Object value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    /** @throws LocalException with the service's own words if it answered something else */
    private static JsonNode done(int expected, Edge.Answer answer) {
        if (answer.status() != expected) {
            throw new LocalException(
                    answer.body().path("code").asText("REFUSED"),
                    answer.body().path("detail").asText());
        }
        return answer.body();
    }

    /** One line each. */
    @Command(name = "list", description = "List dead letters, newest first.")
    static final class ListThem implements Callable<Integer> {

        @Mixin
        private Services services;

        @Mixin
        private Which which;

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
                JsonNode page = done(
                        200,
                        service.getValue()
                                .get("/dead-letters?limit=%d%s%s"
                                        .formatted(limit, parameter("status", status), which.query())));
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

    /** Everything that is known of one. */
    @Command(name = "show", description = "Show a dead letter: body, headers, history, and what was done about it.")
    static final class Show implements Callable<Integer> {

        @Mixin
        private Services services;

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

    /** One, or all that match. */
    @Command(
            name = "redrive",
            description =
                    "Send dead letters back to their service: those named, or with --all every parked one that matches"
                            + " (one first, then ten, then the rest; stops at the first that fails again).",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:all were handled", "1:one failed again, or could not be sent"})
    static final class SendBack implements Callable<Integer> {

        @Mixin
        private Services services;

        @Mixin
        private Which which;

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
                    () -> !read(edge, "/dead-letters/" + id)
                            .get("status")
                            .asText()
                            .equals("REDRIVEN"));
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
            try (var bar =
                    new ProgressBar(service, started.body().get("matching").asLong())) {
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

    /** With a reason, which is kept. */
    @Command(name = "discard", description = "Mark a dead letter as one that need not be handled.")
    static final class Discard implements Callable<Integer> {

        @Mixin
        private Services services;

        @Parameters(paramLabel = "ID", description = "As list shows it.")
        private UUID id;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the audit.")
        private String reason;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            JsonNode letter = done(
                    200, services.holding(id).delete("/dead-letters/%s?%s".formatted(id, parameter("reason", reason))));
            spec.commandLine().getOut().println(id + " " + letter.get("status").asText());
            return 0;
        }
    }
}
