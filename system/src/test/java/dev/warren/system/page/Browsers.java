package dev.warren.system.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import dev.warren.local.LocalException;
import dev.warren.system.rig.ServiceProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The machine's own Chromium, without a window, driven by the Node.js that comes with Playwright: none of the machine's is needed, and
 * no browser is fetched. Only on the thread that made it.
 */
final class Browsers implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    /** @throws LocalException {@code NO_BROWSER} */
    Browsers() {
        playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new LaunchOptions().setExecutablePath(chromium()));
    }

    /** Somebody opens the page of a front door. */
    Visit visit(ServiceProcess door, NewContextOptions options) {
        return new Visit(browser.newContext(options), "http://127.0.0.1:" + door.port() + "/");
    }

    private static Path chromium() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new LocalException(
                        "NO_BROWSER",
                        "the page is tested in a real browser, and none of %s is on the PATH: apt-get install chromium"
                                .formatted(NAMES)));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
