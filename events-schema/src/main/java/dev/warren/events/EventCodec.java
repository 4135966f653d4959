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

/** Reads and writes one type of event, strictly. */
final class EventCodec {

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
    private final ObjectReader reader;
    private final ObjectWriter writer;

    EventCodec(EventType type) {
        this.type = type;
        this.reader = MAPPER.readerFor(type.eventClass());
        this.writer = MAPPER.writerFor(type.eventClass());
    }

    EventType type() {
        return type;
    }

    Event read(byte[] json) {
        try (JsonParser parser = reader.createParser(json)) {
            Event event = reader.readValue(parser);
            if (event == null) {
                throw new InvalidEventException(type.name(), "$", "must be a JSON object but was null");
            }
            if (parser.nextToken() != null) {
                throw new InvalidEventException(
                        type.name(), "$", "must be one JSON object but was followed by " + parser.currentToken());
            }
            return event;
        } catch (IOException problem) {
            throw InvalidEvents.explain(type, problem);
        }
    }

    byte[] write(Event event) {
        try {
            return writer.writeValueAsBytes(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    type.name() + " cannot be written although its record is valid", impossible);
        }
    }
}
