package dev.warren.orders.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.warren.events.ContractModule;
import dev.warren.events.UserLookup;
import dev.warren.messaging.requests.RequestException;
import dev.warren.messaging.requests.RequestException.Reason;
import dev.warren.orders.RunningOrderService;
import dev.warren.orders.Somebody;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The orders are this service's; who the user is, it asks somebody who answers instead of user-service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserOrdersIT {

    private static final String PATH = "/users/" + Bodies.USER + "/orders";

    private final CountDownLatch theEnd = new CountDownLatch(1);
    private RunningOrderService service;
    private Somebody somebody;
    private String first;
    private String second;

    @BeforeAll
    void start() {
        service = RunningOrderService.start(Map.of("orders.user-lookup-deadline", "1s"));
        first = service.post("/orders", Bodies.anOrder()).json().get("id").asText();
        second = service.post("/orders", Bodies.anOrder()).json().get("id").asText();
    }

    @AfterEach
    void leave() throws Exception {
        if (somebody != null) {
            somebody.close();
        }
    }

    @AfterAll
    void stop() {
        theEnd.countDown();
        service.close();
    }

    private static UserLookup.Found ada(UserLookup question) throws Exception {
        var example = UserOrdersIT.class.getResourceAsStream("/examples/user.lookup.v1.answer.json");
        return JsonMapper.builder()
                .addModule(ContractModule.forEvents())
                .build()
                .readValue(example, UserLookup.Found.class);
    }

    @Test
    void a_user_comes_with_the_orders_newest_first() {
        somebody = service.somebodyAnswers(UserOrdersIT::ada);
        var answer = service.get(PATH);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("user", "degraded", "orders", "nextCursor");
        assertThat(answer.json().at("/user/name").asText()).isEqualTo("Ada Lovelace");
        assertThat(answer.json().at("/user/credit/available/amount").asText()).isEqualTo("463.00");
        assertThat(answer.json().get("degraded").asBoolean()).isFalse();
        assertThat(answer.json().get("orders"))
                .extracting(it -> it.get("id").asText())
                .containsExactly(second, first);
    }

    @Test
    void the_orders_come_in_pages() {
        somebody = service.somebodyAnswers(UserOrdersIT::ada);
        var page = service.get(PATH + "?limit=1").json();
        assertThat(page.at("/orders/0/id").asText()).isEqualTo(second);
        var next = service.get(
                        PATH + "?limit=1&cursor=" + page.get("nextCursor").asText())
                .json();
        assertThat(next.at("/orders/0/id").asText()).isEqualTo(first);
        assertThat(next.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void without_an_answer_in_time_the_orders_come_alone() {
        somebody = service.somebodyAnswers(question -> {
            theEnd.await();
            return ada(question);
        });
        assertComesAlone();
    }

    @Test
    void while_nobody_is_there_to_answer_the_orders_come_alone() {
        assertComesAlone();
    }

    @Test
    void when_the_answer_fails_the_orders_come_alone() {
        somebody = service.somebodyAnswers(question -> {
            throw new IllegalStateException("no database");
        });
        assertComesAlone();
    }

    private void assertComesAlone() {
        var answer = service.get(PATH);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("user").isNull()).isTrue();
        assertThat(answer.json().get("degraded").asBoolean()).isTrue();
        assertThat(answer.json().get("orders")).hasSize(2);
    }

    @Test
    void a_user_that_is_unknown_has_no_orders() {
        somebody = service.somebodyAnswers(question -> {
            throw new RequestException(Reason.NOT_FOUND, "there is no such user");
        });
        var answer = service.get(PATH);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("code").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void a_malformed_id_is_refused() {
        var answer = service.get("/users/ada/orders");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").asText()).isEqualTo("MALFORMED_ID");
    }

    @Test
    void who_accepts_cbor_gets_it_all_the_way_and_problems_in_json() throws Exception {
        somebody = service.somebodyAnswers(UserOrdersIT::ada);
        var answer = service.getAs("application/cbor", PATH);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/cbor");
        JsonNode cbor = new CBORMapper().readTree(answer.body());
        assertThat(cbor).isEqualTo(service.get(PATH).json());

        var problem = service.getAs("application/cbor", "/users/ada/orders");
        assertThat(problem.statusCode()).isEqualTo(400);
        assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void the_preferred_of_several_formats_is_taken_and_json_without_a_preference() {
        somebody = service.somebodyAnswers(UserOrdersIT::ada);
        assertThat(typeOf("application/json;q=0.5, application/cbor")).isEqualTo("application/cbor");
        assertThat(typeOf("application/cbor;q=0.5, application/json")).isEqualTo("application/json");
        assertThat(typeOf("*/*")).isEqualTo("application/json");
    }

    private String typeOf(String accept) {
        return service.getAs(accept, PATH).headers().firstValue("Content-Type").orElseThrow();
    }

    @Test
    void another_format_is_not_to_be_had() {
        var answer = service.getAs("application/xml", PATH);
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}
