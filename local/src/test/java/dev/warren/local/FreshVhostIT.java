package dev.warren.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreshVhostIT {
    @Test
    void a_fresh_vhost_is_empty_usable_and_seen_by_the_administrator() throws Exception {
        try (TestVhost vhost = TestBroker.freshVhost()) {
            Connection connection = connect(vhost);
            Channel channel = connection.createChannel();
            RabbitAdmin admin = vhost.admin();
            assertThat(admin.queues(vhost.name())).isEmpty();

            channel.queueDeclare("orders", true, false, false, Map.of("x-queue-type", "quorum"));
            channel.queueBind("orders", "amq.topic", "order.*");

            assertThat(admin.queues(vhost.name()))
                    .extracting(RabbitAdmin.QueueView::name)
                    .containsExactly("orders");
            assertThat(admin.bindings(vhost.name()))
                    .contains(new RabbitAdmin.BindingView("amq.topic", "orders", "queue", "order.*"));

            await().atMost(Duration.ofSeconds(20)).until(() -> admin.closeConnections(vhost.name()) == 1);
            await().atMost(Duration.ofSeconds(10)).until(() -> !connection.isOpen());
        }
    }

    @Test
    void definitions_bring_users_with_their_rights() {
        try (TestVhost vhost = TestBroker.freshVhost()) {
            RabbitAdmin admin = vhost.admin();
            String user = "user-of-" + vhost.name();
            admin.importDefinitions("""
                    {"users": [{"name": "%s", "password_hash": "%s", "hashing_algorithm": "%s", "tags": "management"}],
                     "permissions": [{"user": "%s", "vhost": "%s", "configure": "^$", "write": ".*", "read": ".*"}],
                     "exchanges": [{"name": "order.events", "vhost": "%s", "type": "topic", "durable": true,
                                    "auto_delete": false, "internal": false, "arguments": {}}]}
                    """.formatted(
                            user,
                            Secrets.rabbitHash("secret"),
                            Secrets.RABBIT_HASHING_ALGORITHM,
                            user,
                            vhost.name(),
                            vhost.name()));
            RabbitAdmin asUser = new RabbitAdmin(admin.uri(), user, "secret");
            try {
                assertThat(asUser.get("exchanges/" + RabbitAdmin.encoded(vhost.name())))
                        .anyMatch(exchange -> exchange.path("name").asText().equals("order.events"));
                assertThatThrownBy(() -> asUser.createVhost("mine"))
                        .isInstanceOfSatisfying(
                                RabbitAdminException.class,
                                refused -> assertThat(refused.status()).isEqualTo(401));
            } finally {
                admin.deleteUser(user);
            }
        }
    }

    private static Connection connect(TestVhost vhost) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(vhost.amqpUri());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }
}
