package dev.warren.system.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.Participant;
import dev.warren.system.topology.SystemTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;

/** Messages for every service's queue, none of which may be handled. A function of the seed. */
final class BadMessages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SHORT_STRING = 255;
    private static final int MEBIBYTE = 1 << 20;

    /** @param what for the message of a failing test */
    record BadMessage(String queue, BasicProperties properties, byte[] body, String what) {}

    /** A right message, to be spoiled. */
    private record Draft(Participant participant, String id, String type, JsonNode body, Map<String, Object> headers) {}

    private final Corpora corpora;
    private final Random random;
    private final List<IntFunction<BadMessage>> kinds;
    private int drafted;

    BadMessages(Corpora corpora, long seed) {
        this.corpora = corpora;
        this.random = new Random(seed);
        kinds = List.of(
                this::aDocument,
                this::aDocumentInAField,
                this::aStringInAField,
                this::aStringAsAnAttribute,
                this::aSpoiledBody,
                this::aForgedEnvelope);
    }

    List<BadMessage> take(int count) {
        var messages = new ArrayList<BadMessage>();
        for (int i = 0; i < count; i++) {
            messages.add(kinds.get(i % kinds.size()).apply(i / kinds.size()));
        }
        return messages;
    }

    private BadMessage aDocument(int i) {
        var document = corpora.documents().get(i % corpora.documents().size());
        return message(draft(), document.bytes(), document.name());
    }

    private BadMessage aDocumentInAField(int i) {
        var document = corpora.documents().get(i % corpora.documents().size());
        Draft draft = draft();
        return message(draft, Spoiled.with(draft.body(), idField(draft), document.bytes()), document.name());
    }

    private BadMessage aStringInAField(int i) {
        Draft draft = draft();
        return message(draft, Spoiled.with(draft.body(), idField(draft), Spoiled.quoted(string(i))), string(i));
    }

    private BadMessage aStringAsAnAttribute(int i) {
        Draft draft = draft();
        // Some of the strings are numbers, and one of them could be a sequence.
        String string = shortened("x" + string(i));
        byte[] body = Spoiled.bytes(draft.body());
        var headers = draft.headers();
        return switch (i % 5) {
            case 0 -> message(draft, properties(draft).messageId(string + i), body, "message_id " + string);
            case 1 -> message(draft, properties(draft).type(string), body, "type " + string);
            case 2 -> message(draft, properties(draft).contentType(string), body, "content_type " + string);
            case 3 -> {
                headers.put("cloudEvents:sequence", string);
                yield message(draft, properties(draft), body, "sequence " + string);
            }
            default -> {
                headers.put("cloudEvents:specversion", string);
                yield message(draft, properties(draft), body, "specversion " + string);
            }
        };
    }

    private BadMessage aSpoiledBody(int i) {
        Draft draft = draft();
        return switch (random.nextInt(4)) {
            case 0 -> message(draft, Spoiled.truncated(draft.body(), random), "truncated");
            case 1 -> message(draft, Spoiled.without(draft.body(), idField(draft)), "without its id");
            case 2 -> message(draft, Spoiled.ofAnotherType(draft.body(), idField(draft), random), "another type");
            default -> message(draft, Spoiled.noise(random), "noise");
        };
    }

    private BadMessage aForgedEnvelope(int i) {
        Draft draft = draft();
        byte[] body = Spoiled.bytes(draft.body());
        var headers = draft.headers();
        switch (i % 9) {
            case 0:
                return message(draft, new BasicProperties.Builder(), body, "nothing but a body");
            case 1:
                return message(draft, properties(draft).headers(null), body, "no headers");
            case 2:
                return message(draft, properties(draft).messageId(null), body, "no message_id");
            case 3:
                headers.put("cloudEvents:id", UUID.randomUUID().toString());
                return message(draft, properties(draft), body, "two ids");
            case 4:
                headers.put("cloudEvents:type", "nobody.said-this.v1");
                return message(draft, properties(draft).type("nobody.said-this.v1"), body, "unknown type");
            case 5:
                String next = draft.type().replaceFirst("v\\d+$", "v99");
                headers.put("cloudEvents:type", next);
                return message(draft, properties(draft).type(next), body, "unknown version");
            case 6:
                headers.put("cloudEvents:sequence", Map.of("one", List.of(1, 2, Map.of())));
                return message(draft, properties(draft), body, "a sequence that is a table");
            case 7:
                headers.put("warren-attempts", Long.MIN_VALUE);
                headers.put("warren-history", "forged");
                headers.put("warren-first-failed-at", "yesterday");
                return message(draft, properties(draft), Spoiled.noise(random), "forged history");
            default:
                var large = new byte[i % 36 == 8 ? MEBIBYTE : 1000];
                Arrays.fill(large, (byte) '[');
                return message(draft, large, large.length + " brackets");
        }
    }

    /** Every service and every type that it hears in turn. */
    private Draft draft() {
        int number = drafted++;
        Participant participant = SystemTopology.PARTICIPANTS.get(number % SystemTopology.PARTICIPANTS.size());
        var types = List.copyOf(new TreeSet<>(participant.hears()));
        String type = types.get(number / SystemTopology.PARTICIPANTS.size() % types.size());
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        var headers = new HashMap<String, Object>();
        headers.put("cloudEvents:specversion", "1.0");
        headers.put("cloudEvents:id", id);
        headers.put("cloudEvents:source", "/somebody");
        headers.put("cloudEvents:type", type);
        headers.put("cloudEvents:sequence", "1");
        return new Draft(participant, id, type, example(type), headers);
    }

    private static JsonNode example(String type) {
        try (var json = BadMessages.class.getResourceAsStream("/examples/" + type + ".json")) {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every event has an id in it, in which nothing but an id is right. */
    private static String idField(Draft draft) {
        for (String name : (Iterable<String>) ((ObjectNode) draft.body())::fieldNames) {
            if (name.endsWith("Id")) {
                return name;
            }
        }
        throw new IllegalStateException("the example of " + draft.type() + " has no id");
    }

    private static BasicProperties.Builder properties(Draft draft) {
        return new BasicProperties.Builder()
                .messageId(draft.id())
                .type(draft.type())
                .contentType("application/json")
                .deliveryMode(2)
                .headers(draft.headers());
    }

    private static BadMessage message(Draft draft, byte[] body, String what) {
        return message(draft, properties(draft), body, what);
    }

    private static BadMessage message(Draft draft, BasicProperties.Builder properties, byte[] body, String what) {
        return new BadMessage(draft.participant().queue(), properties.build(), body, what);
    }

    private String string(int i) {
        return corpora.strings().get(i % corpora.strings().size());
    }

    /** As many characters as AMQP's short strings hold of bytes. */
    private static String shortened(String text) {
        String cut = text;
        while (cut.getBytes(StandardCharsets.UTF_8).length > LONGEST_SHORT_STRING - 10) {
            cut = cut.substring(0, cut.offsetByCodePoints(0, cut.codePointCount(0, cut.length()) - 1));
        }
        return cut;
    }
}
