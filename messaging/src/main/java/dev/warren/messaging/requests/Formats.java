package dev.warren.messaging.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes bodies in every {@link Format}, equally strictly. Thread-safe. */
public final class Formats {

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(32).build();

    private final ObjectMapper json;
    private final ObjectMapper cbor;

    /** @param contract teaches Jackson the types of the system's contract */
    public Formats(Module contract) {
        json = strict(JsonMapper.builder(), contract);
        cbor = strict(CBORMapper.builder(), contract);
    }

    private static ObjectMapper strict(MapperBuilder<?, ?> builder, Module contract) {
        ObjectMapper mapper = builder.addModule(contract)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                // As with events, a version may gain optional fields.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        mapper.getFactory().setStreamReadConstraints(LIMITS);
        return mapper;
    }

    byte[] write(Format format, Object value) {
        try {
            return mapper(format).writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a %s cannot be written".formatted(value.getClass()), e);
        }
    }

    /** @throws UnreadableBodyException with a text that quotes nothing of the body and names no class */
    <T> T read(Format format, byte[] body, Class<T> type) throws UnreadableBodyException {
        try {
            T value = mapper(format).readValue(body, type);
            if (value == null) {
                throw new UnreadableBodyException("is null");
            }
            return value;
        } catch (IOException e) {
            throw new UnreadableBodyException(explain(format, e));
        }
    }

    private ObjectMapper mapper(Format format) {
        return switch (format) {
            case JSON -> json;
            case CBOR -> cbor;
        };
    }

    private static String explain(Format format, IOException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return "is no valid " + format;
        }
        var path = new StringBuilder("$");
        mapping.getPath()
                .forEach(step -> path.append(
                        step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName()));
        Throwable cause = mapping;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        // A record's own refusal is worded for readers; Jackson's would name classes.
        return cause instanceof JsonProcessingException
                ? "does not fit its type at " + path
                : "is refused at %s: %s".formatted(path, cause.getMessage());
    }
}
