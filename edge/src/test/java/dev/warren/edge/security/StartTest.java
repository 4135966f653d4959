package dev.warren.edge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service refuses to start with. */
class StartTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", " "})
    void unsecured_it_listens_on_loopback_only(String host) {
        assertThatThrownBy(() -> start(Map.of("micronaut.server.host", host)))
                .hasStackTraceContaining("UNSECURED_ADDRESS")
                .hasStackTraceContaining('"' + host + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    void unsecured_it_listens_on_any_loopback_address(String host) {
        start(Map.of("micronaut.server.host", host));
    }

    @Test
    void secured_it_listens_anywhere() {
        start(Map.of(
                "micronaut.server.host", "0.0.0.0",
                "micronaut.security.enabled", "true",
                "edge.security.secret", TestTokens.SECRET));
    }

    @Test
    void secured_it_needs_one_key_and_no_two() {
        assertThatThrownBy(() -> start(Map.of("micronaut.security.enabled", "true")))
                .hasStackTraceContaining("SECURITY_KEY")
                .hasStackTraceContaining("there were 0");
        assertThatThrownBy(() -> secured(Map.of(
                        "edge.security.secret", TestTokens.SECRET, "edge.security.jwks-url", "https://example.org")))
                .hasStackTraceContaining("SECURITY_KEY")
                .hasStackTraceContaining("there were 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "0123456789abcdefghijklmnopqrst_",
                "pleaseChangeThisSecretForANewOne",
                "a-string-secret-at-least-256-bits-long",
                "changeme-changeme-changeme-changeme"
            })
    void a_secret_that_others_could_guess_is_refused_and_not_repeated(String secret) {
        assertThatThrownBy(() -> secured(Map.of("edge.security.secret", secret)))
                .hasStackTraceContaining("SECURITY_SECRET")
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain(secret));
    }

    @Test
    void the_secret_may_be_in_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), TestTokens.SECRET + "\n");

        secured(Map.of("edge.security.secret-file", file.toString()));
        assertThatThrownBy(() -> secured(Map.of(
                        "edge.security.secret-file", folder.resolve("missing").toString())))
                .hasStackTraceContaining("SECURITY_KEY")
                .hasStackTraceContaining("missing");
    }

    private static void secured(Map<String, Object> more) {
        var all = new HashMap<String, Object>(more);
        all.put("micronaut.security.enabled", "true");
        start(all);
    }

    /** Everything but listening. */
    private static void start(Map<String, Object> configuration) {
        try (var service = ApplicationContext.run(configuration, "test")) {
            service.findBean(BearerTokens.class);
        }
    }
}
