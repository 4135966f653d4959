package dev.warren.local;

import dev.warren.local.TestClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks for a resource again that the caller knows already, in every way of saying so (RFC 9110, 13.1.2). For tests. */
public final class Revalidation {

    private Revalidation() {}

    /** Asks for one resource, which must not change meanwhile; returns what was answered wrongly, one line each. */
    public static List<String> violations(TestClient client, String path) {
        Answer whole = client.get(path);
        String tag = whole.header("ETag");
        if (whole.status() != 200 || tag == null || !tag.matches("\"[^\"]+\"")) {
            return List.of(
                    "GET %s: expected 200 and a strong ETag but was %d, %s".formatted(path, whole.status(), tag));
        }
        var violations = new ArrayList<String>();
        expected(tag).forEach((condition, status) -> {
            var answer = client.get(path, "If-None-Match", condition);
            String body = status == 200 ? whole.text() : "";
            boolean isRight = answer.status() == status
                    && (status == 400 || answer.text().equals(body) && tag.equals(answer.header("ETag")));
            if (!isRight) {
                violations.add("GET %s, If-None-Match: %s: expected %d but was %d, ETag %s, %s"
                        .formatted(path, condition, status, answer.status(), answer.header("ETag"), answer.text()));
            }
        });
        return violations;
    }

    private static Map<String, Integer> expected(String tag) {
        var expected = new TreeMap<String, Integer>();
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            expected.put(known, 304);
        }
        expected.put("\"other\"", 200);
        expected.put(tag.replace("\"", ""), 400);
        return expected;
    }
}
