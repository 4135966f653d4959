package dev.warren.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RabbitNodeIT {
    private static RabbitInstallation installation;
    private static RabbitNode running;

    @TempDir
    Path folder;

    @BeforeAll
    static void needs_an_installed_broker() {
        assumeThat(RabbitInstallation.find()).isPresent();
        installation = RabbitInstallation.find().orElseThrow();
        running = TestBroker.ownNode();
    }

    @Test
    void a_confirmed_message_outlives_stops_and_crashes() throws Exception {
        RabbitNode node = RabbitNode.in(folder, "warren").start(installation);
        try {
            publish(node, "orders", "quorum", "survivor");
            assertThat(node.stop()).isTrue();
            assertNothingIsLeftOf(node);

            node.start(installation);
            node.kill();
            assertNothingIsLeftOf(node);

            node.start(installation);
            assertThat(take(node, "orders")).isEqualTo("survivor");
        } finally {
            node.kill();
        }
    }

    @Test
    void a_running_node_is_found_again_by_its_folder() {
        assertThat(RabbitNode.attach(folder)).isEmpty();

        RabbitNode found = RabbitNode.attach(running.folder()).orElseThrow();

        assertThat(found.process()).isEqualTo(running.process());
        assertThat(found.amqpPort()).isEqualTo(running.amqpPort());
        assertThat(found.admin().admitsUs()).isTrue();
    }

    @Test
    void nobody_reaches_it_from_outside_or_as_guest() throws IOException {
        assertThat(new RabbitAdmin(running.admin().uri(), "guest", "guest").admitsUs())
                .isFalse();
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThat(Ports.answers(address.getHostAddress(), running.amqpPort()))
                            .isFalse();
                    assertThat(Ports.answers(address.getHostAddress(), running.managementPort()))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void a_taken_port_is_an_error_that_shows_the_log_and_leaves_nothing() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RabbitNode node = RabbitNode.in(folder, "warren");

            assertThatThrownBy(() -> node.start(installation, taken.getLocalPort(), Ports.anyFree()))
                    .isInstanceOf(LocalException.class)
                    .hasMessageStartingWith("BROKER_NOT_STARTED")
                    .hasMessageContaining("eaddrinuse");
            assertThat(node.isRunning()).isFalse();
        }
    }

    @Test
    void whoever_listens_on_its_port_is_asked_who_that_is() throws IOException {
        String state = Files.readString(running.folder().resolve("node.json"));
        Files.writeString(folder.resolve("node.json"), state.replaceFirst("\"name\" : \"", "$0other-"));

        assertThat(running.answers()).isTrue();
        assertThat(RabbitNode.attach(folder).orElseThrow().answers()).isFalse();
    }

    @Test
    void a_stream_needs_no_plugin() throws Exception {
        publish(running, "journal", "stream", "first");

        assertThat(running.admin().queues("warren"))
                .extracting(RabbitAdmin.QueueView::type)
                .containsExactly("stream");
    }

    private static void assertNothingIsLeftOf(RabbitNode node) {
        assertThat(node.isRunning()).isFalse();
        assertThat(Ports.answers(node.amqpPort())).isFalse();
        assertThat(Ports.answers(node.managementPort())).isFalse();
    }

    private static void publish(RabbitNode node, String queue, String type, String body) throws Exception {
        try (Connection connection = connect(node);
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", type));
            channel.confirmSelect();
            channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, body.getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    private static String take(RabbitNode node, String queue) throws Exception {
        try (Connection connection = connect(node);
                Channel channel = connection.createChannel()) {
            return new String(channel.basicGet(queue, true).getBody(), StandardCharsets.UTF_8);
        }
    }

    private static Connection connect(RabbitNode node) throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(node.amqpPort());
        factory.setVirtualHost(node.vhost());
        factory.setUsername(node.admin().user());
        factory.setPassword(node.admin().password());
        return factory.newConnection();
    }
}
