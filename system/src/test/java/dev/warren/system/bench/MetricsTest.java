package dev.warren.system.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Metrics EARLIER = metrics(10, 10, 10, 10);
    private static final Metrics LATER = metrics(20, 40, 50, 500);

    @Test
    void a_metric_is_summed_over_its_labels_and_not_over_its_namesakes() {
        assertThat(LATER.sum("warren_messages_handled_total")).isEqualTo(12);
        assertThat(LATER.sum("warren_messages_handled")).isZero();
    }

    @Test
    void batches_are_those_between_two_looks_by_size() {
        var batches = Batches.of(LATER).minus(Batches.of(EARLIER));

        assertThat(batches.batches()).isEqualTo(40);
        assertThat(batches.mean()).isEqualTo(12.25);
        assertThat(batches.shares()).containsExactly(entry("1", 0.25), entry("2–4", 0.5), entry("more", 0.25));
    }

    @Test
    void the_batches_of_two_instances_are_added() {
        assertThat(Batches.of(EARLIER).plus(Batches.of(LATER)).batches()).isEqualTo(60);
    }

    @Test
    void no_batches_have_no_mean() {
        var none = Batches.of(EARLIER).minus(Batches.of(EARLIER));

        assertThat(none.mean()).isZero();
        assertThat(none.shares().values()).containsOnly(0.0);
    }

    private static Metrics metrics(int upTo1, int upTo4, int all, int inputs) {
        return new Metrics("""
                # HELP warren_batch_size Inputs decided about in one transaction
                # TYPE warren_batch_size histogram
                warren_batch_size_bucket{application="order-service",le="1.0"} %d.0
                warren_batch_size_bucket{application="order-service",le="4.0"} %d.0
                warren_batch_size_bucket{application="order-service",le="+Inf"} %d.0
                warren_batch_size_count{application="order-service"} %d.0
                warren_batch_size_sum{application="order-service"} %d.0
                warren_batch_size_max{application="order-service"} 31.0
                warren_messages_handled_total{application="order-service",kind="a"} 7.0
                warren_messages_handled_total{application="order-service",kind="b"} 5.0
                """.formatted(upTo1, upTo4, all, all, inputs));
    }
}
