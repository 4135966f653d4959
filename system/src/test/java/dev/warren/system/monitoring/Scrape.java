package dev.warren.system.monitoring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a service tells Prometheus. */
record Scrape(String text) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\w+)");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+?)(\\{(.*)\\})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Set<String> EVERYWHERE = Set.of("application", "le");

    static Scrape of(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/prometheus"))
                    .build();
            return new Scrape(client.send(request, BodyHandlers.ofString()).body());
        }
    }

    /** The metrics by the names under which they are declared, without the maxima that Micrometer adds to what it times. */
    Set<String> families() {
        var names =
                TYPE.matcher(text).results().map(type -> type.group(1)).collect(Collectors.toCollection(TreeSet::new));
        names.removeIf(name -> name.endsWith("_max") && names.contains(name.substring(0, name.length() - 4)));
        return names;
    }

    /** The names of all samples, as queries use them. */
    Set<String> samples() {
        var names = new TreeSet<String>();
        lines().forEach(line -> names.add(line.name()));
        return names;
    }

    /** The labels of a metric but for those that all have. */
    Set<String> labelsOf(String family) {
        return lines().stream()
                .filter(line -> line.name().matches(Pattern.quote(family) + "(_bucket|_count|_sum|_max)?"))
                .flatMap(line -> line.labels().keySet().stream())
                .filter(label -> !EVERYWHERE.contains(label))
                .collect(Collectors.toSet());
    }

    /** The values of all labels of Warren's own metrics. */
    Set<String> labelValues() {
        return lines().stream()
                .filter(line -> line.name().startsWith("warren_"))
                .flatMap(line -> line.labels().values().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record Line(String name, Map<String, String> labels) {}

    private List<Line> lines() {
        var lines = new ArrayList<Line>();
        Arrays.stream(text.split("\n")).filter(line -> !line.startsWith("#")).forEach(line -> {
            var sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                var labels = new HashMap<String, String>();
                if (sample.group(3) != null) {
                    LABEL.matcher(sample.group(3)).results().forEach(it -> labels.put(it.group(1), it.group(2)));
                }
                lines.add(new Line(sample.group(1), labels));
            }
        });
        return lines;
    }
}
