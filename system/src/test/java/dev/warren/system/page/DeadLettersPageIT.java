package dev.warren.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.warren.system.load.Edge;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.SharedRig;
import dev.warren.system.tour.Damage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
        new Damage(system.broker().administrator()).of(ForeignLetters.cancelledOrders(door, 3));
        try (var visit = open()) {
            visit.sees("dead-letters-summary", "3 dead letters waiting for a decision");
            visit.sees("dead-letters", "is not a string");
            visit.sees("alarms", "3 dead letters waiting for a decision");
            visit.screenshot("dead-letters", "dead-letters");

            visit.button("Send all back, one first").click();
            visit.inDialog("Send them back").click();
            visit.sees("redrives", "user-service: 0 of 3 handled, 1 sent. Stopped: ");

            inspect(lettersThatFailedOnce(visit).first());
            assertThat(visit.dialog()).containsText("Failedonce");
            sendBackAndBeUnableToDoAnythingMeanwhile(visit);
            assertThat(visit.dialog()).containsText("Failed2 times");

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
                inspect(letters(visit).first());
                visit.inDialog("Discard…").click();
                visit.page().getByLabel("Why it need not be handled").fill("a copy of what was handled before");
                visit.inDialog("Discard it").click();
                assertThat(visit.dialog()).containsText("discarded it: a copy of what was handled before");
                visit.inDialog("Close").click();
            }
            visit.sees("dead-letters-summary", "nothing waits for a decision");
            assertThat(visit.section("alarms")).isEmpty();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private static Locator letters(Visit visit) {
        return visit.section("dead-letters").locator("tbody tr");
    }

    private static Locator lettersThatFailedOnce(Visit visit) {
        Locator once = visit.page().locator("td.num", new Page.LocatorOptions().setHasText(Pattern.compile("^1$")));
        return letters(visit).filter(new Locator.FilterOptions().setHas(once));
    }

    private static void inspect(Locator letter) {
        letter.getByRole(AriaRole.BUTTON).click();
    }

    /** What goes to the services is held up for as long as somebody looks. */
    private static void sendBackAndBeUnableToDoAnythingMeanwhile(Visit visit) {
        var held = new ArrayList<Route>();
        visit.page().route("**/redrive", held::add);
        visit.inDialog("Send back").click();
        for (String deed : List.of("Send back", "Save the edit", "Discard…")) {
            assertThat(visit.inDialog(deed)).isDisabled();
        }
        assertThat(visit.page().getByLabel("Body")).isDisabled();
        held.forEach(Route::resume);
        visit.page().unroute("**/redrive");
    }

    /** The tour itself cancels the orders: their deadline is a quarter of an hour away. */
    @Test
    void the_tour_is_gone_from_start_to_end_and_resumed_in_between_whatever_else_lies_there() throws Exception {
        try (var foreign = new ForeignLetters(system);
                var visit = open()) {
            visit.button("Start the tour").click();
            visit.button("Place three orders").click();
            next(visit, "3 of 3 orders are confirmed");
            visit.button("Stop the provider and place three orders").click();
            next(visit, "3 of 3 orders wait for their payment");

            visit.page().reload();
            visit.sees("tour-stage", "3 of 8: Watch it");
            visit.screenshot("tour", "tour");
            visit.button("Cancel them as their customer would").click();
            next(visit, "37.50 EUR of credit reserved");
            visit.sees("tour-seen", "… 0 of 3 damaged messages are dead letters");
            damageAsThePageSays(visit);
            next(visit, "3 of 3 damaged messages are dead letters at user-service");
            visit.button("Send them back").click();
            next(visit, "1 of 3 sent, 0 handled: dead letter");
            visit.button("Bring the provider back and mend the messages").click();
            next(visit, "No message is damaged any more");
            visit.button("Send them back").click();
            next(visit, "3 of 3 handled");
            assertThat(visit.section("tour-seen").locator("[data-holds=true]")).hasCount(5);
            visit.sees("tour-seen", "✓ Credit: 37.50 EUR reserved + 962.50 EUR available = 1000.00 EUR, the limit");
            visit.sees("tour-seen", "✓ Money: 37.50 EUR captured and not refunded = 37.50 EUR");
            visit.button("End the tour").click();
            assertThat(visit.button("Start the tour")).isVisible();
            assertThat(visit.complaints()).isEmpty();
            foreign.areUntouched();
        }
    }

    private static void next(Visit visit, String seen) {
        visit.sees("tour-seen", "✓ " + seen);
        visit.button("Next step").click();
    }

    private static void damageAsThePageSays(Visit visit) throws Exception {
        String command = visit.section("tour-stage").locator("code").textContent();
        assertThat(command).startsWith("./warren tour --damage --user ");
        UUID user = UUID.fromString(command.substring(command.lastIndexOf(' ') + 1));
        assertThat(new Damage(system.broker().administrator()).ofNewest(door, Optional.of(user)))
                .isEqualTo(3);
    }
}
