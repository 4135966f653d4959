package dev.warren.examples.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.events.Catalogue;
import dev.warren.events.OrderEvent.OrderConfirmed;
import dev.warren.system.load.Load;
import dev.warren.system.replay.JournalSource;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.SharedRig;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The fifth service of the README, added to a system that has been running for a while. */
@ExtendWith(SharedRig.class)
class PointsIT {

    private static final String CONFIRMED = "order.confirmed.v1";

    @Test
    void a_service_added_today_has_the_points_of_one_that_listened_from_the_start(Rig system) throws Exception {
        place(system, 100);
        try (var points = new PointsProcess(system)) {
            var placing = CompletableFuture.runAsync(() -> place(system, 100));
            assertThat(points.becomesReady()).isTrue();
            placing.get();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(held(points)).isNotEmpty().isEqualTo(earned(system)));
        }
    }

    private static void place(Rig system, int orders) {
        try {
            var load = new Load(system.edge("order-service"), system.edge("user-service"));
            load.place(orders, 4, load.registerUsers(), accepted -> {});
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** By user, of everything that was ever said. */
    private static Map<UUID, Long> earned(Rig system) throws InterruptedException {
        var earned = new TreeMap<UUID, Long>();
        new JournalSource(system.broker().administrator(), Instant.EPOCH).each(told -> {
            if (CONFIRMED.equals(told.type())) {
                var order = (OrderConfirmed) Catalogue.read(CONFIRMED, told.body());
                earned.merge(order.userId().value(), order.total().getAmountMajorLong(), Long::sum);
            }
        });
        return earned;
    }

    private static Map<UUID, Long> held(PointsProcess points) throws SQLException {
        var database = points.database();
        var held = new TreeMap<UUID, Long>();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.password());
                var select = connection.createStatement();
                var rows = select.executeQuery("select user_id, points from points")) {
            while (rows.next()) {
                held.put(rows.getObject(1, UUID.class), rows.getLong(2));
            }
        }
        return held;
    }
}
