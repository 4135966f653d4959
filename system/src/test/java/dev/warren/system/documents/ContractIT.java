package dev.warren.system.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.local.Unread;
import dev.warren.system.node.NodePrograms;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.SharedRig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running system keeps to its documents, as far as somebody can tell who knows nothing else. How many requests each operation gets is
 * {@code -Dwarren.requests}, which ones {@code -Dwarren.seed}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedRig.class)
@Order(SharedRig.LAST)
class ContractIT {

    private static final Logger log = LoggerFactory.getLogger(ContractIT.class);
    private static final int REQUESTS = Integer.getInteger("warren.requests", 20);
    private static final long SEED = Long.getLong("warren.seed", 1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Rig system;
    private static String orders;

    @BeforeAll
    static void start(Rig rig) {
        system = rig;
        orders = base("order-service");
    }

    private static String base(String service) {
        return "http://127.0.0.1:" + system.service(service).port();
    }

    @Test
    void the_documents_are_served_as_they_are_checked_in() throws Exception {
        assertThat(get("/openapi", "*/*").body()).isEqualTo(checkedIn(DocumentsCommand.OPENAPI));
        assertThat(get("/asyncapi", "application/yaml").body()).isEqualTo(checkedIn(DocumentsCommand.ASYNCAPI));
        assertThat(JSON.readTree(get("/openapi", "application/json").body())
                        .at("/openapi")
                        .asText())
                .isEqualTo("3.1.0");
        assertThat(get("/openapi", "text/csv").statusCode()).isEqualTo(406);
    }

    private static String checkedIn(Path document) throws IOException {
        return Files.readString(Path.of("..").resolve(document));
    }

    @Test
    void every_schema_is_served_under_the_name_that_events_give_it() throws Exception {
        var listed = JSON.readTree(get("/schemas", "application/json").body()).get("items");

        assertThat(listed).hasSizeGreaterThan(16);
        for (JsonNode schema : listed) {
            var served = get(schema.get("path").asText(), "*/*");
            assertThat(served.headers().firstValue("Content-Type")).hasValue("application/schema+json");
            assertThat(JSON.readTree(served.body()).get("$id")).isEqualTo(schema.get("id"));
        }
        assertThat(get("/schemas/order.placed.v99", "*/*").statusCode()).isEqualTo(404);
    }

    @Test
    void the_page_for_people_brings_all_that_it_needs() throws Exception {
        var page = get("/openapi/view", "text/html");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'");
        assertThat(page.body()).doesNotContain("http:", "https:", "<style", "onload");
        for (String part : Set.of("swagger-ui.css", "swagger-ui-bundle.js", "warren.js", "favicon-32x32.png")) {
            assertThat(page.body()).contains("view/" + part);
            assertThat(get("/openapi/view/" + part, "*/*").statusCode())
                    .as(part)
                    .isEqualTo(200);
        }
    }

    @Test
    void a_listener_in_another_language_understands_every_event_of_an_order() throws IOException {
        var broker = system.broker().administrator();
        String uri = "amqp://%s:%s@127.0.0.1:%d/%s"
                .formatted(broker.getUsername(), broker.getPassword(), broker.getPort(), broker.getVirtualHost());
        var listening = NodePrograms.run("listener.mjs", uri, orders, base("user-service"));

        assertThat(listening.succeeded()).as(listening.tail()).isTrue();
        assertThat(listening.tail())
                .contains(
                        "order.placed.v2",
                        "user.credit-reserved.v1",
                        "order.payment-requested.v1",
                        "payment.captured.v1",
                        "order.confirmed.v1",
                        "notification.sent.v1");
    }

    /** The last: what it asks for at random keeps the services busy. */
    @Test
    @Order(Integer.MAX_VALUE)
    void every_operation_answers_as_documented_whatever_it_is_asked() throws Exception {
        var contract =
                new Contract(JSON.readTree(get("/openapi", "application/json").body()));
        var random = new Random(SEED);
        var values = new AnyValue(contract, random);
        var done = new HashSet<Operation>();
        int refused = 0;
        try {
            for (Operation operation : contract.operations()) {
                for (int i = 0; i < REQUESTS; i++) {
                    var call = i % 2 == 0
                            ? ApiCall.right(operation, values, random)
                            : ApiCall.wrong(operation, values, random);
                    int status = assertDocumented(contract, call);
                    if (status < 300) {
                        done.add(operation);
                    } else if (!call.isRight()) {
                        refused++;
                    }
                }
            }
        } finally {
            restoreProvider();
        }
        log.info(
                "{} operations, {} requests each, {} wrong ones refused; seed {}",
                contract.operations().size(),
                REQUESTS,
                refused,
                SEED);
        assertThat(contract.operations())
                .filteredOn(Operation::isAlwaysThere)
                .as("done at least once, seed %d", SEED)
                .allMatch(done::contains);
        assertThat(refused).as("wrong requests, seed %d", SEED).isGreaterThan(REQUESTS);
    }

    private static int assertDocumented(Contract contract, ApiCall call) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                call.to(orders),
                begun -> isEndless(begun)
                        ? new Unread()
                        : BodyHandlers.ofString().apply(begun));
        int status = answer.statusCode();
        String seen = "%s, seed %d: %d %s".formatted(call, SEED, status, answer.body());
        assertThat(status).as(seen).isLessThan(500);
        assertThat(call.operation().documents(status)).as("documented: " + seen).isTrue();
        if (!call.isRight()) {
            assertThat(status).as(seen).isBetween(400, 499);
        }
        if (!answer.body().isEmpty()) {
            String mediaType = answer.headers()
                    .firstValue("Content-Type")
                    .orElse("")
                    .replaceAll(";.*", "")
                    .strip();
            String schema = call.operation().answer(status, mediaType);
            assertThat(contract.schema(schema).isMissingNode())
                    .as("documented %s: %s", mediaType, seen)
                    .isFalse();
            if (mediaType.endsWith("json")) {
                assertThat(contract.errors(schema, answer.body())).as(seen).isEmpty();
            }
        }
        return status;
    }

    private static boolean isEndless(ResponseInfo answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    }

    private static void restoreProvider() throws IOException {
        system.edge("payment-service")
                .put("/simulated-provider", JSON.createObjectNode())
                .expect(200);
    }

    private static HttpResponse<String> get(String path, String accept) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(orders + path))
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofString());
    }
}
