package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.Await;
import dev.warren.local.ReceivedMail;
import dev.warren.system.load.Edge;
import dev.warren.system.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What must add up once everything is quiet: orders, credit, captures, mails, queues. Read through the edges only. */
final class Books {

    private static final Duration QUIET = Duration.ofSeconds(120);
    private static final Set<String> TERMINAL = Set.of("CONFIRMED", "CANCELLED");
    private static final Set<String> TOLD = Set.of("SENT", "FAILED", "SKIPPED");

    private final Rig system;
    private final Set<String> users;

    Books(Rig system, Collection<String> users) {
        this.system = system;
        this.users = new HashSet<>(users);
    }

    /** Waits until every given order is settled and nothing is under way, then checks all books. */
    void balance(Collection<String> orderIds) {
        var ids = new HashSet<>(orderIds);
        assertThat(ids).as("every accepted order has an id of its own").hasSameSizeAs(orderIds);
        assertThat(Await.until(QUIET, () -> open(ids) == 0))
                .as("orders that are still open: %d of %d", open(ids), ids.size())
                .isTrue();
        assertThat(Await.until(QUIET, this::isQuiet))
                .as("queues and outboxes are empty: %s", queues())
                .isTrue();
        assertThat(Await.until(QUIET, () -> untold(ids) == 0))
                .as("orders that nobody was told about: %d of %d", untold(ids), ids.size())
                .isTrue();
        var orders = orders().stream().filter(o -> ids.contains(id(o))).toList();
        credit();
        captures(orders);
        mails(orders);
        assertThat(queues()).as("queues with messages, dead letters included").isEmpty();
    }

    private long open(Set<String> ids) {
        Set<String> done = orders().stream()
                .filter(o -> TERMINAL.contains(o.get("status").asText())
                        && o.get("settled").asBoolean())
                .map(Books::id)
                .collect(Collectors.toSet());
        return ids.stream().filter(id -> !done.contains(id)).count();
    }

    /** Mails are sent outside of queues and outboxes: orders without one, or with one that is still under way. */
    private long untold(Set<String> ids) {
        Map<String, Set<String>> statuses = notifications().stream()
                .collect(Collectors.groupingBy(
                        n -> n.get("orderId").asText(),
                        Collectors.mapping(n -> n.get("status").asText(), Collectors.toSet())));
        return ids.stream()
                .filter(id -> !statuses.containsKey(id) || !TOLD.containsAll(statuses.get(id)))
                .count();
    }

    private List<JsonNode> notifications() {
        return all(system.edge("notification-service"), "/notifications?");
    }

    /** Reserved is the sum of the confirmed orders of a user, and never above the limit. */
    private void credit() {
        var spent = new HashMap<String, BigDecimal>();
        orders().stream()
                .filter(o -> o.get("status").asText().equals("CONFIRMED"))
                .forEach(o -> spent.merge(o.get("userId").asText(), amount(o.get("total")), BigDecimal::add));
        for (String user : users) {
            JsonNode credit = get(system.edge("user-service"), "/users/" + user).get("credit");
            assertThat(amount(credit.get("reserved")))
                    .as("reserved credit of user %s", user)
                    .isEqualByComparingTo(spent.getOrDefault(user, BigDecimal.ZERO))
                    .isLessThanOrEqualTo(amount(credit.get("limit")));
        }
    }

    /** One capture of the total per confirmed order, nothing kept of a cancelled one. */
    private void captures(List<JsonNode> orders) {
        Map<String, List<JsonNode>> payments = all(system.edge("payment-service"), "/payments?").stream()
                .collect(Collectors.groupingBy(p -> p.get("orderId").asText()));
        for (JsonNode order : orders) {
            var of = payments.getOrDefault(id(order), List.of());
            if (order.get("status").asText().equals("CONFIRMED")) {
                assertThat(of).as("payments of order %s", id(order)).hasSize(1);
                assertThat(of.getFirst().get("status").asText()).isEqualTo("CAPTURED");
                assertThat(of.getFirst().get("amount")).isEqualTo(order.get("total"));
            } else {
                assertThat(of)
                        .extracting(p -> p.get("status").asText())
                        .doesNotContain("CAPTURED", "CAPTURING", "REFUNDING");
            }
        }
    }

    /** One mail per order and outcome, with a Message-ID that no other has. */
    private void mails(List<JsonNode> orders) {
        Map<String, Long> sent = notifications().stream()
                .filter(n -> n.get("status").asText().equals("SENT"))
                .collect(Collectors.groupingBy(n -> n.get("orderId").asText(), Collectors.counting()));
        assertThat(orders)
                .allSatisfy(o -> assertThat(sent.getOrDefault(id(o), 0L))
                        .as("mails about order %s", id(o))
                        .isPositive());
        var ids = system.mails().newest(10_000).stream()
                .map(ReceivedMail::messageId)
                .toList();
        // Between the server's 250 and our commit a crash sends the same mail again, under the same Message-ID.
        long about = sent.values().stream().mapToLong(Long::longValue).sum();
        assertThat(new HashSet<>(ids)).as("different mails in the sink").hasSize((int) about);
    }

    private boolean isQuiet() {
        return queues().isEmpty() && system.names().stream().allMatch(service -> pending(service) == 0);
    }

    private Map<String, Long> queues() {
        return system.broker().admin().queues(system.broker().vhost()).stream()
                .filter(queue -> queue.type().equals("quorum") && queue.messages() > 0)
                .collect(Collectors.toMap(queue -> queue.name(), queue -> queue.messages()));
    }

    private long pending(String service) {
        JsonNode details = get(system.edge(service), "/health").at("/details/messaging/details/outboxPending");
        assertThat(details.isNumber())
                .as("the health of %s tells what is pending", service)
                .isTrue();
        return details.asLong();
    }

    private List<JsonNode> orders() {
        return all(system.edge("order-service"), "/orders?");
    }

    /** Every page of a list. */
    private static List<JsonNode> all(Edge edge, String path) {
        var items = new ArrayList<JsonNode>();
        JsonNode page = get(edge, path + "limit=200");
        page.get("items").forEach(items::add);
        while (page.hasNonNull("nextCursor")) {
            page = get(edge, path + "limit=200&cursor=" + page.get("nextCursor").asText());
            page.get("items").forEach(items::add);
        }
        return items;
    }

    private static JsonNode get(Edge edge, String path) {
        try {
            return edge.get(path).expect(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(JsonNode order) {
        return order.get("id").asText();
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.get("amount").asText());
    }
}
