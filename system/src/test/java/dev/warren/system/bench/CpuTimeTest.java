package dev.warren.system.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CpuTimeTest {

    @Test
    void this_process_is_the_driver_and_its_time_passes() {
        var before = CpuTime.of(Map.of());
        long until = System.nanoTime() + 60_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }

        assertThat(CpuTime.of(Map.of()).perOrderSince(before, 1).get(CpuTime.DRIVER))
                .isPositive();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void children_that_have_ended_count_with_their_parent() throws Exception {
        var shell = new ProcessBuilder(
                        "sh", "-c", "sh -c 'n=0; while [ $n -lt 200000 ]; do n=$((n+1)); done'; echo done; read end")
                .start();
        try {
            var before = CpuTime.of(Map.of("shell", shell.pid()));
            assertThat(shell.inputReader().readLine()).isEqualTo("done");

            var used = CpuTime.of(Map.of("shell", shell.pid())).perOrderSince(before, 1);

            assertThat(shell.descendants()).isEmpty();
            assertThat(used.get("shell")).isGreaterThan(50);
        } finally {
            shell.destroy();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_rest_of_the_machine_is_told_apart() {
        assertThat(CpuTime.of(Map.of()).used()).containsOnlyKeys(CpuTime.DRIVER, CpuTime.OTHERS);
    }
}
