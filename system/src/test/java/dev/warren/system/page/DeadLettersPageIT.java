package dev.warren.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Orders;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.SharedRig;
import dev.warren.system.tour.Damage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What went wrong and how it is repaired, on the live page. */
@ExtendWith(SharedRig.class)
@Order(SharedRig.NEAR_THE_END)
class DeadLettersPageIT {

    private static Rig system;
    private static Edge door;
    private static Browsers browsers;

    @BeforeAll
    static void start(Rig rig) {
        system = rig;
        door = rig.edge("order-service");
        browsers = new Browsers();
    }

    @AfterAll
    static void end() {
        browsers.close();
    }

    private static Visit open() {
        var visit = browsers.visit(system.service("order-service"), new NewContextOptions().setViewportSize(1400, 900));
        visit.sees("connection", "Live since");
        return visit;
    }

    @Test
    void dead_letters_are_inspected_mended_sent_back_and_discarded() throws Exception {
        cancelOrders(3);
        damage();
        try (var visit = open()) {
            visit.sees("dead-letters-summary", "3 dead letters waiting for a decision");
            visit.sees("dead-letters", "is not a string");

            visit.button("Send all back, one first").click();
            visit.inDialog("Send them back").click();
            visit.sees("redrives", "user-service: 0 of 3 handled, 1 sent. Stopped: ");

            inspect(visit);
            visit.inDialog("Send back").click();
            assertThat(visit.dialog()).containsText(Pattern.compile("Failed[23] times"));
            Locator body = visit.page().getByLabel("Body");
            body.fill(body.inputValue().replaceAll("\"amount\":([0-9.]+)", "\"amount\":\"12.50\""));
            visit.inDialog("Save the edit").click();
            assertThat(visit.dialog()).containsText("anonymous edited it");
            visit.screenshot("dead-letter");
            visit.inDialog("Send back").click();
            assertThat(visit.dialog()).containsText("was sent back and handled");
            visit.inDialog("Close").click();

            for (int left = 2; left > 0; left--) {
                visit.sees("dead-letters-summary", "%d dead letter".formatted(left));
                inspect(visit);
                visit.inDialog("Discard…").click();
                visit.page().getByLabel("Why it need not be handled").fill("a copy of what was handled before");
                visit.inDialog("Discard it").click();
                assertThat(visit.dialog()).containsText("discarded it: a copy of what was handled before");
                visit.inDialog("Close").click();
            }
            visit.sees("dead-letters-summary", "nothing waits for a decision");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private static void inspect(Visit visit) {
        visit.section("dead-letters")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("Inspect .*")))
                .first()
                .click();
    }

    /** The tour itself cancels the orders: their deadline is a quarter of an hour away. */
    @Test
    void the_tour_is_gone_from_start_to_end_and_resumed_in_between() throws Exception {
        try (var visit = open()) {
            visit.button("Start the tour").click();
            visit.button("Place three orders").click();
            next(visit, "3 of 3 orders are confirmed");
            visit.button("Stop the provider and place three orders").click();
            next(visit, "3 of 3 orders wait for their payment");

            visit.page().reload();
            visit.sees("tour-stage", "3 of 8: Watch it");
            visit.screenshot("tour");
            visit.button("Cancel them as their customer would").click();
            next(visit, "37.50 EUR of credit reserved");
            visit.sees("tour-stage", "./warren tour --damage");
            damage();
            next(visit, "3 dead letters at user-service");
            visit.button("Send them back").click();
            next(visit, "1 of 3 sent, 0 handled");
            visit.button("Bring the provider back and mend the messages").click();
            next(visit, "No message is damaged any more");
            visit.button("Send them back").click();
            next(visit, "3 of 3 sent, 3 handled");
            assertThat(visit.section("tour-seen").locator("[data-holds=true]")).hasCount(5);
            visit.sees("tour-seen", "✓ Credit: 37.50 EUR reserved + 962.50 EUR available = 1000.00 EUR, the limit");
            visit.sees("tour-seen", "✓ Money: 37.50 EUR captured and not refunded = 37.50 EUR");
            visit.button("End the tour").click();
            assertThat(visit.button("Start the tour")).isVisible();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private static void next(Visit visit, String seen) {
        visit.sees("tour-seen", "✓ " + seen);
        visit.button("Next step").click();
    }

    private static void damage() throws Exception {
        assertThat(new Damage(system.broker().administrator()).ofNewest(door)).isEqualTo(3);
    }

    private static void cancelOrders(int orders) throws Exception {
        String user = door.post("/users", Orders.user("Ada", "ada@example.com", "1000.00"))
                .expect(201)
                .get("id")
                .asText();
        for (int n = 0; n < orders; n++) {
            String id = door.post("/orders", Orders.order(user, "book", 1, "12.50", "pm_card_visa"))
                    .expect(202)
                    .get("id")
                    .asText();
            door.post("/orders/" + id + "/cancel").expect(202);
            await().until(() ->
                    door.get("/orders/" + id).expect(200).get("settled").asBoolean());
        }
    }
}
