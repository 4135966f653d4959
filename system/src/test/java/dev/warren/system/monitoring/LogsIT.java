package dev.warren.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.Await;
import dev.warren.system.load.Orders;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the services log about an order, at their most talkative. */
@ExtendWith(SharedRig.class)
class LogsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NAME = "Philippa Unmistakable";
    private static final String EMAIL = "philippa.unmistakable@example.com";
    private static final String SKU = "unmistakable-teapot";

    private static Rig system;
    private static String order;

    @BeforeAll
    static void an_order_of_somebody_unmistakable(Rig rig) throws Exception {
        system = rig;
        talk("DEBUG");
        String user = rig.edge("user-service")
                .post("/users", Orders.user(NAME, EMAIL, "1000.00"))
                .expect(201)
                .get("id")
                .asText();
        order = rig.edge("order-service")
                .post("/orders", Orders.order(user, SKU, 1, "12.50", "pm_card_visa"))
                .expect(202)
                .get("id")
                .asText();
        rig.edge("order-service").get("/users/" + user + "/orders").expect(200);
        rig.edge("user-service")
                .post("/users", Map.of("name", NAME, "email", EMAIL + "@", "creditLimit", "all"))
                .expect(400);
        assertThat(Await.until(
                        SOON,
                        () -> rig.mails().newest(100).stream()
                                .anyMatch(mail -> mail.text().contains(order))))
                .isTrue();
    }

    @AfterAll
    static void be_quiet_again() throws IOException {
        talk(null);
    }

    private static void talk(String level) throws IOException {
        var change = new HashMap<String, String>();
        change.put("configuredLevel", level);
        for (ServiceProcess service : system.services()) {
            assertThat(service.edge().post("/loggers/dev.warren", change).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void every_service_says_what_it_did_for_the_order() {
        for (ServiceProcess service : system.services()) {
            assertThat(Await.until(
                            SOON,
                            () -> log(service)
                                    .lines()
                                    .anyMatch(line -> line.contains("order=" + order) && line.contains("trace="))))
                    .as(service.name())
                    .isTrue();
        }
    }

    @Test
    void nobody_says_whose_it_is_or_what_is_in_it() {
        for (ServiceProcess service : system.services()) {
            assertThat(log(service)).as(service.name()).doesNotContainIgnoringCase(NAME, EMAIL, SKU);
        }
    }

    private static String log(ServiceProcess service) {
        try {
            return Files.readString(service.log());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
