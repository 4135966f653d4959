package dev.warren.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunningProcessTest {
    @Test
    void a_process_is_itself() {
        RunningProcess us = RunningProcess.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(us.isAlive()).isTrue();
    }

    @Test
    void a_reused_number_is_another_process() {
        RunningProcess us = RunningProcess.of(ProcessHandle.current().pid()).orElseThrow();
        RunningProcess before = new RunningProcess(us.pid(), us.started() + "0");

        assertThat(before.isAlive()).isFalse();
        assertThat(before.stop(Duration.ofSeconds(1))).isTrue();
        assertThat(us.isAlive()).isTrue();
    }

    @Test
    void a_process_that_ignores_the_request_to_end_is_killed() throws IOException {
        Process stubborn =
                new ProcessBuilder("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done").start();
        stubborn.inputReader().readLine();
        RunningProcess process = RunningProcess.of(stubborn.pid()).orElseThrow();

        assertThat(process.stop(Duration.ofMillis(300))).isFalse();
        assertThat(process.isAlive()).isFalse();
    }
}
