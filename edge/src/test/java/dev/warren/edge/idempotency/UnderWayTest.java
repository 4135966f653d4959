package dev.warren.edge.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class UnderWayTest {

    private final UnderWay<String, String> underWay = new UnderWay<>();

    @Test
    void whoever_comes_while_the_first_is_under_way_shares_its_answer() {
        var first = new CompletableFuture<String>();
        var one = underWay.share("key", () -> first);
        var other = underWay.share("key", never());

        first.complete("done");

        assertThat(one).isCompletedWithValue("done");
        assertThat(other).isCompletedWithValue("done");
    }

    @Test
    void another_key_is_another_request() {
        underWay.share("key", CompletableFuture::new);

        assertThat(underWay.share("other", () -> CompletableFuture.completedFuture("done")))
                .isCompletedWithValue("done");
    }

    @Test
    void a_failure_is_shared_and_the_next_may_try_again() {
        var first = new CompletableFuture<String>();
        underWay.share("key", () -> first);
        var other = underWay.share("key", never());

        first.completeExceptionally(new IllegalStateException("away"));

        assertThat(other).isCompletedExceptionally();
        assertThat(underWay.share("key", () -> CompletableFuture.completedFuture("done")))
                .isCompletedWithValue("done");
    }

    @Test
    void a_request_that_cannot_be_started_gives_its_key_free() {
        var failed = underWay.share("key", () -> {
            throw new IllegalStateException("full");
        });

        assertThat(failed).isCompletedExceptionally();
        assertThat(underWay.share("key", () -> CompletableFuture.completedFuture("done")))
                .isCompletedWithValue("done");
    }

    private static Supplier<CompletionStage<String>> never() {
        return () -> {
            throw new AssertionError("must not be started");
        };
    }
}
