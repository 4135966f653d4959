package dev.warren.system.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void the_ratio_is_that_of_orders_to_the_messages_that_the_broker_confirms_by_the_messages_of_an_order() {
        var figures = Figures.of(Samples.run(600, 24_000));

        assertThat(figures.perOrder().get(Work.MESSAGES)).isEqualTo(6);
        assertThat(figures.brokerLimitOrdersPerSecond()).isEqualTo(4_000);
        assertThat(figures.ratioToBrokerLimit()).isEqualTo(0.15);
    }

    @Test
    void cpu_time_in_all_is_that_of_whatever_runs_for_the_orders_and_of_nobody_else() {
        assertThat(Figures.of(Samples.run(600, 24_000)).cpuMsPerOrderInAll()).isEqualTo(1.75);
    }

    @Test
    void of_several_runs_each_figure_is_the_median() {
        var median =
                Figures.median(Stream.of(Samples.run(100, 10_000), Samples.run(300, 30_000), Samples.run(200, 40_000))
                        .map(Figures::of)
                        .toList());

        assertThat(median.ordersPerSecond()).isEqualTo(200);
        assertThat(median.limit()).isEqualTo(30_000);
        assertThat(median.ratioToBrokerLimit()).isEqualTo(0.06, within(1e-9));
        assertThat(median.confirmedMs()).containsOnlyKeys("closed loop", "50 orders/s");
    }

    @Test
    void the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        assertThat(Median.of(List.of(4.0, 1.0, 3.0, 100.0))).isEqualTo(3.5);
        assertThat(Median.ofEach(List.of(Map.of("a", 1.0), Map.of("a", 3.0)))).isEqualTo(Map.of("a", 2.0));
        assertThatThrownBy(() -> Median.of(List.of())).hasMessage("there is no median of nothing");
    }
}
