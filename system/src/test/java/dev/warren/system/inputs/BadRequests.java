package dev.warren.system.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.system.inputs.Corpora.Document;
import dev.warren.system.load.Orders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/** Requests to everything that can be changed, none of which may change anything. A function of the seed. */
final class BadRequests {

    /** The edge refuses longer bodies for their length alone, which would hide what is in them. */
    private static final int LONGEST_BODY = 60_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOME_ID = "019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071";
    private static final JsonNode USER = JSON.valueToTree(Orders.user("Ada", "ada@example.org", "100.00"));
    private static final JsonNode ORDER = JSON.valueToTree(Orders.order(SOME_ID, "TEA", 1, "12.50", "pm_card_visa"));
    private static final JsonNode EDIT = JSON.valueToTree(Map.of("version", 1, "body", "{}"));

    /** What takes a body: where, a right one, and a field in which nothing but the right one is right. */
    private record Target(String service, String method, String path, JsonNode right, String field) {}

    private static final List<Target> TARGETS = List.of(
            new Target("user-service", "POST", "/users", USER, "creditLimit"),
            new Target("order-service", "POST", "/orders", ORDER, "userId"),
            new Target("order-service", "POST", "/orders", ORDER, "items"),
            new Target("payment-service", "PUT", "/dead-letters/" + SOME_ID, EDIT, "version"));

    private static final Target SWITCHES = new Target(
            "payment-service",
            "PUT",
            "/simulated-provider",
            JSON.valueToTree(Map.of("declineRate", 0.5, "latency", "2s")),
            null);

    /** Paths that end in a deed; nothing in the lists of strings is an id. */
    private static final List<Target> DEEDS = List.of(
            new Target("order-service", "POST", "/orders/%s/cancel", null, null),
            new Target("order-service", "POST", "/orders/%s/resend", null, null),
            new Target("notification-service", "POST", "/dead-letters/%s/redrive", null, null),
            new Target("user-service", "DELETE", "/dead-letters/%s?reason=none", null, null));

    /** @param what for the message of a failing test */
    record BadRequest(String service, String method, String path, String contentType, byte[] body, String what) {}

    private final Corpora corpora;
    private final Random random;
    private final List<IntFunction<BadRequest>> kinds;

    BadRequests(Corpora corpora, long seed) {
        this.corpora = corpora;
        this.random = new Random(seed);
        kinds = List.of(
                this::aDocument,
                this::aDocumentInAField,
                this::aStringInAField,
                this::aStringInThePath,
                this::aSpoiledBody,
                this::anUnknownField,
                this::aSwitch,
                this::anotherContentType,
                this::anotherMethod);
    }

    List<BadRequest> take(int count) {
        var requests = new ArrayList<BadRequest>();
        for (int i = 0; i < count; i++) {
            requests.add(kinds.get(i % kinds.size()).apply(i / kinds.size()));
        }
        return requests;
    }

    private BadRequest aDocument(int i) {
        Document document = document(i);
        return json(target(i), cut(document.bytes()), document.name());
    }

    private BadRequest aDocumentInAField(int i) {
        Document document = document(i);
        Target target = target(i);
        return json(target, cut(Spoiled.with(target.right(), target.field(), document.bytes())), document.name());
    }

    private BadRequest aStringInAField(int i) {
        String string = string(i);
        Target target = target(i);
        return json(target, Spoiled.with(target.right(), target.field(), Spoiled.quoted(string)), string);
    }

    private BadRequest aStringInThePath(int i) {
        String string = string(i);
        Target deed = DEEDS.get(i % DEEDS.size());
        // An empty part of a path is no part of it, and dots would lead elsewhere.
        String part = string.isBlank() || string.matches("\\.+") ? "x" + string : string;
        String path = deed.path()
                .formatted(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
        return new BadRequest(deed.service(), deed.method(), path, null, new byte[0], string);
    }

    private BadRequest aSpoiledBody(int i) {
        Target target = target(i);
        return switch (random.nextInt(8)) {
            case 0 -> json(target, Spoiled.without(target.right(), target.field()), "without " + target.field());
            case 1 -> json(target, Spoiled.ofAnotherType(target.right(), target.field(), random), "another type");
            case 2, 3, 4 -> json(target, Spoiled.truncated(target.right(), random), "truncated");
            default -> json(target, Spoiled.noise(random), "noise");
        };
    }

    /** Of the provider's switches each may be left out, or be null: only what is no JSON at all is wrong in the place of one. */
    private BadRequest aSwitch(int i) {
        var broken = corpora.documents().stream()
                .filter(document -> document.name().startsWith("n_"))
                .toList();
        Document document = broken.get(i % broken.size());
        return i % 2 == 0
                ? json(SWITCHES, cut(Spoiled.with(SWITCHES.right(), "declineRate", document.bytes())), document.name())
                : json(SWITCHES, Spoiled.with(SWITCHES.right(), "latency", Spoiled.quoted(string(i))), string(i));
    }

    private BadRequest anUnknownField(int i) {
        Target target = target(i);
        String name = "x" + string(i);
        var body = ((ObjectNode) target.right().deepCopy()).put(name, string(i));
        return json(target, Spoiled.bytes(body), "unknown field " + name);
    }

    private BadRequest anotherContentType(int i) {
        Target target = target(i);
        var types = List.of("text/plain", "application/xml", "multipart/form-data; boundary=x", "image/png");
        String type = types.get(i % types.size());
        return new BadRequest(target.service(), target.method(), target.path(), type, rightOrNot(target, i), type);
    }

    private BadRequest anotherMethod(int i) {
        Target target = TARGETS.get(i % 2);
        var methods = List.of("PUT", "PATCH", "DELETE");
        String method = methods.get(i % methods.size());
        return new BadRequest(
                target.service(), method, target.path(), "application/json", rightOrNot(target, i), method);
    }

    /** Type or method alone make it wrong. */
    private byte[] rightOrNot(Target target, int i) {
        return i % 8 == 0
                ? Spoiled.bytes(target.right())
                : Spoiled.with(target.right(), target.field(), Spoiled.quoted(string(i)));
    }

    private static BadRequest json(Target target, byte[] body, String what) {
        return new BadRequest(target.service(), target.method(), target.path(), "application/json", body, what);
    }

    /** Each with each in the end: the number of targets moves on once the list is through. */
    private Target target(int i) {
        return TARGETS.get((i + i / corpora.documents().size()) % TARGETS.size());
    }

    private Document document(int i) {
        return corpora.documents().get(i % corpora.documents().size());
    }

    private String string(int i) {
        return corpora.strings().get(i % corpora.strings().size());
    }

    private static byte[] cut(byte[] body) {
        return body.length <= LONGEST_BODY ? body : Arrays.copyOf(body, LONGEST_BODY);
    }
}
