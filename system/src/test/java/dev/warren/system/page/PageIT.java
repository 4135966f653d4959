package dev.warren.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import dev.warren.edge.security.SigningSecret;
import dev.warren.edge.security.TokenSigner;
import dev.warren.local.Secrets;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Orders;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import dev.warren.system.rig.Site.Extras;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one can do and see on the live page. */
@ExtendWith(SharedRig.class)
@Order(SharedRig.NEAR_THE_END)
class PageIT {

    private static final int MOST_TABS = 60;

    private static Rig system;
    private static Edge door;
    private static Browsers browsers;
    private Visit visit;

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

    @BeforeEach
    void open() {
        visit = browsers.visit(system.service("order-service"), new NewContextOptions().setViewportSize(1400, 900));
        visit.sees("connection", "Live since");
    }

    @AfterEach
    void leave_without_a_complaint_of_the_browser() {
        List<String> complaints = visit.complaints();
        visit.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void sample_orders_flow_through_the_services() {
        visit.section("sample-kind").selectOption("pm_card_visa");
        visit.button("Place 10").click();
        visit.sees("sample-told", "10 orders accepted.");
        visit.sees("flow-summary", Pattern.compile("[1-9].* orders a second accepted.*Half of them take \\d+"));
        assertThat(latest().first()).containsText("confirmed");
        visit.screenshot("desktop", "flow");
    }

    @Test
    void an_order_is_opened_from_the_list_and_cancelled() {
        visit.section("sample-kind").selectOption("pm_card_slow");
        visit.button("Place 1").click();
        latest().filter(new Locator.FilterOptions().setHasText("payment asked for"))
                .first()
                .click();
        visit.sees("order-state", "Credit reserved, payment asked for");
        visit.sees(
                "order-waits",
                Pattern.compile("payment-service to capture the money, until \\d\\d:\\d\\d:\\d\\d, for .* more"));
        visit.sees("order-next", "the order is confirmed");
        visit.screenshot("order", "order");

        visit.button("Cancel the order…").click();
        visit.inDialog("Cancel the order").click();

        visit.sees("order-state", "Cancelled: ");
        visit.sees("order-timeline", "order.cancelled.v1");
        visit.sees("order-next", "as if it had never been");
    }

    @Test
    void where_the_time_of_an_order_went_is_shown_of_every_service() throws Exception {
        String user = door.post("/users", Orders.user("Ada", "ada@example.com", "1000.00"))
                .expect(201)
                .get("id")
                .asText();
        String order = door.post("/orders", Orders.order(user, "book", 1, "12.50", "pm_card_visa"))
                .expect(202)
                .get("id")
                .asText();
        visit.section("order-id").fill(order);
        visit.button("Open").click();
        visit.sees("order-timeline", "order.confirmed.v1");
        visit.section("order-trace").click();
        visit.sees("trace-view", Pattern.compile("\\d+ steps in [\\d.]+ ms"));
        for (String service : system.names()) {
            visit.sees("trace-view", service);
        }
        visit.screenshot("trace", "trace");
    }

    @Test
    void an_order_that_nobody_knows_is_said_to_be_unknown() {
        visit.section("order-id").fill(UUID.randomUUID().toString());
        visit.button("Open").click();
        visit.sees("order", "There is no order");
    }

    @Test
    void a_service_that_dies_is_missed_and_its_return_is_seen() {
        ServiceProcess notifications = system.service("notification-service");
        visit.sees("services", "notification-service");
        notifications.kill();
        visit.sees("services", "notification-service is down");
        visit.sees("services", "gone since");
        visit.sees("alarms", "notification-service is down");
        visit.screenshot("outage", "services");

        notifications.launch();
        assertThat(visit.section("services")).not().containsText("is down");
        visit.sees("services", "up, new");
        assertThat(visit.section("alarms")).not().containsText("is down");
        system.awaitReady();
    }

    @Test
    void what_waits_where_is_told_of_every_service() {
        for (String service : system.names()) {
            Locator row = visit.section("queues").locator("tr").filter(new Locator.FilterOptions().setHasText(service));
            assertThat(row).containsText("0");
            assertThat(row).not().containsText("not told");
        }
    }

    @Test
    void the_provider_is_switched() throws Exception {
        visit.page().getByLabel("Payments declined, in %").fill("100");
        visit.button("Set the provider").click();
        visit.sees("provider-in-force", "In force: 100 % of the payments are declined");
        visit.page().getByLabel("Outage: no call is answered").check();
        visit.button("Set the provider").click();
        visit.sees("alarms", "The payment provider answers no call");
        assertThat(door.get("/simulated-provider")
                        .expect(200)
                        .get("declineRate")
                        .asDouble())
                .isEqualTo(1);

        visit.button("All well again").click();
        visit.sees("provider-in-force", "In force: all is well.");
        assertThat(visit.section("alarms")).isEmpty();
        assertThat(door.get("/simulated-provider")
                        .expect(200)
                        .get("declineRate")
                        .asDouble())
                .isZero();
    }

    @Test
    void orders_are_placed_and_opened_with_the_keyboard_alone_while_others_stream_in() throws Exception {
        visit.press("Tab");
        assertThat(visit.focus()).contains("Skip to the orders");
        visit.press("Enter");
        visit.section("sample-kind").selectOption("pm_card_visa");
        tabTo("Place 10");
        visit.press("Enter");
        visit.sees("sample-told", "10 orders accepted.");
        assertThat(latest().nth(9)).containsText("confirmed");

        try (var others = new OrderStream(system, 1)) {
            latest().first().focus();
            visit.press("ArrowDown");
            visit.press("ArrowDown");
            String chosen = visit.focused().getAttribute("href");
            String aboveIt = latest().first().getAttribute("href");
            visit.sees("flow", "None is added while you choose.");
            assertThat(visit.focused()).hasAttribute("href", chosen);
            visit.press("Enter");
            visit.sees("order-title", "Order …" + chosen.substring(chosen.length() - 8));

            assertThat(visit.page().locator("ul.latest a[href='%s']".formatted(aboveIt)))
                    .hasCount(0);
            assertThat(opened()).hasAttribute("href", chosen);
            tabTo("Cancel the order…");
            visit.press("Enter");
            assertThat(visit.inDialog("Cancel the order")).isVisible();
            visit.press("Escape");
            assertThat(visit.page().locator("dialog")).hasCount(0);
            assertThat(visit.focused()).hasText("Cancel the order…");
        }
    }

    private void tabTo(String name) {
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            visit.press("Tab");
            if (visit.focus().equals(name)) {
                return;
            }
        }
        throw new AssertionError("%d times Tab did not reach %s".formatted(MOST_TABS, name));
    }

    /** The secured one passes on what it does not answer itself; the others ask for no token. */
    @Test
    void a_secured_service_is_looked_at_with_a_token() {
        String secret = Secrets.newPassword() + Secrets.newPassword();
        ServiceProcess secured = system.add("order-service");
        secured.launch(
                new Extras(List.of(), Map.of("MICRONAUT_SECURITY_ENABLED", "true", "EDGE_SECURITY_SECRET", secret)));
        secured.awaitReady();
        try (var guest = browsers.visit(secured, new NewContextOptions())) {
            guest.sees("connection", "ask for a token");
            guest.section("token")
                    .fill(new TokenSigner(new SigningSecret(secret), Clock.systemUTC())
                            .operator("somebody", Duration.ofMinutes(5)));
            guest.button("Use it").click();
            guest.sees("connection", "Live since");
            guest.sees("identity-summary", "operator until");
            guest.sees("services", "payment-service");
            assertThat(guest.complaints()).isEmpty();
        } finally {
            system.remove(secured);
        }
        system.awaitReady();
    }

    private Locator latest() {
        return visit.page().locator("ul.latest a");
    }

    private Locator opened() {
        return visit.page().locator("ul.latest a[aria-current=true]");
    }
}
