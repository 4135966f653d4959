package dev.warren.system.e2e;

import dev.warren.system.rig.Rig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every row of every table of a rig's services, as one digest a table, and how many mails were sent.
 *
 * @param tables by service and name
 */
record Snapshot(Map<String, String> tables, long mails) {

    /** What changes by itself while nothing happens. */
    private static final Set<String> RESTLESS = Set.of("publishing", "outbox");

    private static final String TABLES =
            "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'";

    private static final String DIGEST =
            "select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, ';' order by t::text)), '-') from \"%s\" t";

    static Snapshot of(Rig system) throws SQLException {
        var tables = new TreeMap<String, String>();
        for (String service : system.names()) {
            try (Connection database = system.database().connect(service)) {
                for (String table : texts(database, TABLES)) {
                    if (!RESTLESS.contains(table)) {
                        tables.put(
                                service + "." + table,
                                texts(database, DIGEST.formatted(table)).getFirst());
                    }
                }
            }
        }
        return new Snapshot(tables, system.mails().total());
    }

    private static List<String> texts(Connection database, String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var select = database.createStatement();
                var rows = select.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
