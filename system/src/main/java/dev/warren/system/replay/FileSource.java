package dev.warren.system.replay;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A file of CloudEvents in structured form, one a line, as {@code ./warren record} writes it. */
public final class FileSource implements Source {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Set<String> NO_HEADERS = Set.of("data", "datacontenttype", "traceparent");
    private static final int PERSISTENT = 2;

    private final Path file;

    public FileSource(Path file) {
        this.file = file;
    }

    @Override
    public void each(Consumer<Told> consumer) {
        int number = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    consumer.accept(told(line, number));
                }
            }
        } catch (NoSuchFileException e) {
            throw new LocalException("NO_SUCH_FILE", "there is no file " + file, e);
        } catch (IOException e) {
            throw new LocalException(
                    "FILE_UNREADABLE", "%s cannot be read behind line %d: %s".formatted(file, number, e), e);
        }
    }

    private Told told(String line, int number) {
        try {
            return told(JSON.readTree(line));
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            throw new LocalException(
                    "FILE_UNREADABLE",
                    "line %d of %s is no CloudEvent in structured form: %s".formatted(number, file, e.getMessage()),
                    e);
        }
    }

    private static Told told(JsonNode event) throws IOException {
        var headers = new HashMap<String, Object>();
        event.fields().forEachRemaining(field -> {
            if (!NO_HEADERS.contains(field.getKey())) {
                headers.put("cloudEvents:" + field.getKey(), field.getValue().asText());
            }
        });
        if (event.has("traceparent")) {
            headers.put("traceparent", event.get("traceparent").asText());
        }
        var properties = new BasicProperties.Builder()
                .messageId(required(event, "id"))
                .type(required(event, "type"))
                .contentType(event.path("datacontenttype").asText("application/json"))
                .timestamp(Date.from(Instant.parse(required(event, "time"))))
                .appId(required(event, "source").replaceFirst("^/", ""))
                .correlationId(event.path("correlationid").asText(null))
                .deliveryMode(PERSISTENT)
                .headers(Map.copyOf(headers))
                .build();
        return new Told(properties, JSON.writeValueAsBytes(event.required("data")));
    }

    private static String required(JsonNode event, String attribute) {
        return event.required(attribute).asText();
    }
}
