package dev.warren.examples.points;

import static dev.warren.messaging.Decision.become;

import dev.warren.events.Catalogue;
import dev.warren.events.Event;
import dev.warren.events.OrderEvent.OrderConfirmed;
import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.messaging.Commands;
import dev.warren.messaging.Contract;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.Participant;
import dev.warren.messaging.States;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;

/** The README's fifth service. */
// readme:begin
@Factory
public class PointsService {

    public static final Participant PARTICIPANT =
            new Participant("points-service", "points", Set.of("order.confirmed.v1")).catchingUp();

    record Points(UserId user, long points) {}

    record Earned(UserId user, Money total) {}

    /** Pure: what an input means for the state. */
    static final class PointsDecider implements Decider<UserId, Points, Earned, Void> {

        @Override
        public Earned hear(Object event, long sequence) {
            var confirmed = (OrderConfirmed) event;
            return new Earned(confirmed.userId(), confirmed.total());
        }

        @Override
        public UserId key(Earned earned) {
            return earned.user();
        }

        @Override
        public Decision<Points, Void> decide(Points state, Earned earned, Instant now) {
            long before = state == null ? 0 : state.points();
            return become(new Points(earned.user(), before + earned.total().getAmountMajorLong()));
        }
    }

    /** Reads and writes in the transaction of the batch. */
    static final class PointsTable implements States<UserId, Points, Earned> {

        @Override
        public Map<UserId, Points> load(Connection transaction, Collection<Earned> inputs) throws SQLException {
            var sql = "select user_id, points from points where user_id = any(?) order by user_id for update";
            try (var select = transaction.prepareStatement(sql)) {
                var users = inputs.stream().map(earned -> earned.user().value()).distinct();
                select.setArray(1, transaction.createArrayOf("uuid", users.toArray()));
                var loaded = new HashMap<UserId, Points>();
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        var user = new UserId(rows.getObject(1, UUID.class));
                        loaded.put(user, new Points(user, rows.getLong(2)));
                    }
                }
                return loaded;
            }
        }

        @Override
        public void save(Connection transaction, Collection<Change<Points>> changes) throws SQLException {
            for (var change : changes) {
                var sql = change.before() == null
                        ? "insert into points (points, user_id) values (?, ?)"
                        : "update points set points = ? where user_id = ?";
                try (var statement = transaction.prepareStatement(sql)) {
                    statement.setLong(1, change.after().points());
                    statement.setObject(2, change.after().user().value());
                    statement.executeUpdate();
                }
            }
        }
    }

    @Context
    Commands<Earned, Points> points(Messaging messaging) {
        var contract = new Contract<Event>(
                event -> Catalogue.typeOf(event).name(),
                type -> Catalogue.find(type).orElseThrow().dataSchema(),
                Catalogue::read,
                Catalogue::write,
                Event::subject,
                event -> event.order().map(OrderId::value));
        return messaging.serve(PARTICIPANT, contract, new PointsDecider(), new PointsTable());
    }
}
// readme:end
