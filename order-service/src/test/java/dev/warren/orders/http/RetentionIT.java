package dev.warren.orders.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.orders.RunningOrderService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What goes when it is old. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionIT {

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final RunningOrderService service = RunningOrderService.start(Map.of("messaging.retention.interval", "1s"));

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void a_key_is_forgotten_when_it_is_old_and_its_order_stays() {
        var old = place("old");
        service.run("update orders set placed_at = placed_at - interval '31 days'");
        var young = place("young");

        await().atMost(AT_MOST).until(() -> service.count("orders where idempotency_key = 'old'") == 0);

        assertThat(place("young")).isEqualTo(young);
        assertThat(place("old")).isNotEqualTo(old);
        assertThat(service.get("/orders/" + old).status()).isEqualTo(200);
    }

    @Test
    void a_line_of_a_timeline_goes_when_it_is_old_and_the_order_and_later_lines_stay() {
        var order = place("order");
        service.run("update order_events set handled_at = handled_at - interval '91 days'");
        service.cancel(order);

        await().atMost(AT_MOST).until(() -> service.count("order_events where type like 'order.placed.%'") == 0);

        assertThat(service.get("/orders/" + order + "/events").json().findValuesAsText("type"))
                .containsExactly("order.cancelled.v1");
        assertThat(service.get("/orders/" + order).status()).isEqualTo(200);
    }

    private String place(String key) {
        return service.post("/orders", Bodies.anOrder(), "Idempotency-Key", key)
                .json()
                .get("id")
                .asText();
    }
}
