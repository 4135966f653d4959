package dev.warren.edge.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.edge.testing.Answer;
import dev.warren.edge.testing.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@Property(name = "micronaut.security.enabled", value = "true")
@Property(name = "edge.security.secret", value = TestTokens.SECRET)
class SecuredEdgeTest {

    @Inject
    Caller caller;

    @Inject
    MeterRegistry meters;

    @Test
    void a_customer_is_known_by_the_tokens_subject() {
        assertThat(as(TestTokens.customer(), "/safe/mine").text()).isEqualTo(TestTokens.USER + " true");
    }

    @Test
    void an_operator_may_see_everybodys() {
        assertThat(as(TestTokens.operator(), "/safe/mine").text()).isEqualTo("olga false");
        assertThat(as(TestTokens.operator(), "/safe/operators").text()).isEqualTo("olga false");
    }

    @Test
    void a_token_that_expired_within_the_leeway_is_still_good() {
        assertThat(as(TestTokens.signed(it -> it.expirationTime(TestTokens.in(-20))), "/safe/mine")
                        .status())
                .isEqualTo(200);
    }

    static Stream<String> badTokens() {
        return TestTokens.bad().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void a_bad_token_is_refused_wherever_it_leads(String which) {
        for (String path : new String[] {"/safe/mine", "/safe/operators", "/safe/open", "/parcels"}) {
            Answer answer = as(TestTokens.bad().get(which), path);

            answer.problem(401, which.startsWith("expired") ? "TOKEN_EXPIRED" : "TOKEN_INVALID");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/safe/mine", "/safe/operators", "/parcels", "/prometheus", "/info", "/services"})
    void without_a_token_only_what_is_open_is_answered(String path) {
        Answer answer = caller.get(path);

        answer.problem(401, "TOKEN_MISSING");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void who_is_refused_is_timed_under_no_path_that_was_made_up() {
        caller.get("/parcels/one-of-many");
        as(TestTokens.bad().get("expired beyond the leeway"), "/one-of-many");

        assertThat(meters.find("http.server.requests").timers())
                .extracting(it -> it.getId().getTag("uri") + " " + it.getId().getTag("status"))
                .contains("/parcels/{id} 401", "UNMATCHED 401")
                .noneMatch(it -> it.contains("one-of-many"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/safe/operators", "/prometheus", "/info", "/services", "/loggers", "/loggers/ROOT"})
    void what_is_the_operators_is_nobody_elses(String path) {
        as(TestTokens.customer(), path).problem(403, "FORBIDDEN");
        assertThat(as(TestTokens.operator(), path).status()).isNotIn(401, 403);
    }

    @Test
    void a_route_that_names_no_role_is_nobodys() {
        as(TestTokens.operator(), "/parcels").problem(403, "FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource({"/safe/open", "/health", "/health/liveness", "/health/readiness"})
    void what_is_open_needs_no_token(String path) {
        assertThat(caller.get(path).status()).isEqualTo(200);
    }

    @Test
    void only_operators_are_told_the_details_of_health() {
        assertThat(caller.get("/health").json().hasNonNull("details")).isFalse();
        assertThat(as(TestTokens.customer(), "/health").json().hasNonNull("details"))
                .isFalse();
        assertThat(as(TestTokens.operator(), "/health").json().hasNonNull("details"))
                .isTrue();
    }

    @Test
    void a_path_that_is_not_there_is_404_to_everybody() {
        caller.get("/nowhere").problem(404, "NOT_FOUND");
        as(TestTokens.operator(), "/login").problem(404, "NOT_FOUND");
    }

    @Test
    void a_token_elsewhere_than_in_its_header_is_none() {
        caller.get("/safe/mine?access_token=" + TestTokens.customer()).problem(401, "TOKEN_MISSING");
        caller.get("/safe/mine", "Cookie", "JWT=" + TestTokens.customer()).problem(401, "TOKEN_MISSING");
    }

    @Test
    void refusals_are_counted_by_their_reason() {
        double before = refused("TOKEN_EXPIRED");
        as(TestTokens.signed(it -> it.expirationTime(TestTokens.in(-3600))), "/safe/mine");

        assertThat(refused("TOKEN_EXPIRED")).isEqualTo(before + 1);
    }

    @Test
    void no_answer_is_kept_or_run_by_a_browser_and_no_other_site_reads_it() {
        for (Answer answer : new Answer[] {as(TestTokens.customer(), "/safe/mine"), caller.get("/safe/mine")}) {
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; frame-ancestors 'none'");
        }
        assertThat(caller.get("/safe/open", "Origin", "https://example.org").header("Access-Control-Allow-Origin"))
                .isNull();
        assertThat(caller.get("/safe/open").header("Cache-Control")).isEqualTo("max-age=60");
    }

    private double refused(String reason) {
        return meters.counter("warren.edge.refused", "reason", reason).count();
    }

    private Answer as(String token, String path) {
        return caller.get(path, "Authorization", "Bearer " + token);
    }
}
