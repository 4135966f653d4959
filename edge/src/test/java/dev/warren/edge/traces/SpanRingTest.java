package dev.warren.edge.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpanRingTest {

    private static byte[] trace(int number) {
        return ByteBuffer.allocate(SpanRing.TRACE_ID).putInt(number).array();
    }

    /** A record of a few traces with so many bytes behind them. */
    private static byte[] record(int content, int... traces) {
        var record = ByteBuffer.allocate(Short.BYTES + traces.length * SpanRing.TRACE_ID + content);
        record.putShort((short) traces.length);
        for (int trace : traces) {
            record.put(trace(trace));
        }
        while (record.hasRemaining()) {
            record.put((byte) record.position());
        }
        return record.array();
    }

    @Test
    void a_record_is_found_by_each_of_its_traces_and_no_other() {
        var ring = new SpanRing(1_000);
        ring.add(record(20, 1, 2));
        ring.add(record(30, 2));
        assertThat(ring.find(trace(1))).containsExactly(record(20, 1, 2));
        assertThat(ring.find(trace(2))).containsExactly(record(20, 1, 2), record(30, 2));
        assertThat(ring.find(trace(3))).isEmpty();
    }

    @Test
    void what_is_larger_than_all_of_it_is_left_out_and_pushes_nothing_away() {
        var ring = new SpanRing(100);
        ring.add(record(20, 1));
        ring.add(record(100, 1));
        assertThat(ring.find(trace(1))).containsExactly(record(20, 1));
    }

    @Test
    void without_memory_nothing_is_kept() {
        var ring = new SpanRing(0);
        ring.add(record(0, 1));
        assertThat(ring.keepsNothing()).isTrue();
        assertThat(ring.find(trace(1))).isEmpty();
    }

    @Property
    void the_newest_that_fit_are_kept_whole_and_in_order(
            @ForAll @IntRange(min = 30, max = 500) int capacity,
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 80) Integer> contents) {
        var ring = new SpanRing(capacity);
        var added = new ArrayList<byte[]>();
        for (int content : contents) {
            byte[] record = record(content, 7);
            ring.add(record);
            if (Integer.BYTES + record.length <= capacity) {
                added.add(record);
            }
        }
        int left = capacity;
        int first = added.size();
        while (first > 0 && left >= Integer.BYTES + added.get(first - 1).length) {
            first--;
            left -= Integer.BYTES + added.get(first).length;
        }
        assertThat(ring.find(trace(7)))
                .containsExactly(added.subList(first, added.size()).toArray(byte[][]::new));
    }
}
