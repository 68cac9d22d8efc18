package io.jenkins.plugins.drawbridge.browser;

import static org.junit.Assume.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;

/**
 * The machine's Chromium, driven by Playwright. Where there is none the tests are skipped, unless {@code
 * DRAWBRIDGE_REQUIRE_REAL} says that they must run.
 */
final class Chromium extends ExternalResource {

    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable");

    /** A busy machine needs longer than Playwright's own five seconds. */
    private static final double LONGEST_WAIT_MILLIS = 30_000;

    private Playwright playwright;
    private Browser browser;

    @Override
    protected void before() {
        Optional<Path> program = Stream.concat(Stream.ofNullable(System.getenv("DRAWBRIDGE_CHROMIUM")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (System.getenv("DRAWBRIDGE_REQUIRE_REAL") == null) {
            assumeTrue("there is no Chromium: install it, or name it in DRAWBRIDGE_CHROMIUM", program.isPresent());
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program.orElseThrow())
                        .setArgs(List.of("--no-sandbox")));
    }

    Browser browser() {
        return Objects.requireNonNull(browser);
    }

    @Override
    protected void after() {
        if (playwright != null) {
            playwright.close();
        }
    }
}
