package dev.warren.edge.cbor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.MessageBodyWriter;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;

/** Writes in CBOR what would be the same in JSON. */
@Singleton
@Produces(CborBodies.CBOR)
final class CborBodies implements MessageBodyWriter<Object> {

    static final String CBOR = "application/cbor";

    private static final MediaType TYPE = MediaType.of(CBOR);

    private final ObjectMapper cbor;

    CborBodies(ObjectMapper json) {
        this.cbor = json.copyWith(new CBORFactory());
    }

    @Override
    public boolean isWriteable(Argument<Object> type, MediaType mediaType) {
        return mediaType != null && mediaType.matches(TYPE);
    }

    @Override
    public void writeTo(
            Argument<Object> type, MediaType mediaType, Object body, MutableHeaders headers, OutputStream out) {
        headers.set(HttpHeaders.CONTENT_TYPE, TYPE);
        try {
            cbor.writeValue(out, body);
        } catch (IOException e) {
            throw new CodecException("an answer cannot be written as CBOR", e);
        }
    }
}
