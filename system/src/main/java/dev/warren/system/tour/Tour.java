package dev.warren.system.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.LocalException;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Orders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Breaks the running system, shows what happens, repairs it, and compares the books. Each step is over when what it shows was seen. The
 * provider is well again however it ends.
 */
public final class Tour {

    private static final int COPIES = 3;
    private static final String PROVIDER = "/simulated-provider";

    /** A deadline that is further away is not waited for: the customer loses patience. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Edge door;
    private final Damage damage;
    private final Guide guide;

    /** @param door any edge: it answers for the whole system */
    public Tour(Edge door, ConnectionFactory broker, Guide guide) {
        this.door = door;
        this.damage = new Damage(broker);
        this.guide = guide;
    }

    /**
     * Goes all the way; blocks for one to four minutes, and as long as the guide does.
     *
     * @throws LocalException {@code TOUR_STUCK} if something was not seen in time, {@code NO_BALANCE} if the books do not balance
     */
    public void run() throws IOException, TimeoutException {
        try {
            String user = register();
            goWell(user);
            List<String> waiting = breakProvider(user);
            List<JsonNode> cancelled = compensate(waiting);
            TourLetters letters = damage(cancelled);
            sendBackDamaged(letters);
            repair(waiting, letters);
            sendBackMended(letters);
            compareBooks(user);
        } finally {
            mendProvider();
        }
    }

    /** Ends whatever the tour has done to the provider. */
    public void mendProvider() throws IOException {
        door.put(PROVIDER, Map.of()).expect(200);
    }

    private String register() throws IOException {
        return door.post("/users", Orders.user("Ada on Tour", "ada.on.tour@example.com", "1000.00"))
                .expect(201)
                .get("id")
                .asText();
    }

    private void goWell(String user) throws IOException {
        guide.begins(1, "An order that goes well", "A customer with 1000.00 EUR of credit places three orders.");
        awaitAll(place(user), "are confirmed", is("CONFIRMED"));
    }

    private List<String> breakProvider(String user) throws IOException {
        guide.begins(
                2,
                "Break it: the payment provider goes away",
                "The provider answers no call, and three more orders come. They are accepted all the same.");
        door.put(PROVIDER, Map.of("outage", true)).expect(200);
        List<String> waiting = place(user);
        awaitAll(waiting, "wait for their payment", Tour::waitsForPayment);
        return waiting;
    }

    private List<JsonNode> compensate(List<String> waiting) throws IOException {
        Instant deadline =
                Instant.parse(order(waiting.getLast()).get("deadline").asText());
        boolean isSoon = deadline.isBefore(Instant.now().plus(PATIENCE));
        guide.begins(
                3,
                "Watch it: they wait, but not for ever",
                "Each gives itself up at %s. %s"
                        .formatted(
                                deadline,
                                isSoon
                                        ? "That is soon."
                                        : "That is far away, so the customer loses patience now (ORDERS_PAYMENT_DEADLINE=30s ./warren up shortens it)."));
        if (!isSoon) {
            for (String id : waiting) {
                door.post("/orders/" + id + "/cancel").expect(202);
            }
        }
        return awaitAll(
                waiting, "are cancelled, and their credit is released", is("CANCELLED"), PATIENCE.plus(Looking.SOON));
    }

    private TourLetters damage(List<JsonNode> cancelled) throws IOException, TimeoutException {
        guide.begins(
                4,
                "Damage messages: dead letters",
                "Somebody publishes copies of messages in which an amount is a number instead of text.");
        var letters = new TourLetters(door, damage.of(cancelled));
        Looking.until("the dead letters of user-service", () -> letters.found().size() == cancelled.size());
        List<JsonNode> found = letters.found();
        guide.sees("%d dead letters at user-service: %s"
                .formatted(found.size(), found.getFirst().get("reason").asText()));
        return letters;
    }

    private void sendBackDamaged(TourLetters letters) throws IOException {
        guide.begins(
                5,
                "Sent back as they are, they fail again",
                "One is sent at first, the canary, and the others only once it was handled.");
        Redriven redriven = letters.sendBack();
        require(redriven.failure().isPresent(), "must fail", redriven);
    }

    private void repair(List<String> waiting, TourLetters letters) throws IOException {
        guide.begins(
                6,
                "Repair it",
                "The provider comes back and is asked again with the same keys; the amounts in the messages become text.");
        mendProvider();
        guide.sees("%d messages mended".formatted(letters.mend()));
        awaitAll(
                waiting,
                "are settled: nobody owes them an answer",
                order -> order.get("settled").asBoolean());
    }

    private void sendBackMended(TourLetters letters) throws IOException {
        guide.begins(7, "Send them back, one first", "The canary is handled this time, and the others follow.");
        Redriven redriven = letters.sendBack();
        require(redriven.isDone(), "must be handled", redriven);
    }

    private void require(boolean isSo, String expected, Redriven redriven) {
        if (!isSo) {
            throw new LocalException(
                    "TOUR_STUCK",
                    "the dead letters that are sent back %s, but %s: ./warren dead-letters list tells what is parked"
                            .formatted(expected, redriven.inWords()));
        }
        guide.sees(redriven.inWords());
    }

    private void compareBooks(String user) throws IOException {
        guide.begins(8, "The books balance", "No credit and no money is lost, and none was taken twice.");
        TourBooks.of(door, user).requireBalance().lines().forEach(guide::sees);
    }

    private List<String> place(String user) throws IOException {
        var ids = new ArrayList<String>();
        for (int n = 0; n < COPIES; n++) {
            var body = Orders.order(user, "book", 1, "12.50", "pm_card_visa");
            ids.add(door.post("/orders", body).expect(202).get("id").asText());
        }
        return ids;
    }

    private void awaitAll(List<String> ids, String what, Predicate<JsonNode> isSo) throws IOException {
        awaitAll(ids, what, isSo, Looking.SOON);
    }

    private List<JsonNode> awaitAll(List<String> ids, String what, Predicate<JsonNode> isSo, Duration atMost)
            throws IOException {
        Looking.until("orders that " + what, atMost, () -> orders(ids).stream().allMatch(isSo));
        guide.sees("%d orders %s".formatted(ids.size(), what));
        return orders(ids);
    }

    private List<JsonNode> orders(List<String> ids) throws IOException {
        var orders = new ArrayList<JsonNode>();
        for (String id : ids) {
            orders.add(order(id));
        }
        return orders;
    }

    private JsonNode order(String id) throws IOException {
        return door.get("/orders/" + id).expect(200);
    }

    private static Predicate<JsonNode> is(String status) {
        return order -> order.get("status").asText().equals(status);
    }

    private static boolean waitsForPayment(JsonNode order) {
        return order.get("waitingFor").asText().equals("payment");
    }
}
