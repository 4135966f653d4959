package dev.warren.system.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Right documents made wrong: whatever comes out must be refused. Pure, but for the given randomness. */
final class Spoiled {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "\"the place\"";

    private Spoiled() {}

    /** Ends before its end. */
    static byte[] truncated(JsonNode right, Random random) {
        byte[] bytes = bytes(right);
        return Arrays.copyOf(bytes, random.nextInt(1, bytes.length));
    }

    /** Lacks one of its fields. */
    static byte[] without(JsonNode right, String field) {
        return bytes(((ObjectNode) right.deepCopy()).without(field));
    }

    /** Has something else, JSON or not, in the place of a field's value. */
    static byte[] with(JsonNode right, String field, byte[] value) {
        String text = ((ObjectNode) right.deepCopy()).put(field, "the place").toString();
        int place = text.indexOf(MARK);
        var out = new ByteArrayOutputStream();
        out.writeBytes(text.substring(0, place).getBytes(StandardCharsets.UTF_8));
        out.writeBytes(value);
        out.writeBytes(text.substring(place + MARK.length()).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** A value of a type that no id and no money has. */
    static byte[] ofAnotherType(JsonNode right, String field, Random random) {
        var others = List.of("true", "null", "[]", "{}", "-1", "1e400", "[[1]]", "{\"amount\":{}}");
        return with(right, field, others.get(random.nextInt(others.size())).getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes by chance, of which the first makes it no object. */
    static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(1, 300)];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xC0;
        return bytes;
    }

    static byte[] quoted(String text) {
        try {
            return JSON.writeValueAsBytes(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
