package dev.warren.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.warren.messaging.Contract;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Participant;
import dev.warren.messaging.States.Change;
import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.events.Heard;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.events.Traces;
import dev.warren.messaging.replay.Replays;
import dev.warren.messaging.retry.Failure;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FoldTest {

    private static final Instant NOW = Instant.parse("2025-12-18T07:30:00.123Z");
    private static final Participant ECHO = new Participant("echo-service", "echo", Set.of());

    /** Appends a word to a text under a key, says the whole text and asks for it to be shouted. */
    record Append(String key, String word) {}

    private static final class Echo implements Decider<String, String, Append, String> {

        @Override
        public Append hear(Object event, long sequence) {
            throw new AssertionError("not by the fold");
        }

        @Override
        public String key(Append input) {
            return input.key();
        }

        @Override
        public Decision<String, String> decide(String state, Append input, Instant now) {
            return switch (input.word()) {
                case "ignored" -> Decision.ignore();
                case "contradiction" -> Decision.contradiction("nobody says that");
                case "poison" -> throw new IllegalStateException("indigestible");
                case "bottomless" -> throw new StackOverflowError();
                case "same" -> Decision.become(state);
                case "only said" ->
                    Decision.<String, String>become(state + input.word()).say(state, state.length(), now);
                default -> {
                    String text = (state == null ? "" : state) + input.word();
                    yield Decision.<String, String>become(text)
                            .say(text, text.length(), now)
                            .perform(text);
                }
            };
        }
    }

    private static final Contract<String> CONTRACT = new Contract<>(
            text -> "echo.heard.v1",
            type -> URI.create("urn:test:" + type),
            (type, body) -> new String(body, StandardCharsets.UTF_8),
            text -> text.getBytes(StandardCharsets.UTF_8),
            text -> new UUID(0, text.hashCode()),
            text -> Optional.empty());

    private Fold<String, String, Append, String> fold(Map<String, String> loaded) {
        return new Fold<>(ECHO, new Echo(), new EventMessages<>(ECHO, CONTRACT), loaded, NOW);
    }

    private static Arrival<Append, String> event(String key, String word) {
        var delivery = new Delivery(
                null,
                new Envelope(1, false, "x.events", "x.y.v1"),
                new BasicProperties(),
                word.getBytes(StandardCharsets.UTF_8));
        var heard = new Heard(UUID.randomUUID(), "x.y.v1", word, 1, NOW.minusSeconds(1));
        return new Arrival.Event<>(delivery, heard, new Append(key, word), aStep());
    }

    private static List<Change<String>> withoutSteps(Fold<?, String, ?, ?> fold) {
        return fold.changes().stream()
                .map(it -> new Change<>(it.before(), it.after()))
                .toList();
    }

    private static Span aStep() {
        return Span.wrap(Traces.next(SpanContext.getInvalid()));
    }

    private static Arrival<Append, String> replayed(String key, String word) {
        var told = (Arrival.Event<Append, String>) event(key, word);
        var delivery = told.delivery();
        var properties = Replays.marked(delivery.properties(), "a run");
        return new Arrival.Event<>(
                new Delivery(null, delivery.envelope(), properties, delivery.body()),
                told.heard(),
                told.input(),
                aStep());
    }

    private static Arrival<Append, String> command(String key, String word) {
        return new Arrival.Command<>(new Append(key, word), new CompletableFuture<>(), aStep());
    }

    @Test
    void each_decision_about_a_key_sees_the_one_before() {
        var fold = fold(Map.of("a", "x"));
        fold.add(event("a", "y"));
        fold.add(command("b", "1"));
        fold.add(event("a", "z"));
        fold.add(event("b", "2"));
        assertThat(withoutSteps(fold)).containsExactly(new Change<>("x", "xyz"), new Change<>(null, "12"));
        assertThat(fold.out).extracting(FoldTest::body).containsExactly("xy", "1", "xyz", "12");
        assertThat(fold.effects).extracting(Fold.Asked::effect).containsExactly("xy", "1", "xyz", "12");
        assertThat(fold.outcomes).extracting(Fold.Outcome::state).containsExactly("xy", "1", "xyz", "12");
    }

    @Test
    void what_was_handled_and_what_it_led_to_is_the_history_of_its_key() {
        var fold = fold(Map.of());
        var heard = event("a", "y");
        fold.add(heard);
        fold.add(event("a", "ignored"));
        fold.add(event("a", "contradiction"));
        fold.add(event("a", "poison"));
        fold.add(command("b", "1"));

        assertThat(fold.occurrences)
                .extracting(it -> it.key() + " " + it.direction() + " " + it.type())
                .containsExactly(
                        "a RECEIVED x.y.v1", "a SAID echo.heard.v1", "a RECEIVED x.y.v1", "b SAID echo.heard.v1");
        assertThat(fold.occurrences).allMatch(it -> it.handledAt().equals(NOW));
        assertThat(fold.occurrences.getFirst().happenedAt()).isEqualTo(NOW.minusSeconds(1));
        assertThat(fold.occurrences.get(1).happenedAt()).isEqualTo(NOW);
        assertThat(fold.occurrences.get(1).eventId())
                .isEqualTo(fold.out.getFirst().id());
        assertThat(fold.occurrences.get(1).traceId())
                .isEqualTo(fold.occurrences.getFirst().traceId())
                .hasSize(32);
    }

    @Test
    void a_change_names_the_last_step_that_made_it() {
        var fold = fold(Map.of());
        var last = event("a", "y");
        fold.add(event("a", "x"));
        fold.add(last);
        assertThat(fold.changes())
                .singleElement()
                .satisfies(it -> assertThat(it.step()).isEqualTo(Traces.header(last.trace())));
    }

    @Test
    void what_is_as_it_was_is_not_written() {
        var fold = fold(Map.of("a", "x", "b", "y"));
        fold.add(event("a", "same"));
        fold.add(event("b", "ignored"));
        fold.add(event("c", "ignored"));
        assertThat(fold.changes()).isEmpty();
        assertThat(fold.out).isEmpty();
        assertThat(fold.outcomes).extracting(Fold.Outcome::state).containsExactly("x", "y", null);
    }

    @Test
    void what_fails_in_the_middle_is_retried_or_parked_and_leaves_its_neighbours_alone() {
        var fold = fold(Map.of());
        var poison = event("a", "poison");
        var contradiction = event("a", "contradiction");
        var bottomless = event("a", "bottomless");
        var unreadable = new Arrival.Unhandled<Append, String>(
                event("a", "body").delivered().orElseThrow(), Failure.permanent("no JSON"), aStep());
        fold.add(event("a", "1"));
        fold.add(poison);
        fold.add(contradiction);
        fold.add(bottomless);
        fold.add(unreadable);
        fold.add(event("a", "2"));
        assertThat(withoutSteps(fold)).containsExactly(new Change<>(null, "12"));
        assertThat(fold.unhandled).containsExactly(id(poison), id(contradiction), id(bottomless));
        assertThat(fold.out)
                .filteredOn(message -> message.routingKey().equals("echo-service.events.dead"))
                .extracting(FoldTest::reason)
                .containsExactly("nobody says that", "no JSON");
        assertThat(fold.out)
                .filteredOn(message -> message.routingKey().equals("echo-service.events.retry.1s"))
                .extracting(FoldTest::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("indigestible"),
                        reason -> assertThat(reason).contains("StackOverflowError"));
    }

    @Test
    void a_command_that_fails_is_answered_and_nothing_is_parked() {
        var fold = fold(Map.of());
        fold.add(command("a", "poison"));
        fold.add(command("a", "contradiction"));
        assertThat(fold.out).isEmpty();
        assertThat(fold.unhandled).isEmpty();
        assertThat(fold.outcomes)
                .extracting(outcome -> outcome.failure().getMessage())
                .containsExactly("indigestible", "nobody says that");
    }

    @Test
    void deadlines_that_fail_are_told_apart() {
        var fold = fold(Map.of());
        fold.add(new Arrival.Due<>(new Append("a", "poison"), aStep()));
        fold.add(new Arrival.Due<>(new Append("a", "1"), aStep()));
        fold.add(event("a", "2"));
        assertThat(fold.failedDeadlines()).containsExactly(new Append("a", "poison"));
        assertThat(fold.seenTo()).isEqualTo(1);
    }

    private static UUID id(Arrival<Append, String> arrival) {
        return ((Arrival.Event<Append, String>) arrival).heard().id();
    }

    private static String body(Message message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    private static String reason(Message message) {
        return String.valueOf(message.properties().getHeaders().get("warren-reason"));
    }

    @Test
    void history_that_asks_for_an_effect_is_left_alone_with_all_that_it_would_have_changed() {
        var fold = fold(Map.of("a", "x"));
        var told = replayed("a", "y");
        fold.add(told);
        assertThat(fold.changes()).isEmpty();
        assertThat(fold.out).isEmpty();
        assertThat(fold.effects).isEmpty();
        assertThat(fold.unhandled)
                .as("the inbox must not hold it: told for the first time it is handled")
                .containsExactly(((Arrival.Event<?, ?>) told).heard().id());
        assertThat(fold.replaysLeftAlone()).isEqualTo(1);
        assertThat(fold.seenTo()).isEqualTo(1);
    }

    @Test
    void history_without_effects_is_decided_as_ever_and_what_it_says_is_marked_too() {
        var fold = fold(Map.of("a", "x"));
        fold.add(replayed("a", "only said"));
        fold.add(event("a", "only said"));
        assertThat(withoutSteps(fold)).containsExactly(new Change<>("x", "xonly saidonly said"));
        assertThat(fold.out)
                .extracting(message -> Replays.run(message.properties()))
                .containsExactly(Optional.of("a run"), Optional.empty());
        assertThat(fold.unhandled).isEmpty();
    }

    @Test
    void a_delivery_that_is_skipped_changes_nothing_and_is_no_duplicate() {
        var fold = fold(Map.of("a", "x"));
        fold.add(new Arrival.Skipped<>(event("a", "y").delivered().orElseThrow(), () -> {}));
        assertThat(fold.changes()).isEmpty();
        assertThat(fold.outcomes).isEmpty();
        assertThat(fold.seenTo()).isEqualTo(1);
        assertThat(fold.replaysLeftAlone()).isZero();
    }
}
