package dev.warren.system.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.system.load.Edge;
import dev.warren.system.load.Orders;
import dev.warren.system.rig.Rig;
import dev.warren.system.tour.Damage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Three dead letters of somebody else, of the very kind that the tour brings about; discarded at the end. */
final class ForeignLetters implements AutoCloseable {

    private static final String PATH = "/services/user-service/dead-letters";

    private final Edge door;
    private final Set<String> messages;

    ForeignLetters(Rig system) throws Exception {
        door = system.edge("order-service");
        messages = new Damage(system.broker().administrator()).of(cancelledOrders(door, 3));
        await().until(() -> all().size() == messages.size());
    }

    /** Nobody has sent, mended or discarded them. */
    void areUntouched() throws Exception {
        assertThat(all()).hasSize(3).allSatisfy(it -> {
            assertThat(it.get("status").asText()).isEqualTo("PARKED");
            assertThat(it.get("version").asInt()).isEqualTo(1);
        });
    }

    private List<JsonNode> all() throws Exception {
        var own = new ArrayList<JsonNode>();
        for (JsonNode letter : door.get(PATH + "?limit=200").expect(200).get("items")) {
            if (messages.contains(letter.get("messageId").asText())) {
                own.add(letter);
            }
        }
        return own;
    }

    @Override
    public void close() throws Exception {
        for (JsonNode letter : all()) {
            door.delete(PATH + "/" + letter.get("id").asText() + "?reason=the+test+is+over")
                    .expect(200);
        }
    }

    /** Orders of a new user that nobody owes an answer any more. */
    static List<JsonNode> cancelledOrders(Edge door, int orders) throws Exception {
        String user = door.post("/users", Orders.user("Ada", "ada@example.com", "1000.00"))
                .expect(201)
                .get("id")
                .asText();
        var cancelled = new ArrayList<JsonNode>();
        for (int n = 0; n < orders; n++) {
            String path = "/orders/"
                    + door.post("/orders", Orders.order(user, "book", 1, "12.50", "pm_card_visa"))
                            .expect(202)
                            .get("id")
                            .asText();
            door.post(path + "/cancel").expect(202);
            await().until(() -> door.get(path).expect(200).get("settled").asBoolean());
            cancelled.add(door.get(path).expect(200));
        }
        return cancelled;
    }
}
