package dev.warren.system.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each cell of a decision table, state by input, was decided. */
final class CellTable {

    private record Cell(Class<?> state, Class<?> input) {
        @Override
        public String toString() {
            return (state == null ? "none" : state.getSimpleName()) + " × " + input.getSimpleName();
        }
    }

    private final String name;
    private final List<Class<?>> states = new ArrayList<>();
    private final List<Class<?>> inputs;
    private final Map<Cell, Long> hits = new HashMap<>();

    CellTable(String name, Class<?> state, Class<?> input) {
        this.name = name;
        states.add(null);
        states.addAll(records(state));
        this.inputs = records(input);
    }

    private static List<Class<?>> records(Class<?> type) {
        if (type.isRecord()) {
            return List.of(type);
        }
        var found = new ArrayList<Class<?>>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            records(permitted).stream().filter(it -> !found.contains(it)).forEach(found::add);
        }
        return found;
    }

    void hit(Object state, Object input) {
        hits.merge(new Cell(state == null ? null : state.getClass(), input.getClass()), 1L, Long::sum);
    }

    void add(CellTable other) {
        other.hits.forEach((cell, times) -> hits.merge(cell, times, Long::sum));
    }

    String line() {
        var never = new ArrayList<Cell>();
        for (Class<?> state : states) {
            for (Class<?> input : inputs) {
                if (!hits.containsKey(new Cell(state, input))) {
                    never.add(new Cell(state, input));
                }
            }
        }
        int all = states.size() * inputs.size();
        return "%s table: %d of %d cells%s"
                .formatted(name, all - never.size(), all, never.isEmpty() ? "" : "; never " + never);
    }
}
