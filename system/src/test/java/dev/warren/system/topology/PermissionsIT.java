package dev.warren.system.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.RabbitAdmin;
import dev.warren.local.RabbitAdminException;
import dev.warren.local.Secrets;
import dev.warren.local.TestBroker;
import dev.warren.local.TestVhost;
import dev.warren.messaging.Participant;
import dev.warren.messaging.topology.Definitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every service's user against every exchange and queue of the system, on a real broker: what it needs works, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsIT {

    private static final String PASSWORD = Secrets.newPassword();
    private static final List<String> BUILT_IN =
            List.of("", "amq.direct", "amq.fanout", "amq.headers", "amq.match", "amq.topic", "amq.rabbitmq.trace");

    private final Map<String, Connection> connections = new HashMap<>();
    private TestVhost vhost;
    private List<String> exchanges;
    private List<String> queues;

    static List<Participant> participants() {
        return SystemTopology.PARTICIPANTS;
    }

    @BeforeAll
    void import_what_is_deployed() throws Exception {
        vhost = TestBroker.freshVhost();
        JsonNode definitions = new ObjectMapper().readTree(SystemTopology.definitions(vhost.name()));
        vhost.admin().importDefinitions(definitions.toString());
        exchanges = names(definitions.get("exchanges"));
        exchanges.addAll(BUILT_IN);
        queues = names(definitions.get("queues"));
        for (JsonNode permission : definitions.get("permissions")) {
            String user = permission.get("user").asText();
            // Users of this vhost alone: others on the same broker go by the services' names.
            vhost.admin().putUser(user(user), PASSWORD, "management");
            vhost.admin()
                    .grant(
                            user(user),
                            vhost.name(),
                            permission.get("configure").asText(),
                            permission.get("write").asText(),
                            permission.get("read").asText());
            connections.put(user, connect(user(user)));
        }
    }

    private String user(String service) {
        return vhost.name() + "-" + service;
    }

    private static List<String> names(JsonNode named) {
        return new ArrayList<>(StreamSupport.stream(named.spliterator(), false)
                .map(it -> it.get("name").asText())
                .toList());
    }

    private Connection connect(String user) throws Exception {
        var factory = new ConnectionFactory();
        factory.setHost(vhost.host());
        factory.setPort(vhost.port());
        factory.setVirtualHost(vhost.name());
        factory.setUsername(user);
        factory.setPassword(PASSWORD);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    @AfterAll
    void leave() {
        connections.values().forEach(Connection::abort);
        connections.keySet().forEach(service -> vhost.admin().deleteUser(user(service)));
        vhost.close();
    }

    private Attempts attempts(Participant service) {
        return new Attempts(connections.get(service.name()));
    }

    @ParameterizedTest
    @MethodSource("participants")
    void it_publishes_to_its_own_exchanges_and_the_shared_ones_and_to_no_other_not_even_the_default(Participant service)
            throws Exception {
        var own = new TreeSet<>(Set.of(service.exchange(), service.ownExchange(), "registry", "requests"));
        if (service.name().equals("user-service")) {
            own.add("replies");
        }
        assertThat(attempts(service).allowed(exchanges, Attempts::publish)).isEqualTo(own);
    }

    @ParameterizedTest
    @MethodSource("participants")
    void it_consumes_and_purges_its_own_queues_and_no_other_but_for_the_reader_of_the_journal(Participant service)
            throws Exception {
        var own = new TreeSet<>(Set.of(service.queue(), service.deadQueue()));
        if (service.name().equals("user-service")) {
            own.add("user-service.requests");
        }
        boolean readsJournal = service.name().equals("order-service");
        var others = new ArrayList<>(queues);
        if (readsJournal) {
            // A stream knows neither: whoever may read it loses its connection over the attempt.
            others.remove(Definitions.JOURNAL);
        }
        assertThat(attempts(service).allowed(others, (channel, queue) -> channel.basicGet(queue, true)))
                .isEqualTo(own);
        assertThat(attempts(service).allowed(others, (channel, queue) -> channel.queuePurge(queue)))
                .isEqualTo(own);
        if (readsJournal) {
            own.add(Definitions.JOURNAL);
        }
        assertThat(attempts(service).allowed(queues, (channel, queue) -> {
                    channel.basicQos(1);
                    channel.basicConsume(queue, false, (tag, delivery) -> {}, tag -> {});
                }))
                .isEqualTo(own);
    }

    @ParameterizedTest
    @MethodSource("participants")
    void it_binds_its_own_queue_to_what_it_hears_and_nothing_else_to_anything(Participant service) throws Exception {
        var heard = new TreeSet<>(Set.of("registry", "replies"));
        service.bindings().forEach(binding -> heard.add(binding.exchange()));
        assertThat(attempts(service)
                        .allowed(
                                exchanges,
                                (channel, exchange) ->
                                        channel.queueBind(service.queue(), exchange, "nobody.says.this")))
                .isEqualTo(heard);
        assertThat(attempts(service).allowed(queues, (channel, queue) -> channel.queueBind(queue, "registry", "")))
                .containsExactly(service.queue());
        assertThat(attempts(service)
                        .allowed(exchanges, (channel, exchange) -> channel.exchangeBind(exchange, "registry", "")))
                .as("exchanges that may hear another one: its own only")
                .isSubsetOf(service.exchange(), service.ownExchange(), "registry", "requests", "replies");
    }

    @ParameterizedTest
    @MethodSource("participants")
    void it_makes_exclusive_queues_under_its_own_name_and_makes_and_deletes_nothing_else(Participant service)
            throws Exception {
        var names = new ArrayList<>(List.of("anything", "amq.gen-1", service.queue() + ".more"));
        for (Participant other : SystemTopology.PARTICIPANTS) {
            names.add("registry." + other.name() + ".1");
            names.add("replies." + other.name() + ".1");
        }
        assertThat(attempts(service)
                        .allowed(names, (channel, name) -> channel.queueDeclare(name, false, true, true, Map.of())))
                .containsExactlyInAnyOrder("registry." + service.name() + ".1", "replies." + service.name() + ".1");
        assertThat(attempts(service)
                        .allowed(names, (channel, name) -> channel.exchangeDeclare(name, BuiltinExchangeType.TOPIC)))
                .as("an exchange of its own would be allowed by the name alone, and harm nobody")
                .isSubsetOf("registry." + service.name() + ".1", "replies." + service.name() + ".1");
        assertThat(attempts(service).allowed(queues, (channel, queue) -> channel.queueDelete(queue)))
                .isEmpty();
        assertThat(attempts(service).allowed(exchanges, (channel, exchange) -> channel.exchangeDelete(exchange)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("participants")
    void it_looks_at_the_broker_and_manages_nothing(Participant service) {
        var its = new RabbitAdmin(vhost.admin().uri(), user(service.name()), PASSWORD);
        String here = RabbitAdmin.encoded(vhost.name());
        assertThat(its.get("queues/%s/%s/bindings".formatted(here, service.queue())))
                .as("what it verifies its bindings by")
                .isNotEmpty();
        assertRefused(() -> its.put("users/intruder", Map.of("password", "x", "tags", "administrator")));
        assertRefused(() -> its.grant(user(service.name()), vhost.name(), ".*", ".*", ".*"));
        assertRefused(() -> its.put("vhosts/elsewhere", Map.of()));
        assertRefused(() -> its.put(
                "policies/%s/short".formatted(here), Map.of("pattern", ".*", "definition", Map.of("message-ttl", 1))));
        assertRefused(() -> its.importDefinitions("{}"));
        assertRefused(() -> its.get("users"));
        assertRefused(() -> its.delete("queues/%s/events.journal".formatted(here)));
        assertRefused(() -> its.put("queues/%s/anything".formatted(here), Map.of()));
        assertRefused(() -> its.post(
                "exchanges/%s/amq.default/publish".formatted(here),
                Map.of(
                        "properties", Map.of(),
                        "routing_key", "order-service.events",
                        "payload", "",
                        "payload_encoding", "string")));
    }

    /** Tried until it is answered: with a refusal the management API may close the connection before it has read the body. */
    private static void assertRefused(ThrowingCallable attempt) {
        await().untilAsserted(() -> assertThatThrownBy(attempt)
                .asInstanceOf(type(RabbitAdminException.class))
                .satisfies(it -> assertThat(it.body() + it.status())
                        .containsAnyOf("401", "403", "ACCESS_REFUSED", "not_authorised")));
    }
}
