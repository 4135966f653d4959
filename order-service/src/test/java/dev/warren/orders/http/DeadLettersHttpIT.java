package dev.warren.orders.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.local.TestClient.Answer;
import dev.warren.orders.RunningOrderService;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What order-service could not handle, as an operator sees it over HTTP and puts it right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersHttpIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ABSENT = "/dead-letters/019b2f4e-6a10-7c3d-9f21-0b5e8d4c7a62";

    private RunningOrderService service;

    @BeforeAll
    void start() {
        service = RunningOrderService.start(2, Map.of());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /** Credit was reserved for an order, says user-service. */
    private static String reserved(String orderId) {
        return "{\"orderId\":\"%s\",\"userId\":\"%s\",\"amount\":{\"amount\":\"64.40\",\"currency\":\"EUR\"}}"
                .formatted(orderId, Bodies.USER);
    }

    private String publish(byte[] body) {
        String id = UUID.randomUUID().toString();
        var headers = new HashMap<String, Object>();
        headers.put("cloudEvents:specversion", "1.0");
        headers.put("cloudEvents:id", id);
        headers.put("cloudEvents:source", "/user-service");
        headers.put("cloudEvents:type", "user.credit-reserved.v1");
        headers.put("cloudEvents:subject", UUID.randomUUID().toString());
        headers.put("cloudEvents:sequence", "1");
        var properties = new BasicProperties.Builder()
                .messageId(id)
                .type("user.credit-reserved.v1")
                .contentType("application/json")
                .headers(headers)
                .build();
        service.publish("user.events", properties, body);
        return id;
    }

    private JsonNode parked(byte[] body) {
        String message = publish(body);
        return await().until(() -> letterOf(message), letter -> letter != null);
    }

    private JsonNode parked(String body) {
        return parked(body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode letterOf(String message) {
        for (JsonNode letter :
                service.get("/dead-letters?status=PARKED&limit=200").json().get("items")) {
            if (letter.get("messageId").asText().equals(message)) {
                return letter;
            }
        }
        return null;
    }

    private static String path(JsonNode letter) {
        return "/dead-letters/" + letter.get("id").asText();
    }

    private static String code(Answer answer) {
        return answer.json().get("code").asText();
    }

    private String place() {
        return service.post("/orders", Bodies.anOrder()).json().get("id").asText();
    }

    private String statusOf(String order) {
        return service.get("/orders/" + order).json().get("status").asText();
    }

    @Test
    void an_answer_about_an_order_that_nobody_knows_is_read_mended_and_sent_back() throws Exception {
        JsonNode listed = parked(reserved(UUID.randomUUID().toString()));
        assertThat(listed.has("body")).as("lists show no bodies").isFalse();

        JsonNode letter = service.get(path(listed)).json();
        assertThat(letter.get("reason").asText()).contains("there is no such order");
        assertThat(letter.get("handler").asText()).isEqualTo("order-service");
        assertThat(letter.get("attempts").asInt()).isEqualTo(1);
        assertThat(letter.at("/headers/cloudEvents:type").asText()).isEqualTo("user.credit-reserved.v1");
        assertThat(letter.at("/headers/warren-history").size()).isEqualTo(1);
        assertThat(JSON.readTree(letter.get("body").asText()).get("userId").asText())
                .isEqualTo(Bodies.USER);

        String order = place();
        String edit =
                JSON.writeValueAsString(Map.of("version", letter.get("version").asInt(), "body", reserved(order)));
        assertThat(service.put(path(letter), edit).status()).isEqualTo(200);
        assertThat(code(service.put(path(letter), edit))).isEqualTo("CHANGED_MEANWHILE");
        assertThat(service.post(path(letter) + "/redrive", "").status()).isEqualTo(202);
        await().until(() -> statusOf(order).equals("CREDIT_RESERVED"));
        await().until(() ->
                service.get(path(letter)).json().get("status").asText().equals("HANDLED"));
        assertThat(service.get(path(letter)).json().get("deeds").findValuesAsText("action"))
                .containsExactly("EDITED", "REDRIVEN");
        assertThat(code(service.post(path(letter) + "/redrive", ""))).isEqualTo("NOT_PARKED");
    }

    @Test
    void what_is_no_text_is_shown_and_mended_in_base64() {
        JsonNode letter = parked(new byte[] {(byte) 0xff, 0});
        assertThat(service.get(path(letter)).json().get("bodyBase64").asText()).isEqualTo("/wA=");
        String base64 = Base64.getEncoder().encodeToString(new byte[] {1});
        var edited = service.put(path(letter), "{\"version\":1,\"bodyBase64\":\"%s\"}".formatted(base64));
        assertThat(edited.json().get("body").asText()).isEqualTo("\u0001");
        assertThat(service.delete(path(letter) + "?reason=noise")
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("DISCARDED");
    }

    @Test
    void many_are_sent_back_in_the_background_and_the_first_that_fails_again_stops_it() {
        JsonNode letter = parked(reserved(UUID.randomUUID().toString()));
        var started = service.post("/dead-letters/redrive?type=user.credit-reserved.v1&reason=no%20such%20ORDER", "");
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.header("Location"))
                .isEqualTo("/dead-letters/redrives/" + started.json().get("id").asText());
        JsonNode ended = await().until(
                        () -> service.get(started.header("Location")).json(),
                        redrive -> !redrive.get("status").asText().equals("RUNNING"));
        assertThat(ended.get("status").asText()).isEqualTo("STOPPED");
        assertThat(ended.get("outcome").asText()).contains("failed again");
        assertThat(service.delete(path(letter) + "?reason=nobody%20knows%20it").status())
                .isEqualTo(200);
    }

    @Test
    void what_cannot_be_done_is_refused_with_what_to_do_instead() {
        JsonNode letter = parked(reserved(UUID.randomUUID().toString()));
        assertThat(service.get(ABSENT).status()).isEqualTo(404);
        assertThat(service.post(ABSENT + "/redrive", "").status()).isEqualTo(404);
        assertThat(service.delete(ABSENT + "?reason=x").status()).isEqualTo(404);
        assertThat(service.get("/dead-letters/redrives/" + Bodies.USER).status())
                .isEqualTo(404);
        assertThat(service.get("/dead-letters/7").status()).isEqualTo(400);
        assertThat(service.get("/dead-letters?status=LOST").status()).isEqualTo(400);
        assertThat(service.delete(path(letter)).status()).isEqualTo(400);
        assertThat(service.put(path(letter), "{}").status()).isEqualTo(400);
        assertThat(service.put(path(letter), "{\"version\":1,\"bodyBase64\":\"?\"}")
                        .status())
                .isEqualTo(400);
        assertThat(service.put(path(letter), "{\"version\":1,\"body\":\"a\",\"bodyBase64\":\"YQ==\"}")
                        .status())
                .isEqualTo(400);
        assertThat(service.put(path(letter), "{\"version\":1,\"type\":\"a b\"}").status())
                .isEqualTo(400);
        assertThat(service.put(path(letter), "{\"version\":1,\"headers\":{\"\":\"x\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(service.get(path(letter)).json().get("version").asInt()).isEqualTo(1);
        service.delete(path(letter) + "?reason=done");
        assertThat(code(service.delete(path(letter) + "?reason=done"))).isEqualTo("NOT_PARKED");
    }

    @Test
    void a_request_whose_answer_was_lost_is_said_again_under_a_new_id() {
        String order = place();
        service.hearOf(order);
        assertThat(service.post("/orders/" + order + "/resend", "").status()).isEqualTo(202);
        var again = service.hearOf(order).getProperties();
        assertThat(again.getType()).isEqualTo("order.placed.v2");
        assertThat(again.getHeaders().get("cloudEvents:sequence")).hasToString("2");
        assertThat(statusOf(order)).isEqualTo("PLACED");
        assertThat(service.post("/orders/" + Bodies.USER + "/resend", "").status())
                .isEqualTo(404);
    }
}
