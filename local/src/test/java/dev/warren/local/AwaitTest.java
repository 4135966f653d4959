package dev.warren.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @Test
    void returns_as_soon_as_the_condition_holds() {
        AtomicInteger looks = new AtomicInteger();

        assertThat(Await.until(Duration.ofMinutes(1), () -> looks.incrementAndGet() == 3))
                .isTrue();
        assertThat(looks).hasValue(3);
    }

    @Test
    void gives_up_after_the_timeout() {
        assertThat(Await.until(Duration.ofMillis(120), () -> false)).isFalse();
    }

    @Test
    void an_interrupted_wait_says_so() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Await.until(Duration.ofMinutes(1), () -> false))
                .isInstanceOf(LocalException.class)
                .hasMessageStartingWith("INTERRUPTED");
        assertThat(Thread.interrupted()).isTrue();
    }
}
