package dev.warren.edge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.edge.problem.ProblemException;
import dev.warren.messaging.registry.Instance;
import dev.warren.messaging.registry.Instance.State;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided about a request, without any server. */
class PassingOnTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instance USERS = instance("users", "/users", "/users/{id}");
    private static final Instance ORDERS =
            instance("orders", "/orders", "/orders/{id}", "/orders/export", "/users/{id}/orders");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Instance instance(String service, String... routes) {
        return new Instance(service, UUID.randomUUID(), "127.0.0.1", 1, "0", START, List.of(routes), START, State.UP);
    }

    @ParameterizedTest
    @CsvSource({
        "/users, users, /users",
        "/users/7, users, /users/{id}",
        "/users/7/, users, /users/{id}",
        "/users/a%2Fb, users, /users/{id}",
        "/users/7/orders, orders, /users/{id}/orders",
        "/orders/export, orders, /orders/export",
        "/orders/7, orders, /orders/{id}"
    })
    void the_most_specific_path_wins(String path, String service, String template) {
        var routes = Routes.NONE.after(List.of(USERS, ORDERS));

        assertThat(routes.find(path)).hasValueSatisfying(route -> {
            assertThat(route.service()).isEqualTo(service);
            assertThat(route.text()).isEqualTo(template);
        });
    }

    @ParameterizedTest
    @CsvSource({"/", "/user", "/users/7/8", "/orders/7/cancel"})
    void what_nobody_answers_is_nobodys(String path) {
        assertThat(Routes.NONE.after(List.of(USERS, ORDERS)).find(path)).isEmpty();
    }

    @Test
    void the_paths_of_a_service_that_is_gone_stay_its_own_and_those_of_a_new_release_replace_the_old_ones() {
        var before = Routes.NONE.after(List.of(USERS, ORDERS));
        var without = before.after(List.of(ORDERS));
        var newer = without.after(List.of(ORDERS, instance("users", "/people")));

        assertThat(before.areOf(List.of(ORDERS, USERS))).isTrue();
        assertThat(before.areOf(List.of(ORDERS))).isFalse();
        assertThat(without.find("/users/7")).isPresent();
        assertThat(newer.find("/people")).isPresent();
        assertThat(newer.find("/users/7")).isEmpty();
    }

    @Test
    void whoever_answers_a_path_keeps_it_while_it_lives_and_a_newcomer_takes_over_then() {
        Instance newcomer = instance("a-newcomer", "/users/{name}");
        var both = Routes.NONE.after(List.of(USERS)).after(List.of(USERS, newcomer));

        assertThat(owner(both)).isEqualTo("users");
        assertThat(owner(both.after(List.of(USERS, newcomer, ORDERS)))).isEqualTo("users");
        assertThat(owner(both.after(List.of(newcomer)))).isEqualTo("a-newcomer");
    }

    private static String owner(Routes routes) {
        return routes.find("/users/7").orElseThrow().service();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/{", "/{id", "/{}", "/{id:[}", "{{", "", " ", "/{+path}}", "/\u0000"})
    void what_is_no_path_hurts_no_other(String text) {
        var routes = Routes.NONE.after(List.of(USERS, instance("garbler", text, "/garbled")));

        assertThat(owner(routes)).isEqualTo("users");
        assertThat(routes.find("/garbled")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"GET, true", "HEAD, true", "PUT, true", "DELETE, true", "OPTIONS, true", "PATCH, false", "POST, false"})
    void what_is_idempotent_may_be_sent_twice(String method, boolean repeatable) {
        assertThat(Retrying.isRepeatable(HttpRequest.create(HttpMethod.valueOf(method), "/x")))
                .isEqualTo(repeatable);
    }

    @Test
    void a_post_with_an_idempotency_key_may_be_sent_twice_too() {
        assertThat(Retrying.isRepeatable(HttpRequest.POST("/x", "").header("idempotency-key", "k")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, false, true",
        "BROKEN, false, false",
        "TIMEOUT, false, false",
        "UNWELL, false, false",
        "BROKEN, true, true",
        "TIMEOUT, true, true",
        "UNWELL, true, true",
        "NOT_ITS_OWN, true, false"
    })
    void what_may_have_been_handled_is_sent_again_only_if_that_does_no_harm(
            Failure failure, boolean repeatable, boolean again) {
        assertThat(Retrying.goesOn(failure, repeatable, 1, SECOND)).isEqualTo(again);
        assertThat(Retrying.goesOn(failure, repeatable, Retrying.MOST_TRIES, SECOND))
                .isFalse();
        assertThat(Retrying.goesOn(failure, repeatable, 1, Duration.ZERO)).isFalse();
    }

    @Test
    void an_instance_gets_all_the_time_that_is_left_unless_another_one_can_be_asked() {
        Duration left = SECOND.multipliedBy(10);
        assertThat(Retrying.patience(true, true, 1, SECOND, left)).isEqualTo(SECOND);
        assertThat(Retrying.patience(true, true, 1, SECOND, SECOND.dividedBy(2)))
                .isEqualTo(SECOND.dividedBy(2));
        assertThat(Retrying.patience(true, false, 1, SECOND, left)).isEqualTo(left);
        assertThat(Retrying.patience(false, true, 1, SECOND, left)).isEqualTo(left);
        assertThat(Retrying.patience(true, true, Retrying.MOST_TRIES, SECOND, left))
                .isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"500, 500", "0, 0", "60000, 10000", "soon, 10000", "-1, 10000", "99999999999, 10000", ", 10000"})
    void a_caller_may_wait_for_less_but_not_for_more(String said, long millis) {
        assertThat(Deadline.patience(said, SECOND.multipliedBy(10))).hasMillis(millis);
    }

    @Test
    void a_failure_is_told_by_what_was_thrown() {
        assertThat(Failure.of(new TimeoutException())).isEqualTo(Failure.TIMEOUT);
        assertThat(Failure.of(new HttpClientException("no", new ConnectException("refused"))))
                .isEqualTo(Failure.UNREACHABLE);
        assertThat(Failure.of(new HttpClientException("reset"))).isEqualTo(Failure.BROKEN);
        assertThat(Failure.of(new IOException("Broken pipe"))).isEqualTo(Failure.BROKEN);
        assertThat(Failure.of(new EOFException())).isEqualTo(Failure.NOT_ITS_OWN);
        assertThat(Failure.of(new ContentLengthExceededException("large"))).isEqualTo(Failure.NOT_ITS_OWN);
    }

    @Test
    void a_caller_that_breaks_off_is_no_failure_of_ours() {
        var tooLarge = new ContentLengthExceededException("large");

        assertThat(Answers.unread(new EOFException())).isInstanceOf(ProblemException.class);
        assertThat(Answers.unread(tooLarge)).isSameAs(tooLarge);
    }

    @Test
    void what_is_about_one_connection_stays_behind() {
        var from = HttpRequest.GET("/")
                .header("Connection", "close, X-Hop")
                .header("x-hop", "1")
                .header("Keep-Alive", "5")
                .header("TE", "trailers")
                .header("Upgrade", "websocket")
                .header("Host", "here")
                .header("ETag", "\"1\"")
                .header("Accept", "a")
                .header("Accept", "b");
        var to = HttpRequest.GET("/");

        Headers.pass(from.getHeaders(), to.getHeaders(), Headers.caseless("host"));

        assertThat(to.getHeaders().names()).containsExactlyInAnyOrder("ETag", "Accept");
        assertThat(to.getHeaders().getAll("Accept")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "1.1 warren, true",
        "'1.0 fred, 1.1 warren', true",
        "HTTP/1.1 warren (Warren), true",
        "1.1 warrens, false",
        "warren, false"
    })
    void what_was_passed_on_is_known_by_its_via(String via, boolean passedOn) {
        assertThat(Via.passedOn(HttpRequest.GET("/").header("Via", via).getHeaders()))
                .isEqualTo(passedOn);
    }
}
