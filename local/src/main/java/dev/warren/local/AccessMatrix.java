package dev.warren.local;

import dev.warren.local.TestClient.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Asks a secured service for every operation it has, as everybody: without a token, with bad ones, as the owner, as another customer, as
 * an operator; about what is the owner's, another's, and nobody's. For tests.
 */
public final class AccessMatrix {

    private static final int MOST_LET_THROUGH = 1_000;
    private static final String ABSENT = "019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071";

    /** Two customers, and what each of them has. For users it is the user. */
    public record Owners(String user, String thing, String otherUser, String otherThing) {}

    private enum Rule {
        OPEN,
        OPERATORS,
        FOR_ONESELF,
        OWNERS,
        USERS_OWNERS,
        OWN_LIST,
        OWN_FILTER,
        STREAM
    }

    /** @param status that whoever may is answered; 0 where it depends on more than that */
    private record Operation(String route, String query, Rule rule, int status, String body) {

        /** @param path with its query, if any */
        static Operation of(String path, Rule rule, int status, String body) {
            String[] parts = path.split("\\?", 2);
            return new Operation(parts[0], parts.length == 1 ? "" : "?" + parts[1], rule, status, body);
        }
    }

    private final TestClient client;
    private final Owners owners;
    private final List<Operation> operations = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /** Begins with what every edge has. */
    public AccessMatrix(URI service, Owners owners) {
        this.client = new TestClient(service);
        this.owners = owners;
        for (String route : List.of("/health", "/health/{selector}")) {
            open("GET " + route);
        }
        for (String route : List.of(
                "GET /info",
                "GET /prometheus",
                "GET /loggers",
                "GET /loggers/{name}",
                "POST /loggers/{name}",
                "GET /services",
                "GET /services/{name}",
                "GET /traces/{traceId}",
                "GET /dead-letters",
                "GET /dead-letters/{id}",
                "PUT /dead-letters/{id}",
                "DELETE /dead-letters/{id}",
                "POST /dead-letters/{id}/redrive",
                "POST /dead-letters/redrive",
                "GET /dead-letters/redrives/{id}")) {
            operators(route, "{}");
        }
    }

    /** An operation for everybody, token or not. */
    public AccessMatrix open(String route) {
        operations.add(Operation.of(route, Rule.OPEN, 0, "{}"));
        return this;
    }

    /** An operation for operators only. */
    public AccessMatrix operators(String route, String body) {
        operations.add(Operation.of(route, Rule.OPERATORS, 0, body));
        return this;
    }

    /**
     * An operation that names a user, which a customer may do for itself and operators for everybody.
     *
     * @param body with USER where the user's id belongs
     */
    public AccessMatrix forOneself(String route, int status, String body) {
        operations.add(Operation.of(route, Rule.FOR_ONESELF, status, body));
        return this;
    }

    /** An operation on one thing, for its owner and for operators; to everybody else it is not there. */
    public AccessMatrix owners(String route, int status, String body) {
        operations.add(Operation.of(route, Rule.OWNERS, status, body));
        return this;
    }

    /** As {@link #owners}, of an operation whose path has a user's id. */
    public AccessMatrix usersOwn(String route, int status, String body) {
        operations.add(Operation.of(route, Rule.USERS_OWNERS, status, body));
        return this;
    }

    /** A list that shows a customer's own things, and operators everybody's. */
    public AccessMatrix ownList(String route) {
        operations.add(Operation.of(route, Rule.OWN_LIST, 200, null));
        return this;
    }

    /** The same list, when it is asked about the owner's thing by a query: to others it is empty. */
    public AccessMatrix ownFilter(String path) {
        operations.add(Operation.of(path, Rule.OWN_FILTER, 200, null));
        return this;
    }

    /** An answer without an end, for everybody with a token; what is in it is not looked at. */
    public AccessMatrix stream(String route) {
        operations.add(Operation.of(route, Rule.STREAM, 200, null));
        return this;
    }

    /**
     * Asks everything.
     *
     * @param routes of the service's router, such as {@code GET /orders/{id}}: each must have a row here, and each row must be one
     * @return what was answered otherwise than the matrix says, one line each
     */
    public List<String> violations(Set<String> routes) {
        var rows = new HashSet<String>();
        operations.forEach(operation -> rows.add(operation.route()));
        var without = new TreeSet<>(routes);
        without.removeAll(rows);
        without.forEach(route -> violations.add(route + " has no row in the matrix"));
        for (Operation operation : operations) {
            if (!routes.contains(operation.route())) {
                violations.add(operation.route() + " is no route of the service");
                continue;
            }
            nobody(operation);
            switch (operation.rule()) {
                case OPEN -> everybody(operation);
                case OPERATORS -> operatorsOnly(operation);
                case FOR_ONESELF -> oneselfOnly(operation);
                case OWNERS -> ownersOnly(operation, owners.thing(), owners.otherThing());
                case USERS_OWNERS -> ownersOnly(operation, owners.user(), owners.otherUser());
                case OWN_LIST -> ownOnly(operation);
                case OWN_FILTER -> ownFiltered(operation);
                case STREAM -> streamed(operation);
            }
        }
        hurried();
        return violations;
    }

