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
        Service.ALL.forEach(service -> services.add(service(service)));
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

    private ObjectNode service(Service service) {
        boolean alive = Parts.runs(service, state);
        ObjectNode node = JSON.createObjectNode()
                .put("name", service.label())
                .put("url", service.url())
                .put("state", alive ? "UP" : "DOWN")
                .put("ready", alive && parts.services().probe(service, state).isReady());
        if (alive) {
            RunningProcess process = state.services().get(service.label()).process();
            node.put("pid", process.pid());
            put(node, "residentBytes", residentBytes(process.pid()));
            put(node, "heapBytes", parts.services().probe(service, state).heapBytes());
        }
        return node.put("log", home.log(service.label()).toString());
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
