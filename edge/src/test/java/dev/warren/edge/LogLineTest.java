package dev.warren.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogLineTest {

    @Test
    void a_line_says_whose_it_is() throws Exception {
        assertThat(text("placed", Map.of("trace_id", "t1", "correlation_id", "o1", "request_id", "r1")))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  PlacingOrders +placed trace=t1 order=o1 request=r1\\R");
    }

    @Test
    void a_line_says_no_more_than_is_known() throws Exception {
        assertThat(text("placed", Map.of("correlation_id", "o1")))
                .endsWith(" placed order=o1" + System.lineSeparator());
        assertThat(text("placed", Map.of())).endsWith(" placed" + System.lineSeparator());
    }

    @Test
    void what_strangers_send_begins_no_line_of_its_own() throws Exception {
        assertThat(text("type a\r\nb\u001b[2J\u0000\u0085 is not heard", Map.of("correlation_id", "o\n1")))
                .endsWith(" type a??b?[2J?? is not heard order=o?1" + System.lineSeparator());
    }

    @Test
    void where_logs_are_collected_a_line_is_an_object_with_everything_that_is_known() throws Exception {
        var known = Map.of("trace_id", "t1", "correlation_id", "o1", "event_id", "e1", "event_type", "order.placed.v2");
        JsonNode line = json("placed", known, null);

        assertThat(line.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "timestamp",
                        "level",
                        "logger",
                        "thread",
                        "message",
                        "service",
                        "instance",
                        "trace_id",
                        "order_id",
                        "event_id",
                        "event_type");
        assertThat(line.get("service").asText()).isEqualTo("order-service");
        assertThat(line.get("instance").asText()).isEqualTo("i1");
        assertThat(line.get("order_id").asText()).isEqualTo("o1");
        assertThat(line.get("message").asText()).isEqualTo("placed");
        assertThat(OffsetDateTime.parse(line.get("timestamp").asText())
                        .getOffset()
                        .getTotalSeconds())
                .isZero();
    }

    @Test
    void a_stack_trace_is_in_its_line() throws Exception {
        JsonNode line = json("failed\nbadly", Map.of(), new IOException("gone"));

        assertThat(line.get("message").asText()).isEqualTo("failed\nbadly");
        assertThat(line.get("stack_trace").asText()).contains("java.io.IOException: gone", "LogLineTest");
    }

    private static String text(String message, Map<String, String> mdc) throws Exception {
        return line("text", message, mdc, null);
    }

    private static JsonNode json(String message, Map<String, String> mdc, Throwable thrown) throws Exception {
        String line = line("json", message, mdc, thrown);
        assertThat(line.lines()).hasSize(1);
        return new ObjectMapper().readTree(line);
    }

    /** As it is where the environment names the format. */
    private static InputStream configuration(String format) throws IOException {
        try (var file = LogLineTest.class.getResourceAsStream("/logback.xml")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains("${EDGE_LOG_FORMAT:-text}");
            return new ByteArrayInputStream(
                    text.replace("${EDGE_LOG_FORMAT:-text}", format).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String line(String format, String message, Map<String, String> mdc, Throwable thrown)
            throws Exception {
        var context = new LoggerContext();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(configuration(format));
        context.putProperty("service", "order-service");
        context.putProperty("instance", "i1");
        Logger log = context.getLogger("dev.warren.orders.placing.PlacingOrders");
        var event = new LoggingEvent("", log, Level.INFO, message, thrown, null);
        event.setMDCPropertyMap(mdc);
        var console = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
