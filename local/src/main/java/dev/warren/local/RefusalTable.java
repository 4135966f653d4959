package dev.warren.local;

import dev.warren.local.TestClient.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks a service what it must refuse, and holds each answer to its status, its code and its headers. For tests. */
public final class RefusalTable {

    private static final String ABSENT = "019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071";

    /** What every edge has. */
    private static final String EVERYWHERE = """
            GET    /nothing                           |                            |                          | 404 NOT_FOUND              |
            GET    /services/nothing-service          |                            |                          | 404 NOT_FOUND              |
            POST   /services                          |                            | {}                       | 405 METHOD_NOT_ALLOWED     | Allow: GET, HEAD
            GET    /services                          | Accept: text/html          |                          | 406 NOT_ACCEPTABLE         |
            DELETE /health                            |                            |                          | 405 METHOD_NOT_ALLOWED     | Allow: GET, HEAD
            GET    /dead-letters/ABSENT               |                            |                          | 404 NOT_FOUND              |
            PUT    /dead-letters/ABSENT               |                            | {"version":1,"body":"a"} | 404 NOT_FOUND              |
            DELETE /dead-letters/ABSENT?reason=none   |                            |                          | 404 NOT_FOUND              |
            POST   /dead-letters/ABSENT/redrive       |                            |                          | 404 NOT_FOUND              |
            GET    /dead-letters/redrives/ABSENT      |                            |                          | 404 NOT_FOUND              |
            POST   /dead-letters/ABSENT               |                            | {}                       | 405 METHOD_NOT_ALLOWED     | Allow: DELETE, GET, HEAD, PUT
            GET    /dead-letters/ABSENT/redrive       |                            |                          | 405 METHOD_NOT_ALLOWED     | Allow: POST
            PUT    /dead-letters                      |                            | {}                       | 405 METHOD_NOT_ALLOWED     | Allow: GET, HEAD
            GET    /dead-letters                      | Accept: application/xml    |                          | 406 NOT_ACCEPTABLE         |
            PUT    /dead-letters/ABSENT               |                            | TOO_LARGE                | 413 BODY_TOO_LARGE         |
            PUT    /dead-letters/ABSENT               | Content-Type: text/plain   | a                        | 415 UNSUPPORTED_MEDIA_TYPE | Accept: application/json
            PUT    /dead-letters/ABSENT               |                            | {                        | 400 MALFORMED_JSON         |
            PUT    /dead-letters/ABSENT               |                            |                          | 400 MISSING_BODY           |
            GET    /dead-letters/1-1-1-1-1            |                            |                          | 400 MALFORMED_ID           |
            DELETE /dead-letters/ABSENT               |                            |                          | 400 INVALID_VALUE          |
            GET    /dead-letters?limit=201            |                            |                          | 400 INVALID_LIMIT          |
            GET    /dead-letters?cursor=x             |                            |                          | 400 INVALID_CURSOR         |
            GET    /dead-letters?status=LOST          |                            |                          | 400 INVALID_VALUE          |
            GET    /dead-letters?status=parked        |                            |                          | 400 INVALID_VALUE          |
            GET    /dead-letters?sort=up              |                            |                          | 400 UNKNOWN_FIELD          |
            GET    /dead-letters?limit=1&limit=1      |                            |                          | 400 DUPLICATE_FIELD        |
            GET    /services?state=UP                 |                            |                          | 400 UNKNOWN_FIELD          |
            POST   /dead-letters/ABSENT/redrive?force=201.5 |                            |                          | 400 INVALID_VALUE          |
            POST   /dead-letters/redrive?force=       |                            |                          | 400 INVALID_VALUE          |
            POST   /dead-letters/redrive?forced=true  |                            |                          | 400 UNKNOWN_FIELD          |
            """;

    private final TestClient client;
    private final String thing;
    private final List<String> rows = new ArrayList<>(EVERYWHERE.lines().toList());

    /** @param thing the id of one that is there, for rows that say {@code THING} */
    public RefusalTable(TestClient client, String thing) {
        this.client = client;
        this.thing = thing;
    }

    /**
     * Adds rows: {@code METHOD path | header | body | status code | header of the answer}. {@code ABSENT} stands for an id that nobody
     * has, {@code THING} for one that is there, {@code TOO_LARGE} for a body of 70,000 characters.
     */
    public RefusalTable with(String table) {
        rows.addAll(table.lines().toList());
        return this;
    }

    /** Asks everything; returns what was answered otherwise than the table says, one line each. */
    public List<String> violations() {
        var violations = new ArrayList<String>();
        for (String row : rows) {
            String[] cells =
                    Arrays.stream(row.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            var answer = ask(cells[0].split(" +"), cells[1], cells[2]);
            String told = told(answer, cells[4]);
            if (!told.equals(cells[3] + " " + sorted(cells[4]))) {
                violations.add("%s: was %s %s".formatted(row.strip().replaceAll(" +", " "), told, answer.text()));
            }
        }
        return violations;
    }

    private Answer ask(String[] request, String header, String body) {
        return client.send(
                request[0],
                request[1].replace("ABSENT", ABSENT).replace("THING", thing),
                body.equals("TOO_LARGE") ? "{}" + " ".repeat(70_000) : body,
                header.isEmpty() ? new String[0] : header.split(": ", 2));
    }

    /** Status and code, then the header that is asked for. */
    private static String told(Answer answer, String header) {
        String name = header.split(":")[0];
        String values = header.isEmpty()
                ? ""
                : name + ": " + String.join(", ", answer.response().headers().allValues(name));
        boolean isProblem = "application/problem+json".equals(answer.header("Content-Type"));
        String code = isProblem ? answer.json().path("code").asText() : "(no problem)";
        return answer.status() + " " + code + " " + sorted(values);
    }

    /** The methods of {@code Allow} have no order. */
    private static Set<String> sorted(String header) {
        return new TreeSet<>(List.of(header.replace(":", ",").split(", *")));
    }
}
