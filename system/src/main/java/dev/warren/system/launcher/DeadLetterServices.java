package dev.warren.system.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.LocalException;
import dev.warren.system.load.Edge;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The dead letters of the running system, service by service. */
final class DeadLetterServices {

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "Only those of this service, for example order-service (default: all).")
    private String only;

    Map<String, Edge> edges() {
        var running = Running.partlyIn(Home.here());
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
                                    Service.ALL.stream().map(Service::label).collect(Collectors.joining(", ")), only));
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
        throw new LocalException("NOT_FOUND", "no service has a dead letter " + id + ": ./warren dead-letters list");
    }

    static String parameter(String name, Object value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    /** @throws LocalException with the service's own words if it answered something else */
    static JsonNode done(int expected, Edge.Answer answer) {
        if (answer.status() != expected) {
            throw new LocalException(
                    answer.body().path("code").asText("REFUSED"),
                    answer.body().path("detail").asText());
        }
        return answer.body();
    }
}
