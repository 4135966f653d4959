package dev.warren.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.function.Function;

/**
 * Reads and writes one version of an event, strictly. Whatever the version, the event is the newest record: an older version has a
 * record of its own only between its JSON and that.
 */
final class EventCodec<E> {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // JSON between systems is UTF-8; guessing would let the same bytes mean two things.
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .build())
            .addModule(ContractModule.forEvents())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // Optional fields may be added within a version, so a listener passes over what it does not know.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final EventType type;
    private final boolean newest;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Function<Object, E> upcast;
    private final Function<E, ?> downcast;

    private EventCodec(
            EventType type, Class<?> shape, boolean newest, Function<Object, E> upcast, Function<E, ?> downcast) {
        this.type = type;
        this.newest = newest;
        this.reader = MAPPER.readerFor(shape);
        this.writer = MAPPER.writerFor(shape);
        this.upcast = upcast;
        this.downcast = downcast;
    }

    static <E> EventCodec<E> newest(EventType type, Class<E> event) {
        return new EventCodec<>(type, event, true, event::cast, event::cast);
    }

    /**
     * @param shape the record that the event was in this version
     * @param upcast says of what the version did not know that it is unknown
     * @param downcast leaves out what the version does not know
     */
    static <E, S> EventCodec<E> older(
            EventType type, Class<E> event, Class<S> shape, Function<S, E> upcast, Function<E, S> downcast) {
        return new EventCodec<>(
                type, shape, false, old -> upcast.apply(shape.cast(old)), it -> downcast.apply(event.cast(it)));
    }

    EventType type() {
        return type;
    }

    boolean isNewest() {
        return newest;
    }

    E read(byte[] json) {
        try (JsonParser parser = reader.createParser(json)) {
            Object shape = reader.readValue(parser);
            if (shape == null) {
                throw new InvalidEventException(type.name(), "$", "must be a JSON object but was null");
            }
            if (parser.nextToken() != null) {
                throw new InvalidEventException(
                        type.name(), "$", "must be one JSON object but was followed by " + parser.currentToken());
            }
            return upcast.apply(shape);
        } catch (IOException problem) {
            throw InvalidEvents.explain(type, problem);
        }
    }

    byte[] write(E event) {
        try {
            return writer.writeValueAsBytes(downcast.apply(event));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    type.name() + " cannot be written although its record is valid", impossible);
        }
    }
}
