package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.local.LocalException;
import dev.warren.local.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path folder;

    @Test
    void what_was_written_is_read_again() {
        StateFile file = new StateFile(folder.resolve("state.json"));
        RunningProcess us = RunningProcess.of(ProcessHandle.current().pid()).orElseThrow();
        State state = State.NOTHING
                .with(new State.Broker(
                        State.BrokerKind.NODE, "127.0.0.1", 5672, "warren", "http://127.0.0.1:15672", "admin", us))
                .with(new State.Database(Map.of("order-service", "jdbc:postgresql://127.0.0.1:54329/orders"), us))
                .with(new State.Mail(1025, "http://127.0.0.1:8025", us))
                .with(Instance.first(Service.ORDER), new State.ServiceRun(8080, us))
                .with(new Instance(Service.ORDER, 2), new State.ServiceRun(40_000, us));

        file.write(state);

        assertThat(file.read()).isEqualTo(state);
    }

    @Test
    void no_file_is_nothing_running() {
        assertThat(new StateFile(folder.resolve("state.json")).read()).isEqualTo(State.NOTHING);
    }

    @Test
    void a_broken_file_is_named() throws IOException {
        Path path = Files.writeString(folder.resolve("state.json"), "{");

        assertThatThrownBy(() -> new StateFile(path).read())
                .isInstanceOf(LocalException.class)
                .hasMessageStartingWith("STATE_UNREADABLE: " + path);
    }
}
