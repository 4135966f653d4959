package dev.warren.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts fire when they should and not otherwise, by Prometheus' own tool, and each has its page. */
class AlertsIT {

    private static final Path FOLDER = Path.of("../deploy/prometheus");
    private static final String TESTS = "alerts-test.yml";
    private static final String PAGE = "docs/operations.md";

    @Test
    void the_files_of_prometheus_are_without_mistakes() {
        var checked =
                Promtool.run("check", "config", FOLDER.resolve("prometheus.yml").toString());

        assertThat(checked.succeeded()).as(checked.tail()).isTrue();
    }

    @Test
    void every_alert_fires_when_it_should_and_not_while_all_is_well() throws IOException {
        var tested = Promtool.run("test", "rules", FOLDER.resolve(TESTS).toString());

        assertThat(tested.succeeded()).as(tested.tail()).isTrue();
        for (JsonNode alert : Expressions.alerts()) {
            String name = alert.get("alert").asText();
            assertThat(expectations(name)).as("%s in %s", name, TESTS).contains(0, 1);
        }
    }

    /** How many alerts of that name are expected, in each of its tests. */
    private static List<Integer> expectations(String alert) throws IOException {
        var expected = new ArrayList<Integer>();
        JsonNode tests =
                new YAMLMapper().readTree(FOLDER.resolve(TESTS).toFile()).get("tests");
        for (JsonNode test : tests) {
            for (JsonNode rule : test.get("alert_rule_test")) {
                if (rule.get("alertname").asText().equals(alert)) {
                    expected.add(rule.get("exp_alerts").size());
                }
            }
        }
        return expected;
    }

    @Test
    void an_alert_that_does_not_fire_is_noticed(@TempDir Path folder) throws IOException {
        Files.copy(FOLDER.resolve(TESTS), folder.resolve(TESTS));
        Files.writeString(
                folder.resolve("alerts.yml"),
                Files.readString(Expressions.ALERTS).replace("warren_publishing == 0", "warren_publishing == 7"));

        var tested = Promtool.run("test", "rules", folder.resolve(TESTS).toString());

        assertThat(tested.succeeded()).isFalse();
        assertThat(tested.tail()).contains("WarrenBrokerAway");
    }

    @Test
    void every_query_of_the_dashboard_is_one(@TempDir Path folder) throws IOException {
        var rules = new StringBuilder("groups: [{name: dashboard, rules: [");
        for (String expression : Expressions.ofDashboard()) {
            rules.append("{record: a, labels: {n: n%d}, expr: '%s'},"
                    .formatted(rules.length(), expression.replace("'", "''")));
        }
        Path file = Files.writeString(folder.resolve("rules.yml"), rules.append("]}]"));

        var checked = Promtool.run("check", "rules", file.toString());

        assertThat(checked.succeeded()).as(checked.tail()).isTrue();
    }

    @Test
    void every_alert_names_a_heading_of_the_handbook() throws IOException {
        var headings = Files.readAllLines(Path.of("..").resolve(PAGE)).stream()
                .filter(line -> line.matches("##+ .*"))
                .map(line -> PAGE + "#" + anchor(line.replaceFirst("#+ ", "")))
                .collect(Collectors.toCollection(TreeSet::new));
        for (JsonNode alert : Expressions.alerts()) {
            assertThat(headings)
                    .as("runbook of %s", alert.get("alert").asText())
                    .contains(alert.at("/annotations/runbook").asText());
        }
    }

    /** As GitHub makes them. */
    private static String anchor(String heading) {
        return heading.toLowerCase().replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }
}
