package dev.warren.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogLineTest {

    private final Logger log = (Logger) LoggerFactory.getLogger("dev.warren.orders.placing.PlacingOrders");

    @Test
    void a_line_says_whose_it_is() {
        assertThat(line(Map.of("trace_id", "t1", "correlation_id", "o1", "request_id", "r1")))
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  PlacingOrders +placed trace=t1 order=o1 request=r1\\R");
    }

    @Test
    void a_line_says_no_more_than_is_known() {
        assertThat(line(Map.of("correlation_id", "o1"))).endsWith(" placed order=o1" + System.lineSeparator());
        assertThat(line(Map.of())).endsWith(" placed" + System.lineSeparator());
    }

    @Test
    void what_strangers_send_begins_no_line_of_its_own() {
        assertThat(line("type a\r\nb\u001b[2J\u0000\u0085 is not heard", Map.of("correlation_id", "o\n1")))
                .endsWith(" type a??b?[2J?? is not heard order=o?1" + System.lineSeparator());
    }

    private String line(Map<String, String> mdc) {
        return line("placed", mdc);
    }

    private String line(String message, Map<String, String> mdc) {
        LoggerContext context = log.getLoggerContext();
        LoggingEvent event = new LoggingEvent("", log, Level.INFO, message, null, null);
        event.setMDCPropertyMap(mdc);
        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
