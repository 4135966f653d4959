package dev.warren.edge.json;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.io.buffer.ReferenceCounted;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.http.codec.CodecException;
import io.micronaut.jackson.JacksonConfiguration;
import io.micronaut.json.body.JsonMessageHandler;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the JSON bodies of requests, strictly; a body that cannot be read becomes the problem that its sender gets. */
@Singleton
@Order(JsonMessageHandler.ORDER - 1)
@Consumes(MediaType.APPLICATION_JSON)
final class RequestBodies<T> implements MessageBodyReader<T> {

    private final ObjectMapper json;
    private final UnreadableBodies unreadable;
    private final Map<Argument<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    RequestBodies(ObjectMapper mapper, UnreadableBodies unreadable) {
        this.json = StrictJson.from(mapper);
        this.unreadable = unreadable;
    }

    @Override
    public T read(Argument<T> type, MediaType mediaType, Headers headers, ByteBuffer<?> buffer) {
        T body = read(type, buffer.toByteArray());
        // On failure the caller releases it.
        if (buffer instanceof ReferenceCounted counted) {
            counted.release();
        }
        return body;
    }

    @Override
    public T read(Argument<T> type, MediaType mediaType, Headers headers, InputStream stream) {
        try {
            return read(type, stream.readAllBytes());
        } catch (IOException e) {
            throw new CodecException("the body could not be received", e);
        }
    }

    private T read(Argument<T> type, byte[] body) {
        try {
            return readers.computeIfAbsent(type, this::reader).readValue(body);
        } catch (IOException | IllegalArgumentException e) {
            throw new CodecException("the body could not be read", unreadable.explain(body, e));
        }
    }

    private ObjectReader reader(Argument<?> type) {
        JavaType javaType = JacksonConfiguration.constructType(type, json.getTypeFactory());
        return json.readerFor(javaType);
    }
}
