package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.local.LocalException;
import dev.warren.local.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortHolderTest {
    @Test
    void a_free_port_passes() {
        PortHolder.requireFree(Ports.anyFree(), "order-service");
    }

    @Test
    void a_taken_port_is_one_line_that_names_it_and_its_holder() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PortHolder.requireFree(taken.getLocalPort(), "order-service"))
                    .isInstanceOf(LocalException.class)
                    .hasMessageStartingWith("PORT_IN_USE: port " + taken.getLocalPort() + " for order-service")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void an_unknown_holder_comes_with_the_way_to_find_it() {
        assertThat(PortHolder.inUse(5672, "the broker", Optional.empty())).hasMessageContaining("sudo lsof -i :5672");
    }
}
