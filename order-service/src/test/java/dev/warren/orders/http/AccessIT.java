package dev.warren.orders.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.events.UserLookup;
import dev.warren.events.UserLookup.Credit;
import dev.warren.events.UserLookup.Found;
import dev.warren.local.AccessMatrix;
import dev.warren.local.AccessMatrix.Owners;
import dev.warren.local.RunningService;
import dev.warren.local.TestClient.Answer;
import dev.warren.local.TestTokens;
import dev.warren.messaging.requests.RequestException;
import dev.warren.messaging.requests.RequestException.Reason;
import dev.warren.orders.RunningOrderService;
import dev.warren.orders.feed.FeedClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may do what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    private static final String ADA = UUID.randomUUID().toString();
    private static final String BOB = UUID.randomUUID().toString();

    private final RunningOrderService service = RunningOrderService.start(RunningService.SECURED);

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void everybody_may_do_what_the_matrix_says_and_nothing_else() throws Exception {
        try (var users = service.somebodyAnswers(AccessIT::lookedUp)) {
            var owners = new Owners(ADA, id(place(ADA)), BOB, id(place(BOB)));

            assertThat(new AccessMatrix(service.uri(), owners)
                                    .forOneself(
                                            "POST /orders",
                                            202,
                                            Bodies.anOrder().replace(Bodies.USER, "USER"))
                                    .open("GET /")
                                    .open("GET /page/{name}")
                                    .open("GET /openapi")
                                    .open("GET /openapi/view")
                                    .open("GET /asyncapi")
                                    .open("GET /schemas")
                                    .open("GET /schemas/{type}")
                                    .ownList("GET /orders")
                                    .ownFilter("GET /orders?userId=" + ADA)
                                    .owners("GET /orders/{id}", 200, null)
                                    .owners("GET /orders/{id}/events", 200, null)
                                    .usersOwn("GET /users/{id}/orders", 200, null)
                                    .owners("POST /orders/{id}/cancel", 202, "")
                                    .operators("POST /orders/{id}/resend", "")
                                    .stream("GET /events")
                                    .violations(service.routes()))
                    .isEmpty();
        }
    }

    @Test
    void the_same_idempotency_key_of_another_caller_is_another_key() {
        var adas = place(ADA, "Idempotency-Key", "key");
        var bobs = place(BOB, "Idempotency-Key", "key");

        assertThat(bobs.status()).as(bobs.text()).isEqualTo(202);
        assertThat(bobs.header("Idempotent-Replayed")).isNull();
        assertThat(bobs.text()).doesNotContain(ADA, id(adas));
        assertThat(place(ADA, "Idempotency-Key", "key").json()).isEqualTo(adas.json());
    }

    @Test
    void a_customer_sees_the_events_of_its_own_orders_and_operators_see_all() throws Exception {
        try (var ada = FeedClient.of(service.uri(), "", TestTokens.customer(ADA), null);
                var bob = FeedClient.of(service.uri(), "", TestTokens.customer(BOB), null);
                var olga = FeedClient.of(service.uri(), "", TestTokens.operator(), null)) {
            String adas = id(place(ADA));
            String bobs = id(place(BOB));
            try (var curious = FeedClient.of(service.uri(), "?order=" + adas, TestTokens.customer(BOB), null)) {
                await().until(() -> ada.text().contains(adas) && bob.text().contains(bobs));
                await().until(() -> olga.text().contains(adas) && olga.text().contains(bobs));
                assertThat(ada.text()).doesNotContain(bobs, BOB);
                assertThat(bob.text()).doesNotContain(adas, ADA);
                assertThat(curious.events).isEmpty();
            }
        }
    }

    @Test
    void a_feed_ends_with_the_token_and_does_not_begin_again_without_another() throws Exception {
        String eve = UUID.randomUUID().toString();
        try (var feed = FeedClient.of(service.uri(), "", TestTokens.customerFor(3, eve), null)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> feed.source().ended().isCompletedExceptionally());
            assertThat(feed.types()).containsExactly("closing");
            assertThat(feed.text()).contains("TOKEN_EXPIRED");
        }
    }

    @Test
    void one_caller_has_so_many_feeds_and_no_more() throws Exception {
        String eve = TestTokens.customer(UUID.randomUUID().toString());
        var feeds = new ArrayList<FeedClient>();
        for (int i = 0; i < 20; i++) {
            feeds.add(FeedClient.of(service.uri(), "", eve, null));
        }
        var refused = service.client().begin("/events", "Authorization", "Bearer " + eve);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().get("code").asText()).isEqualTo("TOO_MANY_READERS");
        assertThat(refused.header("Retry-After")).isNotNull();

        feeds.forEach(FeedClient::close);
        await().until(() -> service.client()
                        .begin("/events", "Authorization", "Bearer " + eve)
                        .status()
                == 200);
    }

    private static Found lookedUp(UserLookup question) {
        if (!Set.of(ADA, BOB).contains(question.userId().toString())) {
            throw new RequestException(Reason.NOT_FOUND, "there is no such user");
        }
        var none = Money.zero(CurrencyUnit.EUR);
        return new Found(question.userId(), "Somebody", "somebody@example.org", new Credit(none, none, none));
    }

    private Answer place(String user, String... headers) {
        var all = Stream.concat(Stream.of("Authorization", "Bearer " + TestTokens.customer(user)), Stream.of(headers));
        return service.post("/orders", Bodies.anOrder().replace(Bodies.USER, user), all.toArray(String[]::new));
    }

    private static String id(Answer placed) {
        return placed.json().get("id").asText();
    }
}
