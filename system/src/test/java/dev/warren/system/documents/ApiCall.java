package dev.warren.system.documents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.system.documents.Operation.Parameter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A request that is made of an operation's description.
 *
 * @param isRight whether it is as described in all its parts
 * @param body null if it has none
 */
record ApiCall(Operation operation, String pathAndQuery, Map<String, String> headers, String body, boolean isRight) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern NOT_FOR_HEADERS = Pattern.compile("[^ -~]");

    static ApiCall right(Operation operation, AnyValue values, Random random) {
        return of(operation, values, random, null);
    }

    /** One part of it is wrong; right all the same where no part can be. */
    static ApiCall wrong(Operation operation, AnyValue values, Random random) {
        var parts = new ArrayList<>(
                operation.parameters().stream().map(Parameter::schema).toList());
        operation.body().ifPresent(parts::add);
        return of(operation, values, random, parts.isEmpty() ? null : parts.get(random.nextInt(parts.size())));
    }

    private static ApiCall of(Operation operation, AnyValue values, Random random, String spoiled) {
        boolean isRight = true;
        String path = operation.path();
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        var headers = new HashMap<String, String>();
        for (Parameter parameter : operation.parameters()) {
            String wrong = parameter.schema().equals(spoiled) ? values.wrongText(spoiled) : null;
            if (wrong == null && !parameter.required() && random.nextBoolean()) {
                continue;
            }
            isRight &= wrong == null;
            String value = wrong == null ? values.right(parameter.schema()).asText() : wrong;
            switch (parameter.in()) {
                case "path" -> path = path.replace("{" + parameter.name() + "}", encoded(value));
                case "query" -> query.add(parameter.name() + "=" + encoded(value));
                default ->
                    headers.put(parameter.name(), NOT_FOR_HEADERS.matcher(value).replaceAll("?"));
            }
        }
        String body = null;
        if (operation.body().isPresent()) {
            String schema = operation.body().get();
            JsonNode wrong = schema.equals(spoiled) ? values.wrong(schema) : null;
            isRight &= wrong == null;
            body = (wrong == null ? values.right(schema) : wrong).toString();
        }
        return new ApiCall(operation, path + query, headers, body, isRight);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    HttpRequest to(String base) {
        var request = HttpRequest.newBuilder(URI.create(base + pathAndQuery)).timeout(PATIENCE);
        headers.forEach(request::header);
        if (body == null) {
            return request.method(operation.method(), BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(operation.method(), BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public String toString() {
        return "%s %s %s %s (%s)"
                .formatted(operation.method(), pathAndQuery, headers, body, isRight ? "right" : "wrong");
    }
}
