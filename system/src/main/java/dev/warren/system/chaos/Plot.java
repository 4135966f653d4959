package dev.warren.system.chaos;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Throughput over time, with a line where each fault begins, as SVG. */
final class Plot {
    private static final Duration SMOOTHED_OVER = Duration.ofSeconds(2);
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 420;

    private Plot() {}

    static String svg(Outcome outcome) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("seconds")
                .yAxisTitle("orders per second")
                .build();
        chart.getStyler().setYAxisMin(0d);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setChartBackgroundColor(Color.WHITE);
        double top = Math.max(
                series(chart, "accepted", outcome.samples(), Sample::accepted),
                series(chart, "confirmed or cancelled", outcome.samples(), Sample::ended));
        for (Done fault : outcome.faults()) {
            double at = seconds(fault.begun());
            chart.addAnnotation(new AnnotationLine(at, true, false));
            chart.addAnnotation(
                    new AnnotationText(Integer.toString(fault.planned().number()), at, top * 1.02, false));
        }
        var svg = new ByteArrayOutputStream();
        ChartEncoder.saveChart(chart, svg, "svg");
        String text = svg.toString(StandardCharsets.UTF_8);
        return text.substring(text.indexOf("<svg"));
    }

    private interface Count {
        long of(Sample sample);
    }

    /** Returns the highest value. */
    private static double series(XYChart chart, String name, List<Sample> samples, Count count) {
        var at = new ArrayList<Double>();
        var rate = new ArrayList<Double>();
        int from = 0;
        for (Sample to : samples) {
            while (to.at().minus(samples.get(from).at()).compareTo(SMOOTHED_OVER) > 0) {
                from++;
            }
            double over = seconds(to.at().minus(samples.get(from).at()));
            at.add(seconds(to.at()));
            rate.add(over == 0 ? 0 : (count.of(to) - count.of(samples.get(from))) / over);
        }
        chart.addSeries(name, at, rate).setMarker(SeriesMarkers.NONE);
        return Collections.max(rate);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
