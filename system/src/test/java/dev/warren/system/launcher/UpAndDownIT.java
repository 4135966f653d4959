package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.local.Ports;
import dev.warren.local.RabbitInstallation;
import dev.warren.local.RunningProcess;
import dev.warren.system.Warren;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real broker, database and mail sink with stand-ins for the services, in a project folder of their own. */
class UpAndDownIT {
    private static final List<Integer> PORTS = List.of(5672, 15672, 8080, 8081, 8082, 8083, 1025, 8025);

    @TempDir
    Path project;

    @BeforeEach
    void a_built_project_on_a_machine_with_free_ports() throws IOException {
        assumeThat(PORTS).as("the usual ports are free").allMatch(Ports::isFree);
        assumeThat(RabbitInstallation.find()).isPresent();
        Files.createSymbolicLink(project.resolve("system"), Path.of("").toAbsolutePath());
        Files.writeString(
                Files.createDirectories(project.resolve("deploy/rabbitmq")).resolve("definitions.json"), """
                {"vhosts": [{"name": "warren"}], "users": [{"name": "order-service", "tags": "management"}]}
                """);
        for (Service service : Service.ALL) {
            Path target = project.resolve(service.label()).resolve("target");
            Files.createDirectories(target.resolve("lib"));
            writeStub(target.resolve(service.label() + "-0.1.0-SNAPSHOT.jar"));
        }
    }

    @AfterEach
    void leave_nothing() throws Exception {
        if (Files.exists(project.resolve(".warren"))) {
            warren(Map.of(), "down");
        }
        Files.deleteIfExists(project.resolve("system"));
    }

    @Test
    void comes_up_heals_and_goes_down_as_often_as_asked() throws Exception {
        assertThat(warren(Map.of(), "up")).satisfies(UpAndDownIT::succeeded).satisfies(says("Warren is up."));
        assertThat(warren(Map.of(), "up")).satisfies(UpAndDownIT::succeeded).satisfies(says("Warren runs already."));
        JsonNode status = status();
        assertThat(status.path("running").asBoolean()).isTrue();
        assertThat(status.path("broker").path("amqp").path("uri").asText()).isEqualTo("amqp://127.0.0.1:5672/warren");
        assertThat(status.path("broker").path("management").path("password").asText())
                .hasSize(32);

        long killed = pid(status, "payment-service");
        ProcessHandle victim = ProcessHandle.of(killed).orElseThrow();
        victim.destroyForcibly();
        victim.onExit().get(10, TimeUnit.SECONDS);
        assertThat(warren(Map.of(), "up"))
                .satisfies(UpAndDownIT::succeeded)
                .satisfies(says("what does not run: payment-service"));
        assertThat(pid(status(), "payment-service")).isNotEqualTo(killed);
        assertThat(pid(status(), "order-service")).isEqualTo(pid(status, "order-service"));

        scales(status());
        assertThat(warren(Map.of(), "up", "--fresh"))
                .satisfies(says("STILL_RUNNING"))
                .extracting(Run::exitCode)
                .isEqualTo(1);

        assertThat(warren(Map.of(), "down")).satisfies(UpAndDownIT::succeeded).satisfies(says("Warren is down."));
        assertThat(PORTS).allMatch(Ports::isFree);
        assertThat(warren(Map.of(), "status").exitCode()).isEqualTo(3);
        assertThat(warren(Map.of(), "down")).satisfies(UpAndDownIT::succeeded).satisfies(says("Nothing runs here."));
    }

    /** More instances and fewer again, while the first ones go on. */
    private void scales(JsonNode before) throws Exception {
        assertThat(warren(Map.of(), "up", "--scale", "user-service=3", "--scale", "payment-service=2"))
                .satisfies(UpAndDownIT::succeeded)
                .satisfies(says("user-service-3"))
                .satisfies(says("payment-service-2"));
        JsonNode scaled = status();
        assertThat(scaled.path("services"))
                .hasSize(7)
                .allSatisfy(it -> assertThat(it.path("registered").asText()).isEqualTo("UP"));
        assertThat(warren(Map.of(), "up")).satisfies(UpAndDownIT::succeeded).satisfies(says("Warren runs already."));

        assertThat(warren(Map.of(), "up", "--scale", "user-service=1"))
                .satisfies(UpAndDownIT::succeeded)
                .satisfies(says("stopped"));
        assertThat(RunningProcess.of(pid(scaled, "user-service-3")).filter(RunningProcess::isAlive))
                .isEmpty();
        assertThat(status().path("services")).hasSize(5);
        for (Service service : Service.ALL) {
            assertThat(pid(status(), service.label())).isEqualTo(pid(before, service.label()));
        }
    }

    @Test
    void a_taken_port_is_named_and_nothing_is_started() throws Exception {
        try (ServerSocket taken = new ServerSocket(8082, 1, InetAddress.getLoopbackAddress())) {
            Run up = warren(Map.of(), "up");

            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output()).contains("PORT_IN_USE: port " + taken.getLocalPort() + " for payment-service");
            assertThat(Ports.isFree(5672)).isTrue();
        }
    }

    @Test
    void a_service_that_fails_takes_down_with_it_what_was_started() throws Exception {
        Run up = warren(Map.of("STUB_FAILS", "payment-service"), "up");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output())
                .contains("SERVICE_NOT_READY: payment-service ended")
                .contains("told to fail");
        assertThat(PORTS).allMatch(Ports::isFree);
        assertThat(project.resolve(".warren/state.json")).doesNotExist();
    }

    private record Run(int exitCode, String output) {}

    private static void succeeded(Run run) {
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    private static Consumer<Run> says(String text) {
        return run -> assertThat(run.output()).contains(text);
    }

    private JsonNode status() throws Exception {
        Run status = warren(Map.of(), "status", "--json");
        succeeded(status);
        return new ObjectMapper().readTree(status.output());
    }

    private static long pid(JsonNode status, String name) {
        for (JsonNode service : status.path("services")) {
            if (service.path("name").asText().equals(name)) {
                return service.path("pid").asLong();
            }
        }
        throw new AssertionError(name + " is not in " + status);
    }

    private Run warren(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dwarren.home=" + project,
                "-Dlogback.configurationFile=launcher-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Warren.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("WARREN_"));
        builder.environment().put("KNOWN", project.resolve("known").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private static void writeStub(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
        String name = StubService.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream code = StubService.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            code.transferTo(out);
        }
    }
}
