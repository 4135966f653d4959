package dev.warren.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody who looks at the page in a browser of their own. Whatever the browser complains of is noted. */
final class Visit implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 60_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    /** What the browser says of every answer that is no success; the page says it in words. */
    private static final String NO_SUCCESS = "Failed to load resource";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Response> answers = new ArrayList<>();

    Visit(BrowserContext context, String url) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())
                    && !message.text().startsWith(NO_SUCCESS)) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onResponse(answers::add);
        page.navigate(url);
    }

    Page page() {
        return page;
    }

    /** What the page consists of, as it was answered so far. */
    List<Response> answers() {
        return List.copyOf(answers);
    }

    /** Console errors and warnings, violations of the policy among them, and exceptions that nobody caught. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    Locator section(String id) {
        return page.locator("#" + id);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The dialog on top. */
    Locator dialog() {
        return page.locator("dialog").last();
    }

    /** The button of that name in it. */
    Locator inDialog(String button) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** The text of what has the focus. */
    String focus() {
        return (String) page.evaluate("() => document.activeElement.textContent.trim()");
    }

    Locator focused() {
        return page.locator(":focus");
    }

    void sees(String id, String text) {
        assertThat(section(id)).containsText(text);
    }

    void sees(String id, Pattern text) {
        assertThat(section(id)).containsText(text);
    }

    /** What is in sight, kept as what the test has put out. */
    void screenshot(String name) {
        page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** The same with that section on top. */
    void screenshot(String name, String section) {
        section(section).evaluate("it => it.scrollIntoView({block: 'start'})");
        screenshot(name);
    }

    /** All of it from the top, as what sticks there would stick in its middle otherwise. */
    void screenshotOfAll(String name) {
        page.evaluate("scrollTo(0, 0)");
        page.screenshot(new ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** What axe-core finds wrong with the page as it is: the rule, and where. */
    @SuppressWarnings("unchecked") // a list of texts is what the script answers
    List<String> barriers(String axe) {
        page.evaluate(axe);
        return (List<String>) page.evaluate("""
                async () => (await axe.run()).violations.map(({id, nodes}) =>
                  `${id}: ${nodes.map(({target, failureSummary}) => `${target}: ${failureSummary}`).join("; ")}`)""");
    }

    @Override
    public void close() {
        context.close();
    }
}
