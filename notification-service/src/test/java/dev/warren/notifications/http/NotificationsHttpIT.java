package dev.warren.notifications.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.events.CancellationReason;
import dev.warren.events.OrderId;
import dev.warren.events.Template;
import dev.warren.events.UserId;
import dev.warren.local.RefusalTable;
import dev.warren.local.RunningService;
import dev.warren.local.TestClient;
import dev.warren.notifications.Notice;
import dev.warren.notifications.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationsHttpIT {

    private final Surroundings surroundings = new Surroundings();
    private final ObjectMapper json = new ObjectMapper();
    private final RunningService service = RunningService.start(surroundings.properties());
    private final TestClient client = service.client();

    private final UserId ada = Surroundings.newUser();
    private final OrderId confirmedAndCancelled = Surroundings.newOrder();
    private final OrderId confirmed = Surroundings.newOrder();
    private final OrderId ofNobody = Surroundings.newOrder();

    @BeforeAll
    void four_notifications_of_which_the_last_has_failed() throws Exception {
        surroundings.register(ada, "Ada Lovelace");
        surroundings.confirm(confirmedAndCancelled, ada);
        surroundings.awaitEvents(confirmedAndCancelled, 1);
        surroundings.cancel(confirmedAndCancelled, ada, CancellationReason.BY_CUSTOMER);
        surroundings.awaitEvents(confirmedAndCancelled, 2);
        surroundings.confirm(confirmed, ada);
        surroundings.awaitEvents(confirmed, 1);
        surroundings.cancel(ofNobody, Surroundings.newUser(), CancellationReason.UNKNOWN_USER);
        surroundings.awaitEvents(ofNobody, 1);
    }

    @AfterAll
    void stop() {
        service.close();
        surroundings.close();
    }

    @Test
    void a_notification_tells_everything_but_the_address() throws Exception {
        var page = get("/notifications?orderId=" + confirmed, 200);
        assertThat(page.get("nextCursor").isNull()).isTrue();
        assertThat(page.get("items")).hasSize(1);

        var it = page.get("items").get(0);
        assertThat(it.fieldNames())
                .toIterable()
                .containsExactly(
                        "id", "orderId", "userId", "channel", "template", "status", "reason", "sentAt", "updatedAt");
        assertThat(it.get("id").asText())
                .isEqualTo(Notice.id(confirmed, Template.ORDER_CONFIRMED).toString());
        assertThat(it.get("orderId").asText()).isEqualTo(confirmed.toString());
        assertThat(it.get("userId").asText()).isEqualTo(ada.toString());
        assertThat(it.get("channel").asText()).isEqualTo("email");
        assertThat(it.get("template").asText()).isEqualTo("order-confirmed");
        assertThat(it.get("status").asText()).isEqualTo("SENT");
        assertThat(it.get("reason").isNull()).isTrue();
        assertThat(Instant.parse(it.get("sentAt").asText()))
                .isEqualTo(Instant.parse(it.get("updatedAt").asText()));
        assertThat(page.toString()).doesNotContain("Lovelace").doesNotContain("@");
    }

    @Test
    void a_notification_that_failed_tells_why() throws Exception {
        var it = get("/notifications?orderId=" + ofNobody, 200).get("items").get(0);

        assertThat(it.get("status").asText()).isEqualTo("FAILED");
        assertThat(it.get("reason").asText()).isEqualTo("UNKNOWN_USER");
        assertThat(it.get("sentAt").isNull()).isTrue();
    }

    @Test
    void an_order_that_has_not_ended_has_none() throws Exception {
        assertThat(get("/notifications?orderId=" + Surroundings.newOrder(), 200))
                .isEqualTo(json.readTree("""
                        {"items":[],"nextCursor":null}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orderId="})
    void lists_come_in_pages_newest_order_first(String filter) throws Exception {
        var expected = List.of(
                ofNobody + " order-cancelled",
                confirmed + " order-confirmed",
                confirmedAndCancelled + " order-cancelled",
                confirmedAndCancelled + " order-confirmed");
        var first = filter.isEmpty() ? "/notifications?" : "/notifications?orderId=" + confirmedAndCancelled + "&";
        var all = new ArrayList<String>();
        String cursor = "";
        while (cursor != null) {
            var page = get(first + "limit=1" + cursor, 200);
            assertThat(page.get("items")).hasSize(1);
            all.addAll(outcomes(page));
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.get("nextCursor").asText();
        }
        assertThat(all).isEqualTo(filter.isEmpty() ? expected : expected.subList(2, 4));
    }

    @Test
    void whatever_cannot_be_answered_says_why() {
        assertThat(new RefusalTable(client, confirmed.toString()).with("""
                GET    /notifications/THING             |                         |    | 404 NOT_FOUND          |
                POST   /notifications                   |                         | {} | 405 METHOD_NOT_ALLOWED | Allow: GET, HEAD
                GET    /notifications                   | Accept: application/xml |    | 406 NOT_ACCEPTABLE     |
                GET    /notifications?orderId=          |                         |    | 400 MALFORMED_ID       |
                GET    /notifications?orderId=x         |                         |    | 400 MALFORMED_ID       |
                GET    /notifications?orderId=1-1-1-1-1 |                         |    | 400 MALFORMED_ID       |
                GET    /notifications?orderId=019A0B1C-2D3E-7F40-8A1B-2C3D4E5F6071 | |  | 400 MALFORMED_ID       |
                GET    /notifications?limit=0           |                         |    | 400 INVALID_LIMIT      |
                GET    /notifications?cursor=x          |                         |    | 400 INVALID_CURSOR     |
                """).violations())
                .isEmpty();
    }

    private static List<String> outcomes(JsonNode page) {
        var outcomes = new ArrayList<String>();
        page.get("items")
                .forEach(item -> outcomes.add(item.get("orderId").asText() + " "
                        + item.get("template").asText()));
        return outcomes;
    }

    private JsonNode get(String path, int status) {
        var response = client.get(path);
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        return response.json();
    }
}
