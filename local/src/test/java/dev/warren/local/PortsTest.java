package dev.warren.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    /** The system gives connections ports from 32768 on: one of those may be taken while its owner is down. */
    @Test
    void free_ports_are_all_different_and_not_the_systems_own() {
        assertThat(IntStream.generate(Ports::anyFree).limit(100).boxed().toList())
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(20_000, 32_767));
    }

    @Test
    void a_port_that_somebody_listens_on_is_not_free() throws Exception {
        int port = Ports.anyFree();
        assertThat(Ports.isFree(port)).isTrue();
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }
}
