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
import java.util.Map;
import java.util.stream.Stream;

/** The machine's own Chromium, without a window. Only on the thread that made it. */
final class Browsers implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    /** @throws LocalException {@code NO_BROWSER}, {@code NO_NODE} */
    Browsers() {
        // Neither a browser nor a Node.js is fetched.
        playwright = Playwright.create(new CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1",
                        "PLAYWRIGHT_NODEJS_PATH",
                        program("NO_NODE", "Node.js 20 or newer", "apt-get install nodejs npm", "node")
                                .toString())));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program(
                                "NO_BROWSER",
                                "Chromium",
                                "apt-get install chromium",
                                "chromium",
                                "chromium-browser",
                                "google-chrome")));
    }

    /** Somebody opens the page of a front door. */
    Visit visit(ServiceProcess door, NewContextOptions options) {
        return new Visit(browser.newContext(options), "http://127.0.0.1:" + door.port() + "/");
    }

    private static Path program(String code, String what, String how, String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new LocalException(
                        code, "the page is tested with %s, which is not on the PATH: %s".formatted(what, how)));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
