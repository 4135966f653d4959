package dev.warren.system.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.local.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what runs. Changes nothing. */
@Command(
        name = "status",
        description = "Show what runs and where.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:everything runs and is ready", "3:something does not"})
public final class Status implements Callable<Integer> {
    /** As the Linux Standard Base has it for a service that does not run. */
    private static final int NOT_RUNNING = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--json", description = "For programs; holds the password of the broker's management.")
    private boolean asJson;

    private final Home home = Home.here();
    private final Parts parts = Parts.of(home, System.getenv());
    private final State state = StateFile.of(home).read();

    @Override
    public Integer call() throws JsonProcessingException {
        List<String> missing = parts.missing(state);
        ObjectNode status = JSON.createObjectNode();
        ArrayNode services = status.putArray("services");
        Map<String, String> registered = registered();
        Scale.of(state).instances().forEach(instance -> services.add(service(instance, registered)));
        boolean ready = true;
        for (var service : services) {
            ready &= service.path("ready").asBoolean();
        }
        boolean running = missing.isEmpty() && ready;
        status.put("running", running);
        status.set("missing", JSON.valueToTree(missing));
        infrastructure(status, missing);
        System.out.println(
                asJson ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(status) : new StatusText(status));
        return running ? 0 : NOT_RUNNING;
    }

    /** What the first instance that answers knows of all from their heartbeats; empty when none does. */
    private Map<String, String> registered() {
        return state.instances().stream()
                .filter(state::runs)
                .map(instance ->
                        parts.services().probe(state.run(instance).url(), state).known())
                .filter(known -> !known.isEmpty())
                .findFirst()
                .orElse(Map.of());
    }

    private ObjectNode service(Instance instance, Map<String, String> registered) {
        boolean alive = state.runs(instance);
        Service service = instance.service();
        int port = state.run(instance) == null
                ? service.port()
                : state.run(instance).port();
        ServiceProbe probe = parts.services().probe("http://127.0.0.1:" + port, state);
        ObjectNode node = JSON.createObjectNode()
                .put("name", instance.label())
                .put("service", service.label())
                .put("url", probe.url())
                .put("state", alive ? "UP" : "DOWN")
                .put("ready", alive && probe.isReady())
                .put("registered", registered.getOrDefault(ServiceProbe.place(service.label(), port), "GONE"));
        if (alive) {
            RunningProcess process = state.run(instance).process();
            node.put("pid", process.pid());
            put(node, "residentBytes", residentBytes(process.pid()));
            put(node, "heapBytes", probe.heapBytes());
        }
        return node.put("log", home.log(instance.label()).toString());
    }

    private void infrastructure(ObjectNode status, List<String> missing) {
        if (state.broker() != null) {
            State.Broker broker = state.broker();
            ObjectNode node = status.putObject("broker")
                    .put("state", missing.contains("broker") ? "DOWN" : "UP")
                    .put("kind", broker.kind().name().toLowerCase(Locale.ROOT));
            node.putObject("amqp").put("uri", "amqp://" + broker.host() + ":" + broker.port() + "/" + broker.vhost());
            node.putObject("management")
                    .put("url", broker.managementUrl())
                    .put("user", broker.managementUser())
                    .put("password", new SecretFiles(home.secrets()).get(BrokerPart.ADMIN_SECRET));
        }
        if (state.database() != null) {
            ObjectNode node = status.putObject("database").put("state", missing.contains("database") ? "DOWN" : "UP");
            node.set("urls", JSON.valueToTree(state.database().urls()));
        }
        if (state.mail() != null) {
            status.putObject("mail")
                    .put("state", missing.contains("mail sink") ? "DOWN" : "UP")
                    .put("smtp", "127.0.0.1:" + state.mail().smtpPort())
                    .put("url", state.mail().url());
        }
    }

    /** Linux tells it; elsewhere it is left out. */
    private static OptionalLong residentBytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static void put(ObjectNode node, String name, OptionalLong value) {
        value.ifPresent(bytes -> node.put(name, bytes));
    }
}
