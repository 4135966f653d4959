package dev.warren.orders.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.orders.RunningOrderService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyRetentionIT {

    private static final Map<String, Object> SOON = Map.of("messaging.retention.interval", "1s");

    @Test
    void a_key_is_forgotten_when_it_is_old_and_its_order_stays() {
        try (var service = RunningOrderService.start(SOON)) {
            var old = place(service, "old");
            service.run("update orders set placed_at = placed_at - interval '31 days'");
            var young = place(service, "young");

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> service.count("orders where idempotency_key = 'old'") == 0);

            assertThat(place(service, "young")).isEqualTo(young);
            assertThat(place(service, "old")).isNotEqualTo(old);
            assertThat(service.get("/orders/" + old).status()).isEqualTo(200);
            assertThat(service.count("orders")).isEqualTo(3);
        }
    }

    private static String place(RunningOrderService service, String key) {
        return service.post("/orders", Bodies.anOrder(), "Idempotency-Key", key)
                .json()
                .get("id")
                .asText();
    }
}
