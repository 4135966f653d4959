package dev.warren.system.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.local.LocalException;
import dev.warren.messaging.Participant;
import dev.warren.system.replay.Harm.Circumstances;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is refused, and why. */
class HarmTest {

    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(60));
    private static final Participant SHOP = new Participant("shop-service", "shop", Set.of("x.sold.v1", "x.named.v1"));
    private static final Target HANDLES_WHAT_IT_MISSED = new Target(SHOP, true);
    private static final Target LEARNS_NOTHING = new Target(SHOP, false);
    private static final Target LEARNS = new Target(SHOP.catchingUp(), false);
    private static final Selection EVERYTHING = Selection.between(LONG_AGO, NOW);

    private static Told told(String type, Instant at) {
        return new Told(
                new BasicProperties.Builder()
                        .type(type)
                        .correlationId("an order")
                        .headers(Map.of("cloudEvents:time", at.toString()))
                        .build(),
                new byte[0]);
    }

    private static Circumstances circumstances(Target target, Selection selection, Told... source) throws Exception {
        var survey = Survey.of(each -> List.of(source).forEach(each), selection, target);
        return new Circumstances(selection, target, survey, Optional.empty(), 1, NOW);
    }

    private static List<String> codes(List<LocalException> harm) {
        return harm.stream().map(LocalException::code).toList();
    }

    @Test
    void what_was_said_yesterday_may_be_told_to_whoever_listens() throws Exception {
        for (var target : List.of(HANDLES_WHAT_IT_MISSED, LEARNS_NOTHING, LEARNS)) {
            var it = circumstances(target, EVERYTHING, told("x.sold.v1", YESTERDAY));
            assertThat(Harm.certain(it, Set.of("x.named.v1"))).isEmpty();
            assertThat(Harm.likely(it)).isEmpty();
        }
    }

    @Test
    void types_that_are_not_heard_are_refused_when_asked_for_and_left_out_otherwise() throws Exception {
        var asked = new Selection(LONG_AGO, NOW, Set.of("x.bought.v1"), Optional.empty());
        assertThat(codes(Harm.certain(circumstances(LEARNS, asked), Set.of()))).containsExactly("NOT_HEARD");
        var it = circumstances(LEARNS, EVERYTHING, told("x.bought.v1", YESTERDAY), told("x.sold.v1", YESTERDAY));
        assertThat(Harm.certain(it, Set.of())).isEmpty();
        assertThat(it.survey().wanted()).isEqualTo(1);
        assertThat(it.survey().notHeard()).containsOnlyKeys("x.bought.v1");
    }

    @Test
    void personal_data_is_never_told_again() throws Exception {
        var it = circumstances(HANDLES_WHAT_IT_MISSED, EVERYTHING, told("x.named.v1", YESTERDAY));
        assertThat(codes(Harm.certain(it, Set.of("x.named.v1")))).containsExactly("PERSONAL_DATA");
    }

    @Test
    void what_an_inbox_may_have_forgotten_is_refused_where_it_could_change_something() throws Exception {
        var old = told("x.sold.v1", LONG_AGO);
        assertThat(codes(Harm.likely(circumstances(HANDLES_WHAT_IT_MISSED, EVERYTHING, old))))
                .containsExactly("OLDER_THAN_INBOX");
        assertThat(codes(Harm.likely(circumstances(LEARNS, EVERYTHING, old)))).containsExactly("OLDER_THAN_INBOX");
        assertThat(Harm.likely(circumstances(LEARNS_NOTHING, EVERYTHING, old))).isEmpty();
    }

    @Test
    void a_queue_that_nobody_consumes_and_a_journal_that_has_forgotten_are_refused() throws Exception {
        var it = circumstances(LEARNS, Selection.between(YESTERDAY, NOW), told("x.sold.v1", YESTERDAY));
        var alone = new Circumstances(
                it.selection(), it.target(), it.survey(), Optional.of(YESTERDAY.plusSeconds(1)), 0, NOW);
        assertThat(codes(Harm.likely(alone))).containsExactly("NOBODY_LISTENS", "JOURNAL_BEGINS_LATER");
    }

    @Test
    void only_the_queue_in_which_a_service_hears_events_can_be_told() {
        assertThat(Target.queue("shop-service.events", List.of(SHOP), false)).isEqualTo(LEARNS_NOTHING);
        for (var queue : List.of("shop-service.events.dead", "events.journal", "order.events")) {
            assertThatThrownBy(() -> Target.queue(queue, List.of(SHOP), false))
                    .hasMessageContaining("NO_SUCH_QUEUE")
                    .hasMessageContaining(queue);
        }
    }

    @Test
    void a_selection_goes_by_time_type_and_order() {
        var some = new Selection(YESTERDAY, NOW, Set.of("x.sold.v1"), Optional.of("an order"));
        assertThat(some.includes(told("x.sold.v1", YESTERDAY))).isTrue();
        assertThat(some.includes(told("x.sold.v1", YESTERDAY.minusMillis(1)))).isFalse();
        assertThat(some.includes(told("x.sold.v1", NOW.plusMillis(1)))).isFalse();
        assertThat(some.includes(told("x.named.v1", YESTERDAY))).isFalse();
        var other = new Selection(YESTERDAY, NOW, Set.of(), Optional.of("another order"));
        assertThat(other.includes(told("x.sold.v1", YESTERDAY))).isFalse();
        var noEvent = new BasicProperties.Builder().type("journal.bookmark").build();
        assertThat(EVERYTHING.includes(new Told(noEvent, new byte[0]))).isFalse();
    }
}
