package dev.warren.messaging.tally;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.warren.messaging.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Somebody asks to add to a tally, and the tally says what it has counted. */
sealed interface TallyEvent {

    UUID tally();

    record Asked(UUID tally, int amount) implements TallyEvent {}

    record Counted(UUID tally, long total) implements TallyEvent {}

    Map<String, Class<? extends TallyEvent>> TYPES =
            Map.of("asker.asked.v1", Asked.class, "tally.counted.v1", Counted.class);

    JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    Contract<TallyEvent> CONTRACT = new Contract<>(
            TallyEvent::type,
            type -> URI.create("urn:test:" + type),
            TallyEvent::read,
            TallyEvent::write,
            TallyEvent::tally,
            event -> Optional.of(event.tally()));

    private static String type(TallyEvent event) {
        return switch (event) {
            case Asked asked -> "asker.asked.v1";
            case Counted counted -> "tally.counted.v1";
        };
    }

    private static TallyEvent read(String type, byte[] body) {
        try {
            return JSON.readValue(body, TYPES.get(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] write(TallyEvent event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
