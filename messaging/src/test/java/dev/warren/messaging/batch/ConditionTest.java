package dev.warren.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.outbox.Outbox.Backlog;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {

    private static final Instant OLDEST = Instant.parse("2026-05-04T08:00:00Z");
    private static final Backlog NONE = new Backlog(0, null);
    private static final int CAPACITY = 1000;

    @Test
    void a_service_that_works_says_so() {
        assertThat(new Condition(null, null, false, true, null, NONE, CAPACITY).inWords())
                .isEqualTo(Map.of(
                        "database", "up",
                        "broker", "up",
                        "publishing", true,
                        "consuming", "yes",
                        "outboxPending", 0,
                        "outbox", "empty"));
    }

    @Test
    void without_a_broker_the_outbox_grows_since_its_oldest_message_was_said() {
        var away = new Condition(null, "ConnectException", false, false, null, new Backlog(12, OLDEST), CAPACITY);

        assertThat(away.inWords())
                .containsEntry("broker", "ConnectException")
                .containsEntry("consuming", "no: ConnectException")
                .containsEntry("outbox", "growing: 12 since 2026-05-04T08:00:00Z");
    }

    @Test
    void while_messages_go_out_the_outbox_does_not_grow() {
        var busy = new Condition(null, null, false, true, null, new Backlog(12, OLDEST), CAPACITY);

        assertThat(busy.inWords()).containsEntry("outbox", "going out: 12 since 2026-05-04T08:00:00Z");
    }

    @Test
    void a_full_outbox_says_what_that_means() {
        var full = new Condition(null, "gone", false, false, null, new Backlog(CAPACITY, OLDEST), CAPACITY);

        assertThat(full.inWords())
                .containsEntry("outbox", "full: 1000 since 2026-05-04T08:00:00Z, commands are refused");
    }

    @Test
    void a_broker_with_an_alarm_is_there_and_takes_nothing() {
        var blocked = new Condition(null, null, true, false, null, NONE, CAPACITY);

        assertThat(blocked.inWords())
                .containsEntry("broker", "takes no messages: it has a memory or disk alarm")
                .containsEntry("consuming", "yes")
                .containsEntry("outbox", "empty, and nothing would go out");
    }

    @Test
    void a_consumer_that_is_paused_says_why() {
        assertThat(new Condition("the database is away", null, false, true, null, NONE, CAPACITY).inWords())
                .containsEntry("consuming", "paused: the database is away");
        assertThat(new Condition(null, null, false, true, "mail-server is down", NONE, CAPACITY).inWords())
                .containsEntry("consuming", "paused: mail-server is down");
    }
}
