package dev.warren.messaging.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.messaging.Participant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionsTest {

    private static final List<Participant> PARTICIPANTS = List.of(
            new Participant("order-service", "order", Set.of("user.reserved.v1", "payment.captured.v1"))
                    .readingJournal(),
            new Participant(
                    "user-service", "user", Set.of("order.placed.v1"), Set.of("user.lookup.v1", "user.count.v1")),
            new Participant("mail-service", "mail", Set.of("order.placed.v1", "user.registered.v1")));

    private static final Set<String> SPOKEN =
            Set.of("order.placed.v1", "user.reserved.v1", "user.registered.v1", "payment.captured.v1");

    /** What every service has, after its name. */
    private static final List<String> OWN =
            List.of(".events", ".events.retry.1s", ".events.retry.10s", ".events.retry.60s", ".events.dead");

    private static final String TEXT = Definitions.of("a-vhost", PARTICIPANTS, SPOKEN, Set.of("user.registered.v1"));
    private static final JsonNode JSON = parsed();

    static List<Participant> participants() {
        return PARTICIPANTS;
    }

    private static JsonNode parsed() {
        try {
            return new ObjectMapper().readTree(TEXT);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<JsonNode> all(String kind) {
        return StreamSupport.stream(JSON.get(kind).spliterator(), false);
    }

    private static List<String> names(String kind, Predicate<JsonNode> which) {
        return all(kind).filter(which).map(node -> node.get("name").asText()).toList();
    }

    @Test
    void every_speaker_has_a_topic_exchange_and_every_service_one_of_its_own() {
        assertThat(names("exchanges", e -> e.get("type").asText().equals("topic")))
                .containsExactlyInAnyOrder("order.events", "user.events", "mail.events", "payment.events");
        assertThat(names("exchanges", e -> e.get("type").asText().equals("direct")))
                .containsExactlyInAnyOrder(
                        "order-service.own", "user-service.own", "mail-service.own", "requests", "replies");
        assertThat(names("exchanges", e -> e.get("type").asText().equals("fanout")))
                .containsExactly("registry");
        assertThat(all("exchanges")).allMatch(e -> e.get("durable").asBoolean());
    }

    @Test
    void every_service_has_quorum_queues_for_its_events_retries_and_dead_letters_and_all_share_the_journal() {
        assertThat(names("queues", q -> type(q).equals("quorum")))
                .containsExactlyInAnyOrderElementsOf(Stream.of("order-service", "user-service", "mail-service")
                        .flatMap(service -> OWN.stream().map(queue -> service + queue))
                        .toList());
        assertThat(names("queues", q -> type(q).equals("stream"))).containsExactly("events.journal");
        assertThat(all("queues"))
                .as("whatever may change is a policy")
                .allMatch(
                        q -> q.get("durable").asBoolean() && q.get("arguments").size() == 1);
    }

    @Test
    void whoever_answers_requests_has_one_queue_for_them_that_keeps_none_for_long() {
        assertThat(names("queues", q -> type(q).equals("classic"))).containsExactly("user-service.requests");
        assertThat(all("bindings")
                        .filter(b -> b.get("source").asText().equals("requests"))
                        .map(b -> b.get("routing_key").asText() + " -> "
                                + b.get("destination").asText()))
                .containsExactly("user.count.v1 -> user-service.requests", "user.lookup.v1 -> user-service.requests");
        assertThat(policy("user-service.requests").get("message-ttl").asInt()).isEqualTo(60_000);
        assertThat(policy("user-service.requests").get("max-length").asInt()).isEqualTo(10_000);
    }

    private static String type(JsonNode queue) {
        return queue.get("arguments").get("x-queue-type").asText();
    }

    @Test
    void queues_are_bound_to_what_they_hear_and_the_journal_to_all_but_personal_data() {
        assertThat(all("bindings")
                        .filter(b -> b.get("source").asText().endsWith(".events"))
                        .map(b -> b.get("source").asText() + " -"
                                + b.get("routing_key").asText() + "-> "
                                + b.get("destination").asText()))
                .containsExactlyInAnyOrder(
                        "order.events -order.placed.v1-> events.journal",
                        "user.events -user.reserved.v1-> events.journal",
                        "payment.events -payment.captured.v1-> events.journal",
                        "user.events -user.reserved.v1-> order-service.events",
                        "payment.events -payment.captured.v1-> order-service.events",
                        "order.events -order.placed.v1-> user-service.events",
                        "order.events -order.placed.v1-> mail-service.events",
                        "user.events -user.registered.v1-> mail-service.events");
    }

    @Test
    void every_queue_of_a_service_can_be_addressed_by_its_name_through_its_own_exchange() {
        for (Participant service : PARTICIPANTS) {
            assertThat(all("bindings")
                            .filter(b -> b.get("source").asText().equals(service.ownExchange()))
                            .map(b -> b.get("routing_key").asText() + "->"
                                    + b.get("destination").asText()))
                    .containsExactlyInAnyOrderElementsOf(OWN.stream()
                            .map(queue -> service.name() + queue + "->" + service.name() + queue)
                            .toList());
        }
    }

    @Test
    void what_waits_for_another_attempt_returns_to_the_queue_after_the_time_of_its_rung_and_survives_a_crash_then() {
        var policy = policy("order-service.events.retry.10s");
        assertThat(policy.get("message-ttl").asInt()).isEqualTo(10_000);
        assertThat(policy.get("dead-letter-exchange").asText()).isEqualTo("order-service.own");
        assertThat(policy.get("dead-letter-routing-key").asText()).isEqualTo("order-service.events");
        assertThat(policy.get("dead-letter-strategy").asText()).isEqualTo("at-least-once");
    }

    /** The definition of the one policy that holds for a queue. */
    private static JsonNode policy(String queue) {
        var policies = all("policies")
                .filter(p -> Pattern.compile(p.get("pattern").asText())
                        .matcher(queue)
                        .find())
                .toList();
        assertThat(policies)
                .as("policies for %s: the broker applies one", queue)
                .hasSize(1);
        return policies.getFirst().get("definition");
    }

    @Test
    void a_delivery_limit_that_nobody_reaches_holds_for_every_event_queue() {
        assertThat(names("queues", q -> type(q).equals("quorum")))
                .isNotEmpty()
                .allSatisfy(queue ->
                        assertThat(policy(queue).get("delivery-limit").asInt()).isEqualTo(1_000_000_000));
        assertThat(policy("events.journal").has("delivery-limit")).isFalse();
    }

    @Test
    void nobody_is_an_administrator_and_no_password_is_told() {
        assertThat(names("users", u -> true)).containsExactly("order-service", "user-service", "mail-service");
        assertThat(all("users")).allMatch(u -> u.get("tags").asText().equals("management"));
        assertThat(TEXT).doesNotContain("password");
    }

    @Test
    void the_same_participants_give_the_same_text() {
        assertThat(Definitions.of("a-vhost", PARTICIPANTS, SPOKEN, Set.of("user.registered.v1")))
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @MethodSource("participants")
    void a_service_configures_its_exclusive_queues_and_nothing_else(Participant service) {
        assertThat(permitted(service, "configure")).containsExactlyInAnyOrderElementsOf(exclusive(service));
    }

    @ParameterizedTest
    @MethodSource("participants")
    void a_service_writes_its_own_exchanges_the_registry_requests_and_what_it_binds_and_nothing_else(
            Participant service) {
        var expected = new TreeSet<>(
                Set.of(service.exchange(), service.ownExchange(), "registry", "requests", service.queue()));
        expected.addAll(exclusive(service));
        if (answers(service)) {
            expected.add("replies");
        }
        assertThat(permitted(service, "write")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("participants")
    void a_service_reads_its_own_queues_what_it_binds_to_and_the_journal_if_it_says_so_and_nothing_else(
            Participant service) {
        var expected = new TreeSet<>(Set.of(service.queue(), service.deadQueue(), "registry", "replies"));
        expected.addAll(exclusive(service));
        service.bindings().forEach(binding -> expected.add(binding.exchange()));
        if (answers(service)) {
            expected.add(service.requestQueue());
        }
        if (service.name().equals("order-service")) {
            expected.add("events.journal");
        }
        assertThat(permitted(service, "read")).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static boolean answers(Participant service) {
        return service.name().equals("user-service");
    }

    private static List<String> exclusive(Participant service) {
        return List.of("registry." + service.name() + ".7b42", "replies." + service.name() + ".7b42");
    }

    /** Of all names there are, and some that only look like one, those that a user's pattern admits, as the broker matches it. */
    private static Set<String> permitted(Participant service, String right) {
        var permission = all("permissions")
                .filter(p -> p.get("user").asText().equals(service.name()))
                .findFirst()
                .orElseThrow();
        var pattern = Pattern.compile(permission.get(right).asText());
        return Stream.of(
                        names("exchanges", e -> true),
                        names("queues", q -> true),
                        PARTICIPANTS.stream()
                                .flatMap(p -> exclusive(p).stream())
                                .toList(),
                        PARTICIPANTS.stream()
                                .flatMap(p -> Stream.concat(
                                        Stream.of(p.queue(), p.exchange(), p.ownExchange(), p.requestQueue()),
                                        exclusive(p).stream()))
                                .flatMap(name -> Stream.of(name.replace('.', 'x'), "x" + name, name + "\nx"))
                                .toList(),
                        List.of("amq.default", "amq.topic", "amq.direct", "amq.fanout", "events", ""))
                .flatMap(List::stream)
                .filter(name -> pattern.matcher(name).find())
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    @Test
    void only_who_catches_up_may_read_the_journal_and_put_a_bookmark_into_it() throws Exception {
        var usual = new Participant("mail-service", "mail", Set.of("order.placed.v1"));
        var late = new Participant("points-service", "points", Set.of("order.placed.v1")).catchingUp();
        JsonNode json = new ObjectMapper().readTree(Definitions.of("v", List.of(usual, late), SPOKEN, Set.of()));
        assertThat(StreamSupport.stream(json.get("permissions").spliterator(), false)
                        .filter(it -> "events.journal".matches(it.get("read").asText()))
                        .map(it -> it.get("user").asText()))
                .containsExactly("points-service");
        assertThat(StreamSupport.stream(json.get("bindings").spliterator(), false)
                        .filter(it -> it.get("destination").asText().equals("events.journal"))
                        .map(it -> it.get("source").asText())
                        .filter(source -> source.endsWith(".own")))
                .containsExactly("points-service.own");
    }
}
