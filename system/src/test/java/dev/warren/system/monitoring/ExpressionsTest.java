package dev.warren.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionsTest {

    @Test
    void the_metrics_of_a_query_are_told_from_functions_labels_and_operators() {
        assertThat(Expressions.metricsIn("""
                        histogram_quantile(0.99, sum by (le, queue) (rate(a_seconds_bucket{queue=~"b.+"}[5m])))
                          / max without (instance) (c_total) > bool 0.5 and on (application) d == 1""")).containsExactly("a_seconds_bucket", "c_total", "d");
    }
}
