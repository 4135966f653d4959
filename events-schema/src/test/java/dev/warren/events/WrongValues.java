package dev.warren.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What must not stand in a field, by the field's name and by the example's value. */
final class WrongValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The amounts that may be zero, as type and path; all others may not. */
    private static final List<String> MAY_BE_ZERO = List.of(
            "user.credit-limit-changed.v1 $.creditLimit",
            "user.credit-released.v1 $.amount",
            "order.placed.v1 $.items[0].unitPrice",
            "order.placed.v1 $.items[1].unitPrice",
            "order.placed.v2 $.items[0].unitPrice",
            "order.placed.v2 $.items[1].unitPrice");

    private WrongValues() {}

    static Stream<JsonNode> of(String field, JsonNode example) {
        return Stream.of(Stream.of(JSON.nullNode()), ofWrongType(example), ofRightType(field, example))
                .flatMap(values -> values);
    }

    /** Sums that are money, but not in this place. */
    static Stream<JsonNode> sums(EventType type, String path) {
        Stream<JsonNode> negative = Stream.of(money("-1.00", "EUR"));
        return MAY_BE_ZERO.contains(type.name() + " " + path)
                ? negative
                : Stream.concat(negative, Stream.of(money("0.00", "EUR")));
    }

    /** The example's amount in currencies with fewer and more decimals. */
    static Stream<JsonNode> currencies(JsonNode example) {
        return Stream.of("JPY", "KWD", "CLF")
                .map(currency -> money(example.get("amount").textValue(), currency));
    }

    private static Stream<JsonNode> ofWrongType(JsonNode example) {
        Stream<JsonNode> wrong = switch (example.getNodeType()) {
            case STRING -> Stream.of(JSON.numberNode(7), JSON.numberNode(7.5), JSON.objectNode());
            case NUMBER -> Stream.of(JSON.textNode(example.asText()), JSON.numberNode(3.5), JSON.objectNode());
            case OBJECT -> Stream.of(JSON.textNode("x"), JSON.textNode(""), JSON.numberNode(1));
            case ARRAY -> Stream.of(JSON.textNode("x"), JSON.textNode(""), example.get(0));
            default -> throw new AssertionError("no example holds a " + example.getNodeType());
        };
        Stream<JsonNode> wrapped = example.isArray() ? Stream.empty() : Stream.of(repeated(example, 1));
        return Stream.of(wrong, wrapped, Stream.<JsonNode>of(JSON.booleanNode(true)))
                .flatMap(values -> values);
    }

    private static Stream<JsonNode> ofRightType(String field, JsonNode example) {
        String text = example.asText();
        return switch (field) {
            case "userId", "orderId", "paymentId", "notificationId" -> ids(text);
            case "amount" -> amounts();
            case "currency" -> texts("", "ZZZ", "eur", "XXX", "EURO", "EUR ", "€");
            case "name", "providerReference" -> names(200);
            case "sku" -> names(64);
            case "email" -> emails();
            case "paymentMethod" -> example.isObject() ? Stream.empty() : tokens();
            case "token" -> tokens();
            case "deliveryCountry" -> texts("", "D", "DEU", "de", "D1", " DE", "DE\n", "ÄÖ");
            case "taxRate" ->
                texts("", "1", "1.00", "-0.1", ".19", "0.", "0,19", "00.19", "0.12345", "19%", "0.19\n", "0.٤");
            case "quantity" -> IntStream.of(0, -1, 10_001, Integer.MIN_VALUE).mapToObj(JSON::numberNode);
            case "reason", "channel", "template", "kind" ->
                texts("", "NOPE", "0", " " + text, text + "\n", otherCase(text));
            case "items" -> Stream.of(JSON.arrayNode(), repeated(example.get(0), 101));
            case "total", "creditLimit", "unitPrice" -> Stream.empty();
            default -> throw new AssertionError("say which values of " + field + " are wrong");
        };
    }

    private static Stream<JsonNode> tokens() {
        return texts("", "PM_CARD", "pm-card", "pm card", "pm_card\n", "a".repeat(65));
    }

    private static Stream<JsonNode> ids(String id) {
        String upper = id.toUpperCase(Locale.ROOT);
        String plain = id.replace("-", "");
        return texts("", "x", upper, plain, "{" + id + "}", " " + id, id + "\n", "urn:uuid:" + id, "1-1-1-1-1");
    }

    private static Stream<JsonNode> amounts() {
        Stream<JsonNode> spelling =
                texts("", "6e1", "+64.40", "064.40", ".40", "64,40", " 64.40", "64.40\n", "NaN", "٦٤.٤٠");
        Stream<JsonNode> decimals = texts("64.405", "64.4", "64", "64.", "-0.00");
        Stream<JsonNode> size = texts("1000000000000000.00", "1".repeat(500) + ".00");
        return Stream.of(spelling, decimals, size).flatMap(values -> values);
    }

    private static Stream<JsonNode> emails() {
        Stream<JsonNode> parts = texts("", "ada", "@example.org", "ada@", "ada@x@example.org", "ada @example.org");
        Stream<JsonNode> lists = texts("Ada <ada@example.org>", "ada@example.org,eve@example.org");
        Stream<JsonNode> lines = texts("ada@example.org\n", "ada@example.org\nBcc: eve@example.org");
        return Stream.of(parts, lists, lines, texts("a".repeat(243) + "@example.org"))
                .flatMap(values -> values);
    }

    private static Stream<JsonNode> names(int max) {
        Stream<JsonNode> blank = texts("", " ", "\u00a0\u2003");
        Stream<JsonNode> unprintable = texts("a\nb", "a\n", "a\u0000", "\u0085a", "a lone \ud800 surrogate");
        return Stream.of(blank, unprintable, texts("é".repeat(max + 1))).flatMap(values -> values);
    }

    private static String otherCase(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
    }

    private static ArrayNode repeated(JsonNode element, int times) {
        ArrayNode list = JSON.arrayNode();
        IntStream.range(0, times).forEach(i -> list.add(element));
        return list;
    }

    private static ObjectNode money(String amount, String currency) {
        return JSON.objectNode().put("amount", amount).put("currency", currency);
    }

    private static Stream<JsonNode> texts(String... texts) {
        return Stream.of(texts).map(JSON::textNode);
    }
}