    /** Somebody of whom nothing else is asked here. */
    private void hurried() {
        String token = TestTokens.customer(UUID.randomUUID().toString());
        var refused = Stream.generate(() -> client.get("/health/liveness", "Authorization", "Bearer " + token))
                .limit(MOST_LET_THROUGH)
                .filter(answer -> answer.status() == 429)
                .findFirst();
        if (refused.isEmpty()) {
            violations.add("a customer may ask %d times at once".formatted(MOST_LET_THROUGH));
            return;
        }
        String told = "%s, Retry-After: %s"
                .formatted(
                        refused.get().json().path("code").asText(),
                        refused.get().header("Retry-After"));
        if (!told.matches("TOO_MANY_REQUESTS, Retry-After: [1-9]\\d*")) {
            violations.add("a customer who asks too much is told " + told);
        }
    }

    private void nobody(Operation it) {
        for (String thing : List.of(owners.thing(), owners.otherThing(), ABSENT)) {
            TestTokens.bad().forEach((what, token) -> expect(401, it, thing, "a token " + what, token));
            if (it.rule() != Rule.OPEN) {
                expect(401, it, thing, "no token", null);
            }
        }
    }

    private void everybody(Operation it) {
        allowed(it, ABSENT, "no token", null);
        allowed(it, ABSENT, "a customer", owner());
        allowed(it, ABSENT, "an operator", TestTokens.operator());
    }

    private void operatorsOnly(Operation it) {
        for (String thing : List.of(owners.thing(), owners.otherThing(), ABSENT)) {
            expect(403, it, thing, "a customer", owner());
        }
        allowed(it, ABSENT, "an operator", TestTokens.operator());
    }

    private void oneselfOnly(Operation it) {
        expect(403, it, owners.otherUser(), "another customer", owner());
        expect(403, it, ABSENT, "another customer", owner());
        expect(it.status(), it, owners.user(), "the customer", owner());
        expect(it.status(), it, owners.otherUser(), "an operator", TestTokens.operator());
    }

    /** Refusals first: what is allowed may change the thing. */
    private void ownersOnly(Operation it, String own, String others) {
        var foreign = expect(404, it, others, "a customer whose it is not", owner());
        var absent = expect(404, it, ABSENT, "a customer", owner());
        expect(404, it, own, "a customer whose it is not", other());
        if (!told(foreign, others).equals(told(absent, ABSENT))) {
            violations.add("%s tells what is another's from what is absent: %s, but %s"
                    .formatted(it.route(), told(foreign, others), told(absent, ABSENT)));
        }
        expect(404, it, ABSENT, "an operator", TestTokens.operator());
        expect(it.status(), it, own, "its owner", owner());
        expect(it.status(), it, others, "an operator", TestTokens.operator());
    }

    private void ownOnly(Operation it) {
        lists(it, "a customer", owner(), true, false);
        lists(it, "another customer", other(), false, true);
        lists(it, "an operator", TestTokens.operator(), true, true);
    }

    private void ownFiltered(Operation it) {
        lists(it, "its owner", owner(), true, false);
        lists(it, "another customer", other(), false, false);
        lists(it, "an operator", TestTokens.operator(), true, false);
    }

    private void streamed(Operation it) {
        expect(200, it, ABSENT, "a customer", owner());
        expect(200, it, ABSENT, "an operator", TestTokens.operator());
    }

    private void lists(Operation it, String who, String token, boolean owners, boolean others) {
        String text = expect(200, it, ABSENT, who, token).text();
        if (text.contains(this.owners.thing()) != owners || text.contains(this.owners.otherThing()) != others) {
            violations.add(it.route() + " shows " + who + " " + text);
        }
    }

    private String owner() {
        return TestTokens.customer(owners.user());
    }

    private String other() {
        return TestTokens.customer(owners.otherUser());
    }

    private Answer expect(int status, Operation it, String thing, String who, String token) {
        var answer = ask(it, thing, token);
        if (answer.status() != status) {
            violations.add("%s with %s for %s: expected %d but was %d %s"
                    .formatted(it.route(), thing, who, status, answer.status(), answer.text()));
        }
        return answer;
    }

    private void allowed(Operation it, String thing, String who, String token) {
        int status = ask(it, thing, token).status();
        if (status == 401 || status == 403 || status >= 500 && status != 503) {
            violations.add(
                    "%s with %s for %s: expected to be allowed but was %d".formatted(it.route(), thing, who, status));
        }
    }

    /** Everything that an answer tells, but for the id that was asked for. */
    private static Map<String, String> told(Answer answer, String thing) {
        var told = new TreeMap<String, String>();
        answer.response().headers().map().forEach((name, values) -> told.put(name, String.join(",", values)));
        told.keySet().removeAll(Set.of("date", "x-request-id"));
        told.put("body", answer.text().replace(thing, "ID"));
        return told;
    }

    private Answer ask(Operation it, String thing, String token) {
        String[] route = it.route().split(" ");
        String path = route[1].replaceAll("\\{[^}]*}", thing) + it.query();
        String body = route[0].equals("GET") ? "" : it.body().replace("USER", thing);
        String[] headers = token == null ? new String[0] : new String[] {"Authorization", "Bearer " + token};
        return it.rule() == Rule.STREAM ? client.begin(path, headers) : client.send(route[0], path, body, headers);
    }
}
