package dev.warren.edge.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.warren.messaging.events.UnreadableMessageException;
import dev.warren.messaging.journal.Entry;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventSerializationException;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes events of what is in the journal: CloudEvents in structured JSON, in whatever version they were said. Thread-safe. */
final class FeedEvents {

    /** Whatever else stood there could look like lines of the feed. */
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private final JsonFormat format = new JsonFormat();
    private final Owners owners;

    FeedEvents(Owners owners) {
        this.owners = owners;
    }

    /** Empty if it is none that a listener could read. */
    Optional<FeedEvent> of(Entry entry) {
        try {
            CloudEvent event = entry.event();
            JsonNode data = JSON.readTree(entry.body());
            boolean isForged = !event.getId().equals(entry.mark().id());
            if (isForged
                    || !isId(event.getId())
                    || !TYPE.matcher(event.getType()).matches()
                    || data.isMissingNode()) {
                return Optional.empty();
            }
            var whole = CloudEventBuilder.v1(event)
                    .withData(JsonCloudEventData.wrap(data))
                    .build();
            Object order = event.getExtension("correlationid");
            return Optional.of(new FeedEvent(
                    entry.mark(),
                    event.getType(),
                    event.getSubject(),
                    order == null ? null : order.toString(),
                    owners.of(data).orElse(null),
                    Blocks.event(entry.mark(), event.getType(), format.serialize(whole))));
        } catch (UnreadableMessageException | JsonProcessingException | EventSerializationException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static boolean isId(String id) {
        try {
            return UUID.fromString(id).toString().equals(id);
        } catch (IllegalArgumentException noId) {
            return false;
        }
    }
}
