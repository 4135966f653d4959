package dev.warren.orders.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.local.RefusalTable;
import dev.warren.local.Revalidation;
import dev.warren.local.TestClient.Answer;
import dev.warren.orders.RunningOrderService;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances, asked in turn: nobody can tell them apart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersHttpIT {

    private RunningOrderService service;

    @BeforeAll
    void start() {
        service = RunningOrderService.start(2, Map.of());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void an_order_is_accepted_said_and_found_again() {
        var accepted = service.post("/orders", Bodies.anOrder());
        var order = accepted.json();

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo("/orders/" + id(accepted));
        assertThat(accepted.header("Idempotent-Replayed")).isNull();
        assertThat(order.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "userId",
                        "items",
                        "total",
                        "paymentMethod",
                        "deliveryCountry",
                        "status",
                        "reason",
                        "settled",
                        "waitingFor",
                        "deadline",
                        "placedAt",
                        "updatedAt");
        assertThat(UUID.fromString(id(accepted)).version()).isEqualTo(7);
        assertThat(order.get("userId").asText()).isEqualTo(Bodies.USER);
        assertThat(order.at("/items/0/sku").asText()).isEqualTo("TEA-DARJEELING-250G");
        assertThat(order.at("/items/1/unitPrice/amount").asText()).isEqualTo("26.90");
        assertThat(order.at("/total/amount").asText()).isEqualTo("64.40");
        assertThat(order.at("/total/currency").asText()).isEqualTo("EUR");
        assertThat(order.at("/items/0/taxRate").asText()).isEqualTo("0");
        assertThat(order.get("deliveryCountry").asText()).isEqualTo("ZZ");
        assertThat(order.get("status").asText()).isEqualTo("PLACED");
        assertThat(order.get("reason").isNull()).isTrue();
        assertThat(order.get("settled").asBoolean()).isFalse();
        assertThat(order.get("waitingFor").asText()).isEqualTo("credit");
        assertThat(order.get("deadline").asText())
                .endsWith("Z")
                .isGreaterThan(order.get("placedAt").asText());
        assertThat(order.get("updatedAt")).isEqualTo(order.get("placedAt"));

        assertThat(service.hearOf(id(accepted)).getProperties().getType()).isEqualTo("order.placed.v2");
        assertThat(service.get("/orders/" + id(accepted)).json()).isEqualTo(order);
    }

    @Test
    void an_order_may_say_where_it_goes_and_what_tax_is_in_it_which_changes_no_total() throws Exception {
        var body = Bodies.anOrder()
                .replace("\"quantity\":3", "\"quantity\":3,\"taxRate\":\"0.07\"")
                .replaceFirst("\\{", "{\"deliveryCountry\":\"DE\",");
        var accepted = service.post("/orders", body);

        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(accepted.json().get("deliveryCountry").asText()).isEqualTo("DE");
        assertThat(accepted.json().at("/items/0/taxRate").asText()).isEqualTo("0.07");
        assertThat(accepted.json().at("/total/amount").asText()).isEqualTo("64.40");
        assertThat(service.get("/orders/" + id(accepted)).json()).isEqualTo(accepted.json());
        var said = new ObjectMapper().readTree(service.hearOf(id(accepted)).getBody());
        assertThat(said.get("deliveryCountry").asText()).isEqualTo("DE");
        assertThat(said.at("/items/0/taxRate").asText()).isEqualTo("0.07");
        assertThat(said.at("/items/1/taxRate").asText()).isEqualTo("0");
        assertThat(said.at("/paymentMethod/kind").asText()).isEqualTo("CARD");
    }

    @Test
    void the_same_order_under_the_same_key_is_the_same_order() {
        String key = UUID.randomUUID().toString();
        var first = service.post("/orders", Bodies.anOrder(), "Idempotency-Key", key);
        // Same meaning, other spelling.
        var again = service.post(
                "/orders", Bodies.anOrder().replace(":", " : ").replace("26.9\"", "26.90\""), "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void another_order_under_the_same_key_is_refused_and_changes_nothing() {
        String key = UUID.randomUUID().toString();
        service.post("/orders", Bodies.anOrder(), "Idempotency-Key", key);
        long orders = service.count("orders");
        var other = service.post("/orders", Bodies.order(Bodies.items(1)), "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(other.json().path("field").asText()).isEqualTo("Idempotency-Key");
        assertThat(service.count("orders")).isEqualTo(orders);
    }

    @Test
    void the_same_key_of_another_user_is_another_key() {
        String key = UUID.randomUUID().toString();
        var first = service.post("/orders", Bodies.anOrder(), "Idempotency-Key", key);
        var other = service.post(
                "/orders",
                Bodies.anOrder().replace(Bodies.USER, UUID.randomUUID().toString()),
                "Idempotency-Key",
                key);

        assertThat(other.status()).isEqualTo(202);
        assertThat(id(other)).isNotEqualTo(id(first));
    }

    @Test
    void a_race_of_orders_under_one_key_has_one_winner_and_every_answer_is_its() throws Exception {
        String key = UUID.randomUUID().toString();
        long orders = service.count("orders");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> post = () -> service.post("/orders", Bodies.anOrder(), "Idempotency-Key", key);
            var ids = new HashSet<String>();
            for (var answer :
                    threads.invokeAll(IntStream.range(0, 20).mapToObj(i -> post).toList())) {
                assertThat(answer.get().status()).isEqualTo(202);
                ids.add(id(answer.get()));
            }
            assertThat(ids).hasSize(1);
        }
        assertThat(service.count("orders")).isEqualTo(orders + 1);
    }

    @Test
    void a_cancelled_order_stays_cancelled_and_answers_the_same_again() {
        var placed = service.post("/orders", Bodies.anOrder());
        var cancelled = service.cancel(id(placed));
        var order = cancelled.json();

        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(order.get("status").asText()).isEqualTo("CANCELLED");
        assertThat(order.get("reason").asText()).isEqualTo("BY_CUSTOMER");
        assertThat(order.get("settled").asBoolean()).isFalse();
        assertThat(order.get("waitingFor").asText()).isEqualTo("credit release");
        assertThat(order.get("deadline").isNull()).isTrue();
        assertThat(service.cancel(id(placed)).json()).isEqualTo(order);
        assertThat(service.get("/orders/" + id(placed)).json()).isEqualTo(order);
        assertThat(List.of(service.hearOf(id(placed)), service.hearOf(id(placed))))
                .extracting(said -> said.getProperties().getType())
                .containsExactlyInAnyOrder("order.placed.v2", "order.cancelled.v1");
    }

    @Test
    void an_order_tells_what_happened_to_it_from_its_beginning_page_by_page() {
        String order = id(service.post("/orders", Bodies.anOrder()));
        service.cancel(order);

        var first = service.get("/orders/%s/events?limit=1".formatted(order)).json();
        var second = service.get("/orders/%s/events?limit=1&cursor=%s"
                        .formatted(order, first.get("nextCursor").asText()))
                .json();
        JsonNode placed = first.at("/items/0");
        assertThat(placed.fieldNames())
                .toIterable()
                .containsExactly("id", "type", "direction", "sequence", "happenedAt", "handledAt", "traceId");
        assertThat(placed.get("id").asText())
                .isEqualTo(service.hearOf(order).getProperties().getMessageId());
        assertThat(placed.get("type").asText()).isEqualTo("order.placed.v2");
        assertThat(placed.get("direction").asText()).isEqualTo("SAID");
        assertThat(placed.get("traceId").asText()).matches("[0-9a-f]{32}");
        assertThat(second.at("/items/0/type").asText()).isEqualTo("order.cancelled.v1");
        assertThat(second.at("/items/0/sequence").asLong()).isEqualTo(2);
        assertThat(second.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void orders_are_listed_newest_first_page_by_page_by_user_and_status() {
        String user = UUID.randomUUID().toString();
        var ids = IntStream.range(0, 3)
                .mapToObj(i -> id(service.post("/orders", Bodies.anOrder().replace(Bodies.USER, user))))
                .toList();
        service.cancel(ids.get(1));

        var first = service.get("/orders?limit=2&userId=" + user).json();
        assertThat(idsOf(first)).containsExactly(ids.get(2), ids.get(1));
        var second = service.get("/orders?limit=2&userId=%s&cursor=%s"
                        .formatted(user, first.get("nextCursor").asText()))
                .json();
        assertThat(idsOf(second)).containsExactly(ids.get(0));
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(idsOf(service.get("/orders?status=CANCELLED&userId=" + user).json()))
                .containsExactly(ids.get(1));
        assertThat(idsOf(service.get("/orders?status=CONFIRMED&userId=" + user).json()))
                .isEmpty();
    }

    @Test
    void whatever_cannot_be_answered_says_why() {
        assertThat(new RefusalTable(service.client(), confirmed("used"))
                        .with("""
                GET    /orders/ABSENT           |                          |           | 404 NOT_FOUND              |
                GET    /orders/ABSENT/events    |                          |           | 404 NOT_FOUND              |
                POST   /orders/ABSENT/cancel    |                          |           | 404 NOT_FOUND              |
                POST   /orders/ABSENT/resend    |                          |           | 404 NOT_FOUND              |
                GET    /schemas/nothing.v1      |                          |           | 404 NOT_FOUND              |
                PUT    /orders                  |                          | {}        | 405 METHOD_NOT_ALLOWED     | Allow: GET, HEAD, POST
                DELETE /orders/THING            |                          |           | 405 METHOD_NOT_ALLOWED     | Allow: GET, HEAD
                GET    /orders/THING/cancel     |                          |           | 405 METHOD_NOT_ALLOWED     | Allow: POST
                GET    /orders/THING/resend     |                          |           | 405 METHOD_NOT_ALLOWED     | Allow: POST
                POST   /users/THING/orders      |                          | {}        | 405 METHOD_NOT_ALLOWED     | Allow: GET, HEAD
                GET    /orders                  | Accept: text/html        |           | 406 NOT_ACCEPTABLE         |
                GET    /orders/THING            | Accept: application/xml  |           | 406 NOT_ACCEPTABLE         |
                GET    /users/THING/orders      | Accept: application/xml  |           | 406 NOT_ACCEPTABLE         |
                POST   /orders/THING/resend     |                          |           | 409 CONFLICT               |
                POST   /orders                  |                          | TOO_LARGE | 413 BODY_TOO_LARGE         |
                POST   /orders                  | Content-Type: text/plain | tea       | 415 UNSUPPORTED_MEDIA_TYPE | Accept: application/json
                POST   /orders                  | Content-Type: application/x-www-form-urlencoded | tea=1 | 415 UNSUPPORTED_MEDIA_TYPE | Accept: application/json
                POST   /orders                  | Idempotency-Key: used    | OTHER     | 422 IDEMPOTENCY_KEY_REUSED |
                GET    /orders/THING            | If-None-Match: unquoted  |           | 400 INVALID_VALUE          |
                GET    /orders/1-1-1-1-1        |                          |           | 400 MALFORMED_ID           |
                POST   /orders/1-1-1-1-1/cancel |                          |           | 400 MALFORMED_ID           |
                GET    /orders/019B2F4E-6A10-7C3D-9F21-0B5E8D4C7A62 |      |           | 400 MALFORMED_ID           |
                GET    /orders?userId=ada       |                          |           | 400 MALFORMED_ID           |
                GET    /orders?status=SHIPPED   |                          |           | 400 INVALID_VALUE          |
                GET    /orders?limit=0          |                          |           | 400 INVALID_LIMIT          |
                GET    /orders?cursor=x         |                          |           | 400 INVALID_CURSOR         |
                """.replace("OTHER", Bodies.order(Bodies.items(1))))
                        .violations())
                .isEmpty();
    }

    /** One that waits for nothing. */
    private String confirmed(String key) {
        String order = id(service.post("/orders", Bodies.anOrder(), "Idempotency-Key", key));
        service.run("update orders set status = 'CONFIRMED', deadline = null where id = '%s'".formatted(order));
        return order;
    }

    @Test
    void what_is_known_already_is_not_sent_again() {
        String order = confirmed(UUID.randomUUID().toString());

        assertThat(Revalidation.violations(service.client(), "/orders/" + order))
                .isEmpty();
    }

    @Test
    void the_page_may_be_kept_but_is_asked_for_again_and_runs_no_script_from_elsewhere() {
        Map.of("/", "text/html", "/page/page.js", "text/javascript", "/page/style.css", "text/css")
                .forEach((path, mediaType) -> {
                    assertThat(Revalidation.violations(service.client(), path)).isEmpty();
                    var part = service.get(path);
                    assertThat(part.header("Content-Type")).startsWith(mediaType);
                    assertThat(part.header("Cache-Control")).isEqualTo("no-cache");
                    assertThat(part.header("Content-Security-Policy"))
                            .contains("default-src 'none'", "script-src 'self';", "style-src 'self';");
                });
        assertThat(service.get("/page/none.js").status()).isEqualTo(404);
    }

    /** As browsers do with every module of the page and every POST. */
    @Test
    void whoever_says_from_which_origin_it_asks_is_answered_as_anybody_else() {
        String origin = service.uri().toString();

        assertThat(service.client().get("/page/page.js", "Origin", origin).status())
                .isEqualTo(200);
        assertThat(service.post("/orders", Bodies.anOrder(), "Origin", origin).status())
                .isEqualTo(202);
        assertThat(service.client().get("/nobodys", "Origin", origin).status()).isEqualTo(404);
    }

    private static List<String> idsOf(JsonNode page) {
        return page.get("items").findValuesAsText("id");
    }

    private static String id(Answer answer) {
        return answer.json().get("id").asText();
    }
}
