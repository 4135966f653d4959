package dev.warren.payments.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<List<Integer>> lots = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Together<Integer, Integer> squares = new Together<>(numbers -> {
        lots.add(numbers);
        awaitFirst();
        return numbers.stream().map(TogetherTest::square).toList();
    });

    @Test
    void whoever_comes_while_one_lot_is_under_way_is_done_in_the_next_and_gets_his_own_result() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> one = threads.submit(() -> squares.ask(1, LONG));
            await().until(() -> lots.size() == 1);
            var others = IntStream.rangeClosed(2, 50)
                    .mapToObj(n -> threads.submit(() -> {
                        asked.incrementAndGet();
                        return squares.ask(n, LONG);
                    }))
                    .toList();
            await().until(() -> asked.get() == 49);
            first.countDown();

            assertThat(one.get()).isEqualTo(1);
            for (int n = 2; n <= 50; n++) {
                assertThat(others.get(n - 2).get()).isEqualTo(n * n);
            }
            assertThat(lots).hasSizeLessThan(50);
            assertThat(lots.stream().flatMap(List::stream)).hasSize(50).doesNotHaveDuplicates();
        }
    }

    @Test
    void what_the_work_throws_is_told_to_everybody_of_that_lot_and_nobody_of_the_next() throws Exception {
        first.countDown();

        assertThatThrownBy(() -> squares.ask(-1, LONG))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("-1 is below zero");
        assertThat(squares.ask(3, LONG)).isEqualTo(9);
    }

    @Test
    void whoever_has_no_more_time_is_told_so_and_it_is_done_all_the_same() {
        assertThatThrownBy(() -> squares.ask(1, Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
        first.countDown();

        await().untilAsserted(() -> assertThat(lots).containsExactly(List.of(1)));
    }

    private static int square(int number) {
        if (number < 0) {
            throw new IllegalArgumentException(number + " is below zero");
        }
        return number * number;
    }

    private void awaitFirst() {
        try {
            first.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
