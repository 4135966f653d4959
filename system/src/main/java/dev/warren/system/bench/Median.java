package dev.warren.system.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The value in the middle; of an even number, the mean of the two that are. */
final class Median {
    private Median() {}

    static double of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** For each key of the first the median of its values in all. */
    static Map<String, Double> ofEach(List<Map<String, Double>> all) {
        var medians = new LinkedHashMap<String, Double>();
        all.getFirst()
                .keySet()
                .forEach(key ->
                        medians.put(key, of(all.stream().map(it -> it.get(key)).toList())));
        return medians;
    }
}
