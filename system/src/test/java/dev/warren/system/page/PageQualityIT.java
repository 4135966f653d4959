package dev.warren.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.warren.system.node.NodePrograms;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.SharedRig;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live page for everybody: whoever listens to it, looks at it at night or on a phone, or while much happens. */
@ExtendWith(SharedRig.class)
@Order(SharedRig.NEAR_THE_END)
class PageQualityIT {

    private static final Logger log = LoggerFactory.getLogger(PageQualityIT.class);
    private static final int MOST_BYTES = 300_000;
    private static final double SOON_MILLIS = 1_000;
    private static final int CUSTOMERS = 16;

    /** Over so many seconds the page tells the mean. */
    private static final Duration SHOWN_MEAN = Duration.ofSeconds(10);

    private static final Duration AGREEMENT = Duration.ofMinutes(1);
    private static final double TOLERANCE = 20;
    private static final Pattern ACCEPTED = Pattern.compile("([\\d.,]+) orders a second accepted");
    private static final Pattern COUNTED = Pattern.compile("([\\d,]+) since \\d\\d:\\d\\d:\\d\\d");

    private static Rig system;
    private static Browsers browsers;

    @BeforeAll
    static void start(Rig rig) {
        system = rig;
        browsers = new Browsers();
    }

    @AfterAll
    static void end() {
        browsers.close();
    }

    private static Visit open(NewContextOptions options) {
        return browsers.visit(system.service("order-service"), options);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void there_is_no_barrier_for_anybody(ColorScheme colours) throws Exception {
        String axe = Files.readString(NodePrograms.file("axe-core/axe.min.js"));
        try (var visit = open(new NewContextOptions().setColorScheme(colours).setViewportSize(1400, 900))) {
            visit.sees("connection", "Live since");
            visit.sees("queues", "notification-service");
            visit.button("Place 1").click();
            visit.page().locator("ul.latest a").first().click();
            visit.sees("order-timeline", "order.placed");
            visit.button("Start the tour").click();
            visit.screenshot(colours == ColorScheme.DARK ? "dark" : "light", "order");
            assertThat(visit.barriers(axe)).isEmpty();
        }
    }

    @Test
    void a_phone_shows_all_of_it_without_scrolling_sideways() {
        try (var visit = open(new NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setHasTouch(true))) {
            visit.sees("connection", "Live since");
            visit.sees("queues", "notification-service");
            visit.screenshot("phone");
            visit.screenshotOfAll("phone-all");
            assertThat((int) visit.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(390);
        }
    }

    @Test
    void it_is_light_and_seen_at_once() {
        try (var visit = open(new NewContextOptions())) {
            visit.sees("connection", "Live since");
            visit.page().waitForFunction("performance.getEntriesByName('first-contentful-paint').length > 0");
            long bytes = visit.answers().stream()
                    .filter(answer -> answer.url().matches("[^/]+//[^/]+/(page/.*)?"))
                    .mapToLong(answer -> answer.body().length)
                    .sum();
            double painted = ((Number) visit.page()
                            .evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                    .doubleValue();
            log.info("{} bytes, first useful paint after {} ms", bytes, painted);
            assertThat(bytes).isBetween(1L, (long) MOST_BYTES);
            assertThat(painted).isLessThan(SOON_MILLIS);
        }
    }

    @Test
    void while_more_orders_flow_than_it_can_draw_it_shows_some_counts_all_and_stays_usable() throws Exception {
        try (var visit = open(new NewContextOptions().setViewportSize(1400, 900))) {
            visit.sees("connection", "Live since");
            try (var orders = new OrderStream(system, CUSTOMERS)) {
                visit.sees("flow-note", Pattern.compile("1 order in \\d+ is shown"));
                await().atMost(AGREEMENT)
                        .pollInSameThread()
                        .untilAsserted(() -> assertThat(number(visit, "flow-summary", ACCEPTED))
                                .isCloseTo(orders.perSecond(SHOWN_MEAN), withinPercentage(TOLERANCE)));
                visit.screenshot("many-orders");
                visit.page()
                        .waitForFunction(
                                "() => new Promise(done => requestAnimationFrame(() => done(true)))",
                                null,
                                new WaitForFunctionOptions().setTimeout(SOON_MILLIS));
                visit.section("theme").selectOption("dark");
                assertThat(visit.page().locator("html")).hasAttribute("data-theme", "dark");
                log.info("{} orders a second accepted", orders.perSecond(SHOWN_MEAN));

                orders.stop();
                await().pollInSameThread()
                        .untilAsserted(() ->
                                assertThat(number(visit, "flow-note", COUNTED)).isEqualTo(orders.accepted()));
            }
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private static double number(Visit visit, String section, Pattern in) {
        String text = visit.section(section).textContent();
        var found = in.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return Double.parseDouble(found.group(1).replace(",", ""));
    }
}
