package dev.warren.system.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of docs/metrics.md. */
final class MetricsPage {

    private static final Path PAGE = Path.of("../docs/metrics.md");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`( †)?");

    /** @param always whether it is there before there is anything to tell */
    private record Row(String metric, boolean always, Set<String> labels, String at) {

        boolean isAt(String service) {
            return at.equals("all") || Arrays.asList(at.split(", ")).contains(service);
        }
    }

    private final List<Row> rows;

    private MetricsPage(List<Row> rows) {
        this.rows = rows;
    }

    static MetricsPage read() throws IOException {
        var rows = new ArrayList<Row>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split(" *\\| *", -1);
            if (line.startsWith("| `")) {
                var name = NAME.matcher(cells[1]);
                if (!name.matches()) {
                    throw new IllegalStateException(PAGE + " has a row without a metric: " + line);
                }
                var labels = NAME.matcher(cells[2])
                        .results()
                        .map(label -> label.group(1))
                        .collect(Collectors.toSet());
                rows.add(new Row(name.group(1), name.group(2) == null, labels, cells[4]));
            }
        }
        return new MetricsPage(rows);
    }

    /** Every metric that it names. */
    Set<String> all() {
        return names(rows);
    }

    /** Those that a service must tell from its start. */
    Set<String> requiredOf(String service) {
        return names(
                rows.stream().filter(row -> row.always() && row.isAt(service)).toList());
    }

    /** Those that a service may tell. */
    Set<String> allowedTo(String service) {
        return names(rows.stream().filter(row -> row.isAt(service)).toList());
    }

    Set<String> labelsOf(String metric) {
        return rows.stream()
                .filter(row -> row.metric().equals(metric))
                .findFirst()
                .orElseThrow()
                .labels();
    }

    private static Set<String> names(List<Row> rows) {
        return rows.stream().map(Row::metric).collect(Collectors.toCollection(TreeSet::new));
    }
}
