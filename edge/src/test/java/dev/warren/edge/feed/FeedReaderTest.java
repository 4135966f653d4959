package dev.warren.edge.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.messaging.journal.Mark;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** What a reader is given, what it selects, and when it is sent away: without a connection and without a journal. */
class FeedReaderTest {

    private static final Selection EVERYTHING =
            new Selection(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Window window = new Window(250);
    private final Client client = new Client();
    private Duration lifetime = Duration.ofHours(1);

    @BeforeEach
    void something_was_said_before() {
        window.begin(0);
        window.add(event(1, "order.placed.v2"));
    }

    @Test
    void whoever_comes_is_told_where_it_stands_and_given_what_is_said_from_then_on() {
        var reader = reader(EVERYTHING, null, Instant.MAX);
        step(reader);
        window.add(event(2, "order.confirmed.v1"));
        step(reader);
        assertThat(client.text).containsSubsequence("retry: ", "id: 1-", "id: 2-", "event: order.confirmed.v1");
        assertThat(client.text).doesNotContain("order.placed");
    }

    @Test
    void whoever_comes_back_goes_on_behind_what_it_had() {
        window.add(event(2, "order.confirmed.v1"));
        var reader = reader(EVERYTHING, mark(1), Instant.MAX);
        step(reader);
        assertThat(client.text).containsOnlyOnce("event: order.confirmed.v1").doesNotContain("order.placed");
    }

    @Test
    void what_is_not_selected_is_passed_over() {
        var reader = reader(
                new Selection(List.of("payment.*"), Optional.empty(), Optional.empty(), Optional.empty()),
                null,
                Instant.MAX);
        step(reader);
        window.add(event(2, "order.confirmed.v1"));
        window.add(event(3, "payment.captured.v1"));
        step(reader);
        assertThat(client.text).contains("payment.captured.v1").doesNotContain("order.confirmed.v1");
    }

    @Test
    void whoever_falls_behind_what_is_kept_is_sent_away_with_the_reason() {
        client.takes = 1;
        var reader = reader(EVERYTHING, null, Instant.MAX);
        step(reader);
        for (int offset = 2; offset < 10; offset++) {
            window.add(event(offset, "order.confirmed.v1"));
        }
        assertThat(step(reader)).contains(CutOff.TOO_SLOW);
        client.request(1);
        step(reader);
        assertThat(client.text).contains("event: closing", "TOO_SLOW").doesNotContain("order.confirmed");
        assertThat(reader.isGone()).isTrue();
    }

    @Test
    void what_a_large_event_took_stays_with_none_of_those_who_had_it() {
        long before = used();
        var readers = new ArrayList<FeedReader>();
        for (int i = 0; i < 1_000; i++) {
            readers.add(reader(EVERYTHING, null, Instant.MAX, new Forgetful()));
        }
        readers.forEach(this::step);
        window.add(event(2, "order.placed.v2", "x".repeat(100_000)));
        readers.forEach(this::step);
        await().untilAsserted(() -> assertThat(used() - before).isLessThan(1_000 * 20_000L));
        assertThat(readers).noneMatch(FeedReader::isGone);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void whoever_has_a_token_that_is_good_no_more_is_sent_away() {
        var reader = reader(EVERYTHING, null, Instant.now());
        assertThat(step(reader)).contains(CutOff.TOKEN_EXPIRED);
        assertThat(client.text).contains("TOKEN_EXPIRED");
        assertThat(reader.isGone()).isTrue();
    }

    @Test
    void nobody_stays_for_ever() {
        lifetime = Duration.ofSeconds(1);
        var reader = reader(EVERYTHING, null, Instant.MAX);
        await().untilAsserted(() -> {
            step(reader);
            assertThat(reader.isGone()).isTrue();
        });
        assertThat(client.text).contains("TIME_IS_UP");
    }

    private FeedReader reader(Selection selection, Mark wanted, Instant until) {
        return reader(selection, wanted, until, client);
    }

    private FeedReader reader(Selection selection, Mark wanted, Instant until, BaseSubscriber<byte[]> by) {
        var settings =
                new FeedSettings(1, 1, 1 << 16, Duration.ofMinutes(1), Duration.ofHours(1), lifetime, Duration.ZERO);
        var reader = new FeedReader("anybody", selection, wanted, until, settings, () -> {});
        reader.flux().subscribe(by);
        return reader;
    }

    /** Takes everything and keeps nothing. */
    private static final class Forgetful extends BaseSubscriber<byte[]> {}

    private Optional<CutOff> step(FeedReader reader) {
        return reader.step(window, true, 0, catchingUp -> Optional.empty());
    }

    private static FeedEvent event(long offset, String type) {
        return event(offset, type, "{}");
    }

    private static FeedEvent event(long offset, String type, String text) {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        return new FeedEvent(mark(offset), type, "", null, null, Blocks.event(mark(offset), type, data));
    }

    private static Mark mark(long offset) {
        return new Mark(offset, new UUID(0, offset).toString());
    }

    /** Takes everything as it comes, or so many pieces. */
    private static final class Client extends BaseSubscriber<byte[]> {
        private final StringBuilder text = new StringBuilder();
        private long takes = Long.MAX_VALUE;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(takes);
        }

        @Override
        protected void hookOnNext(byte[] block) {
            text.append(new String(block, StandardCharsets.UTF_8));
        }
    }
}
