package dev.warren.system.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Figures as pictures, in SVG. */
final class Plots {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 420;

    /** Beyond one in so many a percentile is the fate of a single order. */
    private static final double RAREST = 1e5;

    /** Milliseconds: there is no zero on a logarithmic axis. */
    private static final double SHORTEST = 0.1;

    private Plots() {}

    /** Each stint's latency by percentile: on the logarithmic axis every decade is a nine more. */
    static void latency(Map<String, Latency> confirmed, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("From when an order was due to its confirmation")
                .xAxisTitle("all but one of so many orders")
                .yAxisTitle("milliseconds")
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        // From one power of ten to another: only these are named on a logarithmic axis.
        chart.getStyler().setYAxisMin(decade(shortest(confirmed), Math::floor));
        chart.getStyler().setYAxisMax(decade(longest(confirmed), Math::ceil));
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        confirmed.forEach((stint, latency) -> {
            List<Latency.Step> steps =
                    latency.steps().filter(step -> oneOf(step) <= RAREST).toList();
            chart.addSeries(
                            stint,
                            steps.stream().map(Plots::oneOf).toList(),
                            steps.stream()
                                    .map(step -> Math.max(SHORTEST, step.millis()))
                                    .toList())
                    .setMarker(SeriesMarkers.NONE);
        });
        ChartEncoder.saveChart(chart, file.toString(), "svg");
    }

    private static double decade(double millis, DoubleUnaryOperator whole) {
        return Math.pow(10, whole.applyAsDouble(Math.log10(millis)));
    }

    private static double shortest(Map<String, Latency> all) {
        return Math.max(SHORTEST, millis(all).min().orElse(SHORTEST));
    }

    private static double longest(Map<String, Latency> all) {
        return Math.max(10 * SHORTEST, millis(all).max().orElse(SHORTEST));
    }

    private static DoubleStream millis(Map<String, Latency> all) {
        return all.values().stream().flatMap(Latency::steps).mapToDouble(Latency.Step::millis);
    }

    private static double oneOf(Latency.Step step) {
        return 100 / (100 - step.percent());
    }

    /** How large the batches of each service were. */
    static void batches(Map<String, Batches> batches, Path file) throws IOException {
        CategoryChart chart = bars("Batches by size", "inputs decided about in one transaction", "% of batches");
        batches.forEach((service, it) -> {
            var shares = it.shares();
            chart.addSeries(
                    service,
                    List.copyOf(shares.keySet()),
                    shares.values().stream().map(share -> 100 * share).toList());
        });
        ChartEncoder.saveChart(chart, file.toString(), "svg");
    }

    /** What each process has used for an order, by the way in which orders were placed. */
    static void cpu(Map<String, Map<String, Double>> cpuMsPerOrder, Path file) throws IOException {
        CategoryChart chart = bars("CPU time per order", "", "milliseconds");
        List<String> processes = cpuMsPerOrder.values().stream()
                .flatMap(byProcess -> byProcess.keySet().stream())
                .filter(process -> !process.equals(CpuTime.OTHERS))
                .distinct()
                .toList();
        cpuMsPerOrder.forEach((way, byProcess) -> chart.addSeries(
                way,
                processes,
                processes.stream()
                        .map(process -> byProcess.getOrDefault(process, 0.0))
                        .toList()));
        ChartEncoder.saveChart(chart, file.toString(), "svg");
    }

    private static CategoryChart bars(String title, String x, String y) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        return chart;
    }
}
