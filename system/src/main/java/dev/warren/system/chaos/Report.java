package dev.warren.system.chaos;

import dev.warren.system.chaos.Done.Recovered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run as a page, with the plot in it, and as lines of text. */
final class Report {

    private final Outcome outcome;
    private final List<Recovered> faults;

    Report(Outcome outcome) {
        this.outcome = outcome;
        this.faults = outcome.recoveries();
    }

    /** A line for each fault, and the promised figures. */
    Stream<String> timeline() {
        return Stream.concat(
                faults.stream()
                        .map(it -> "%3d  %6.1f s  %-22s %-38s took %5.1f s  %s"
                                .formatted(
                                        it.fault().planned().number(),
                                        seconds(it.fault().begun()),
                                        it.fault().planned().kind(),
                                        it.fault().planned().target(),
                                        seconds(it.fault().took()),
                                        recovered(it))),
                figures());
    }

    private Stream<String> figures() {
        return Stream.of(
                figure("a service killed", 15, Kind.SERVICE_KILLED),
                figure("the broker killed", 30, Kind.BROKER_KILLED),
                figure("PostgreSQL killed", 30, Kind.DATABASE_KILLED));
    }

    private String figure(String what, int promisedSeconds, Kind kind) {
        var seen = faults.stream()
                .filter(it -> it.fault().planned().kind() == kind)
                .toList();
        Optional<Duration> longest =
                seen.stream().flatMap(it -> it.recovered().stream()).max(Comparator.naturalOrder());
        return "recovery, %s: %s (promised: within %d s; %d times, of which %d could be measured)"
                .formatted(
                        what,
                        longest.map(it -> "%.1f s".formatted(seconds(it))).orElse("not measured"),
                        promisedSeconds,
                        seen.size(),
                        seen.stream().filter(it -> it.recovered().isPresent()).count());
    }

    void write(Path file) throws IOException {
        Files.writeString(file, html(Plot.svg(outcome)));
    }

    private String html(String plot) {
        String rows = faults.stream().map(Report::row).collect(Collectors.joining("\n"));
        String violations = outcome.violations().stream()
                .map(violation -> "<li>" + escaped(violation))
                .collect(Collectors.joining("\n", "<ul>", "</ul>"));
        return """
                <!doctype html>
                <html lang="en"><meta charset="utf-8"><title>Chaos, seed %d</title>
                <style>body{font:15px/1.5 system-ui;margin:2rem;max-width:1200px}table{border-collapse:collapse}\
                td,th{padding:.2rem 1rem .2rem 0;text-align:left;vertical-align:top;border-bottom:1px solid #ddd}\
                td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}svg{max-width:100%%;height:auto}</style>
                <h1>%s</h1>
                <p>Replay it: <code>./warren chaos --orders %d --seed %d</code>, with the same other options.</p>
                %s
                <h2>Violations</h2>
                %s
                <h2>Recovery</h2>
                <p>Time from the begin of a fault until as many orders end as are placed (at least 95 %%, over four seconds).</p>
                <ul>%s</ul>
                <h2>Faults</h2>
                <table><tr><th>#<th>at<th>fault<th>target<th>took<th>recovered after
                %s
                </table></html>
                """.formatted(
                        outcome.plan().seed(),
                        escaped(outcome.toString()),
                        outcome.plan().orders(),
                        outcome.plan().seed(),
                        plot,
                        outcome.violations().isEmpty() ? "<p>None.</p>" : violations,
                        figures().map(figure -> "<li>" + escaped(figure)).collect(Collectors.joining()),
                        rows);
    }

    private static String row(Recovered it) {
        Planned planned = it.fault().planned();
        return "<tr><td class=n>%d<td class=n>%.1f s<td>%s<td>%s<td class=n>%.1f s<td class=n>%s"
                .formatted(
                        planned.number(),
                        seconds(it.fault().begun()),
                        escaped(planned.kind().words()),
                        escaped(planned.target()),
                        seconds(it.fault().took()),
                        recovered(it));
    }

    private static String recovered(Recovered it) {
        return it.recovered()
                .map(time -> time.isZero() ? "no dip" : "%.1f s".formatted(seconds(time)))
                .orElse("not before the next fault");
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
