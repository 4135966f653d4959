package dev.warren.system.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The queries of the dashboard and the alerts, and the metrics in them. */
final class Expressions {

    static final Path DASHBOARD = Path.of("../deploy/grafana/dashboards/warren.json");
    static final Path ALERTS = Path.of("../deploy/prometheus/alerts.yml");

    private static final Pattern WORD = Pattern.compile("\\b[a-zA-Z_]\\w*");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");

    private Expressions() {}

    /** With whatever Grafana would put in the place of its variables. */
    static List<String> ofDashboard() throws IOException {
        var expressions = new ArrayList<String>();
        for (JsonNode expression :
                new ObjectMapper().readTree(DASHBOARD.toFile()).findValues("expr")) {
            expressions.add(
                    expression.asText().replace("$__rate_interval", "1m").replace("$application", ".+"));
        }
        return expressions;
    }

    static List<JsonNode> alerts() throws IOException {
        var alerts = new ArrayList<JsonNode>();
        new YAMLMapper().readTree(ALERTS.toFile()).at("/groups/0/rules").forEach(alerts::add);
        return alerts;
    }

    /** The metrics that a query asks for. */
    static Set<String> metricsIn(String expression) {
        String bare = expression
                .replaceAll("\\{[^}]*}", "")
                .replaceAll("\\[[^]]*]", "")
                .replaceAll("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", "")
                // Functions.
                .replaceAll("\\w+\\s*\\(", "(");
        return WORD.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(word -> !OPERATORS.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
