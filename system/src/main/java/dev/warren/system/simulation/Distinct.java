package dev.warren.system.simulation;

import java.util.Arrays;

/** How many different numbers there were; zero counts as one. Eight bytes each and room to spare; not thread-safe. */
final class Distinct {

    private long[] slots = new long[1 << 12];
    private int size;

    void add(long number) {
        long value = number == 0 ? 1 : number;
        if (size * 2 >= slots.length) {
            grow();
        }
        if (put(slots, value)) {
            size++;
        }
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        Arrays.stream(slots).filter(value -> value != 0).forEach(value -> put(larger, value));
        slots = larger;
    }

    private static boolean put(long[] slots, long value) {
        int at = (int) (value * 0x9E3779B97F4A7C15L >>> 32) & slots.length - 1;
        while (slots[at] != 0) {
            if (slots[at] == value) {
                return false;
            }
            at = at + 1 & slots.length - 1;
        }
        slots[at] = value;
        return true;
    }
}
