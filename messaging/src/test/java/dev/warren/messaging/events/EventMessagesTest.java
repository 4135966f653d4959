package dev.warren.messaging.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import dev.warren.messaging.Said;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventMessagesTest {

    private static final Instant AT = Instant.parse("2025-12-18T07:30:00.123Z");
    private static final UUID CAUSE = UUID.fromString("0193f5a0-0000-7000-8000-00000000cafe");
    private static final SpanContext TRACE = SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
    private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);

    private final EventMessages<Greeting> greeter = new EventMessages<>(Greeting.GREETER, Greeting.CONTRACT);
    private final EventMessages<Greeting> guest = new EventMessages<>(Greeting.GUEST, Greeting.CONTRACT);

    private Message hello(UUID process, UUID cause) {
        return greeter.write(new Said(new Greeting(Greeting.ABOUT, "hello", process), 3, AT), cause, TRACE);
    }

    @Test
    void an_event_is_said_in_the_version_that_was_chosen_and_is_the_same_event() {
        var contract = Greeting.CONTRACT_OF_TWO_VERSIONS;
        var today = new EventMessages<>(Greeting.GREETER, contract);
        var yesterday = new EventMessages<>(Greeting.GREETER, contract.saying(List.of("greeter.greeted.v1")));
        var said = new Said(new Greeting(Greeting.ABOUT, "hello", Greeting.PROCESS), 3, AT);

        Message second = today.write(said, CAUSE, TRACE);
        Message first = yesterday.write(said, CAUSE, TRACE);

        assertThat(second.routingKey()).isEqualTo("greeter.greeted.v2");
        assertThat(second.body()).isEqualTo("greeter.greeted.v2 hello".getBytes(StandardCharsets.UTF_8));
        assertThat(first.routingKey()).isEqualTo("greeter.greeted.v1");
        assertThat(first.properties().getType()).isEqualTo("greeter.greeted.v1");
        assertThat(first.properties().getHeaders())
                .containsEntry("cloudEvents:type", "greeter.greeted.v1")
                .containsEntry("cloudEvents:dataschema", "urn:test:greeter.greeted.v1");
        assertThat(first.body()).isEqualTo("greeter.greeted.v1 hello".getBytes(StandardCharsets.UTF_8));
        assertThat(first.id()).isEqualTo(second.id());
    }

    @Test
    void a_message_carries_its_event_as_the_contract_says() {
        Message message = hello(Greeting.PROCESS, CAUSE);
        String id = message.id().toString();
        assertThat(message.exchange()).isEqualTo("greeter.events");
        assertThat(message.routingKey()).isEqualTo(Greeting.TYPE);
        assertThat(message.body()).isEqualTo(BODY);
        assertThat(message.properties())
                .isEqualTo(new BasicProperties.Builder()
                        .messageId(id)
                        .type(Greeting.TYPE)
                        .contentType("application/json")
                        .timestamp(Date.from(AT))
                        .appId("greeter-service")
                        .correlationId(Greeting.PROCESS.toString())
                        .deliveryMode(2)
                        .headers(Map.ofEntries(
                                Map.entry("cloudEvents:specversion", "1.0"),
                                Map.entry("cloudEvents:id", id),
                                Map.entry("cloudEvents:source", "/greeter-service"),
                                Map.entry("cloudEvents:type", Greeting.TYPE),
                                Map.entry("cloudEvents:subject", Greeting.ABOUT.toString()),
                                Map.entry("cloudEvents:time", "2025-12-18T07:30:00.123Z"),
                                Map.entry("cloudEvents:dataschema", "urn:test:" + Greeting.TYPE),
                                Map.entry("cloudEvents:correlationid", Greeting.PROCESS.toString()),
                                Map.entry("cloudEvents:causationid", CAUSE.toString()),
                                Map.entry("cloudEvents:sequence", "3"),
                                Map.entry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")))
                        .build());
    }

    @Test
    void what_belongs_to_no_process_and_has_no_cause_says_neither() {
        BasicProperties properties = hello(null, null).properties();
        assertThat(properties.getCorrelationId()).isNull();
        assertThat(properties.getHeaders()).doesNotContainKeys("cloudEvents:correlationid", "cloudEvents:causationid");
    }

    @Test
    void a_full_minute_is_told_with_its_seconds() {
        var fullMinute =
                new Said(new Greeting(Greeting.ABOUT, "hello", null), 3, Instant.parse("2025-12-18T07:30:00Z"));
        assertThat(greeter.write(fullMinute, null, TRACE).properties().getHeaders())
                .containsEntry("cloudEvents:time", "2025-12-18T07:30:00Z");
    }

    @Test
    void what_is_written_is_read_again() {
        Message message = hello(Greeting.PROCESS, CAUSE);
        Heard heard = guest.read(received(message.properties()), message.body());
        assertThat(heard.id()).isEqualTo(message.id());
        assertThat(heard.type()).isEqualTo(Greeting.TYPE);
        assertThat(heard.sequence()).isEqualTo(3);
        assertThat(heard.event()).isEqualTo(new Greeting(Greeting.ABOUT, "hello", Greeting.PROCESS));
        SpanContext sender = Traces.of(received(message.properties()));
        assertThat(sender.getTraceId()).isEqualTo(TRACE.getTraceId());
        assertThat(sender.getSpanId()).isEqualTo(TRACE.getSpanId());
    }

    @Test
    void a_sender_without_a_trace_is_heard_all_the_same() {
        Message message = hello(Greeting.PROCESS, CAUSE);
        var untraced = without(message.properties(), "traceparent");
        assertThat(guest.read(untraced, BODY).id()).isEqualTo(message.id());
        assertThat(Traces.of(untraced).isValid()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void what_is_no_event_for_us_is_refused_with_its_header_and_value(
            String what, Change change, String header, String value) {
        BasicProperties properties =
                change.to(received(hello(Greeting.PROCESS, CAUSE).properties()));
        assertThatThrownBy(() -> guest.read(properties, BODY))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining(header)
                .hasMessageContaining(value);
    }

    @Test
    void a_record_that_refuses_without_a_word_still_gives_a_reason() {
        assertThatThrownBy(() ->
                        guest.read(received(hello(Greeting.PROCESS, CAUSE).properties()), new byte[0]))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("IllegalStateException");
    }

    interface Change {
        BasicProperties to(BasicProperties properties);
    }

    static Stream<Arguments> broken() {
        String otherId = "0193f5a0-0000-7000-8000-0000000000ff";
        return Stream.of(
                row("no headers at all", p -> p.builder().headers(null).build(), "specversion", "null"),
                row("other version of CloudEvents", with("specversion", "0.3"), "specversion", "0.3"),
                row("no id", p -> without(p, "cloudEvents:id"), "id", "null"),
                row("id that is no UUID", id("order-7"), "message_id", "order-7"),
                row(
                        "id in capitals",
                        id("0193F5A0-0000-7000-8000-0000000000FF"),
                        "message_id",
                        "0193F5A0-0000-7000-8000-0000000000FF"),
                row("abbreviated id", id("1-1-1-1-1"), "message_id", "1-1-1-1-1"),
                row(
                        "other id in the properties",
                        p -> p.builder().messageId(otherId).build(),
                        "message_id",
                        otherId),
                row("no id in the properties", p -> p.builder().messageId(null).build(), "message_id", "null"),
                row(
                        "other type in the properties",
                        p -> p.builder().type("x.y.v1").build(),
                        "type",
                        "x.y.v1"),
                row("no type", p -> without(p, "cloudEvents:type"), "type", "null"),
                row("type not heard here", type("greeter.greeted.v2"), "greeter.greeted.v2", Greeting.TYPE),
                row("no source", p -> without(p, "cloudEvents:source"), "source", "null"),
                row("source that is no URI", with("source", "%%"), "source", "%%"),
                row("time that is none", with("time", "yesterday"), "time", "yesterday"),
                row("schema that is no URI", with("dataschema", "%%"), "dataschema", "%%"),
                row("attribute that CloudEvents does not allow", with("Not-Allowed", "x"), "extension", "Not-Allowed"),
                row("no sequence", p -> without(p, "cloudEvents:sequence"), "cloudEvents:sequence", "null"),
                row("sequence zero", with("sequence", "0"), "cloudEvents:sequence", "0"),
                row("negative sequence", with("sequence", "-4"), "cloudEvents:sequence", "-4"),
                row("digits of another script", with("sequence", "\u0663"), "cloudEvents:sequence", "\u0663"),
                row("a number beyond counting", with("sequence", "9".repeat(19)), "cloudEvents:sequence", "999"),
                row("sequence in words", with("sequence", "three"), "cloudEvents:sequence", "three"),
                row("sequence as a table", with("sequence", Map.of("a", 1)), "cloudEvents:sequence", "a=1"),
                row("text", p -> p.builder().contentType("text/plain").build(), "content_type", "text/plain"),
                row("no content type", p -> p.builder().contentType(null).build(), "content_type", "null"));
    }

    private static Arguments row(String what, Change change, String header, String value) {
        return Arguments.of(what, change, header, value);
    }

    private static Change with(String attribute, Object value) {
        return properties -> {
            var headers = new HashMap<>(properties.getHeaders());
            headers.put("cloudEvents:" + attribute, value instanceof String text ? received(text) : value);
            return properties.builder().headers(headers).build();
        };
    }

    private static Change id(String id) {
        return properties ->
                with("id", id).to(properties.builder().messageId(id).build());
    }

    private static Change type(String type) {
        return properties ->
                with("type", type).to(properties.builder().type(type).build());
    }

    private static BasicProperties without(BasicProperties properties, String header) {
        var headers = new HashMap<>(properties.getHeaders());
        headers.remove(header);
        return properties.builder().headers(headers).build();
    }

    /** Text comes from the broker as a type of the client's own. */
    private static BasicProperties received(BasicProperties properties) {
        var headers = new HashMap<String, Object>();
        properties.getHeaders().forEach((name, value) -> headers.put(name, received((String) value)));
        return properties.builder().headers(headers).build();
    }

    private static Object received(String text) {
        return LongStringHelper.asLongString(text);
    }
}
