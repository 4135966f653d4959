package dev.warren.messaging.outbox;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.ContentHeaderPropertyWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Message properties as bytes, in AMQP's own encoding (AMQP 0-9-1, 4.2.6.1), because nothing else keeps every header type that a
 * foreign publisher may have used.
 */
public final class WireProperties {

    private static final int WEIGHT_AND_SIZE = Short.BYTES + Long.BYTES;

    private WireProperties() {}

    public static byte[] write(BasicProperties properties) {
        try {
            var bytes = new ByteArrayOutputStream(512);
            properties.writePropertiesTo(new ContentHeaderPropertyWriter(new DataOutputStream(bytes)));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static BasicProperties read(byte[] bytes) {
        // The client reads a whole content header: weight and body size stand before the properties.
        var header = ByteBuffer.allocate(WEIGHT_AND_SIZE + bytes.length).put(WEIGHT_AND_SIZE, bytes);
        try {
            return new BasicProperties(new DataInputStream(new ByteArrayInputStream(header.array())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
