package dev.warren.system.simulation;

import dev.warren.events.Catalogue;
import dev.warren.events.Event;
import dev.warren.events.OrderId;
import dev.warren.messaging.Contract;
import dev.warren.messaging.Privacy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The contract of all services, with most bodies left unwritten: JSON is what costs, and its own tests know it better. */
final class WorldEvents {

    /** Every so manyth event goes the whole way through JSON. */
    private static final int WRITTEN = 64;

    private static final byte UNWRITTEN = 0;
    private static final int SIZE = 1 + Integer.BYTES;

    private final List<Event> unwritten = new ArrayList<>();
    private int said;

    Contract<Event> contract() {
        return new Contract<>(
                Catalogue.names(),
                event -> Catalogue.typeOf(event).name(),
                type -> Catalogue.find(type).orElseThrow().dataSchema(),
                this::read,
                this::write,
                Event::subject,
                event -> event.order().map(OrderId::value),
                Privacy.NONE);
    }

    private byte[] write(String type, Event event) {
        if (said++ % WRITTEN == 0) {
            return Catalogue.write(type, event);
        }
        unwritten.add(event);
        return ByteBuffer.allocate(SIZE)
                .put(UNWRITTEN)
                .putInt(unwritten.size() - 1)
                .array();
    }

    Event read(String type, byte[] body) {
        return body.length == SIZE && body[0] == UNWRITTEN
                ? unwritten.get(ByteBuffer.wrap(body).getInt(1))
                : Catalogue.read(type, body);
    }
}
