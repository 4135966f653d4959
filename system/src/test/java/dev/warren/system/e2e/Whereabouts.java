package dev.warren.system.e2e;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import dev.warren.local.Await;
import dev.warren.local.RabbitAdmin;
import dev.warren.messaging.topology.Definitions;
import dev.warren.system.rig.Rig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where in a rig a text can be read: every column of every table, every message that waits in a queue, and the journal. */
final class Whereabouts {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final String TABLES = """
            select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')""";

    private final Rig rig;
    private final String text;

    Whereabouts(Rig rig, String text) {
        this.rig = rig;
        this.text = text;
    }

    /** The tables and queues where the text stands now. */
    List<String> now() throws Exception {
        var places = new ArrayList<String>();
        for (String service : rig.names()) {
            try (Connection database = rig.database().connect(service)) {
                for (String table : texts(database, TABLES)) {
                    if (isIn(database, table)) {
                        places.add(service + ": table " + table);
                    }
                }
            }
        }
        try (var connection = rig.broker().administrator().newConnection("whereabouts")) {
            String queues = "queues/" + RabbitAdmin.encoded(rig.broker().vhost());
            for (var queue : rig.broker().admin().get(queues)) {
                String name = queue.get("name").asText();
                if (!queue.path("type").asText().equals("stream")
                        && !queue.path("exclusive").asBoolean()) {
                    try (Channel channel = connection.createChannel()) {
                        if (waitsIn(channel, name)) {
                            places.add("queue " + name);
                        }
                    }
                }
            }
        }
        return places;
    }

    /** Whether it stands in the journal, which is read from its beginning up to a message about the subject of that type. */
    boolean isInJournal(String type, String subject) throws Exception {
        var read = new CopyOnWriteArrayList<String>();
        try (var connection = rig.broker().administrator().newConnection("whereabouts");
                var channel = connection.createChannel()) {
            channel.basicQos(1000);
            channel.basicConsume(
                    Definitions.JOURNAL,
                    false,
                    Map.of("x-stream-offset", "first"),
                    (tag, message) -> {
                        read.add(message.getProperties() + new String(message.getBody(), StandardCharsets.UTF_8));
                        channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
                    },
                    tag -> {});
            boolean isRead =
                    Await.until(LONGEST, () -> read.stream().anyMatch(it -> it.contains(type) && it.contains(subject)));
            if (!isRead) {
                throw new AssertionError(
                        "the journal has no %s of %s among %d messages".formatted(type, subject, read.size()));
            }
        }
        return read.stream().anyMatch(it -> it.contains(text));
    }

    /** A row as text shows its bytes in hexadecimal. */
    private boolean isIn(Connection database, String table) throws SQLException {
        try (var select = database.prepareStatement(
                "select from %s as it where position(? in it::text) > 0 or position(? in it::text) > 0 limit 1"
                        .formatted(table))) {
            select.setString(1, text);
            select.setString(2, HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** What is taken out goes back when the channel closes. */
    private boolean waitsIn(Channel channel, String queue) throws IOException {
        boolean isThere = false;
        for (GetResponse next = channel.basicGet(queue, false); next != null; next = channel.basicGet(queue, false)) {
            isThere |= (next.getProps() + new String(next.getBody(), StandardCharsets.UTF_8)).contains(text);
        }
        return isThere;
    }

    private static List<String> texts(Connection database, String sql) throws SQLException {
        try (var rows = database.createStatement().executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
