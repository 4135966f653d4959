package dev.warren.system.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.local.Await;
import dev.warren.system.rig.Trouble.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpProxyTest {

    private static final int IMPATIENCE_MILLIS = 200;
    private static final int PATIENCE_MILLIS = 10_000;

    private final LinkedBlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    accepted.add(server.accept());
                }
            } catch (IOException e) {
                assertThat(server.isClosed()).isTrue();
            }
        });
        proxy = TcpProxy.to(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void what_one_end_says_the_other_hears() throws Exception {
        try (var pair = connect()) {
            pair.clientSays("ping");
            assertThat(pair.serverHears(4)).isEqualTo("ping");
            pair.serverSays("pong");
            assertThat(pair.clientHears(4)).isEqualTo("pong");
        }
    }

    @Test
    void an_end_of_one_side_is_an_end_of_the_other() throws Exception {
        var pair = connect();
        pair.client.close();
        assertThat(pair.server.getInputStream().read()).isEqualTo(-1);
        assertThat(Await.until(Duration.ofSeconds(5), () -> proxy.connections() == 0))
                .isTrue();
    }

    @Test
    void a_delay_holds_every_piece_back() throws Exception {
        proxy.trouble(Trouble.delay(Duration.ofMillis(150), Duration.ofMillis(10), new Random(1)));
        try (var pair = connect()) {
            long start = System.nanoTime();
            pair.clientSays("ping");
            assertThat(pair.serverHears(4)).isEqualTo("ping");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    @Test
    void a_reset_is_seen_by_both_ends_and_new_connections_pass() throws Exception {
        try (var pair = connect()) {
            proxy.reset();
            assertThatThrownBy(() -> pair.clientHears(1)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> pair.serverHears(1)).isInstanceOf(SocketException.class);
        }
        try (var pair = connect()) {
            pair.clientSays("ping");
            assertThat(pair.serverHears(4)).isEqualTo("ping");
        }
    }

    @Test
    void a_cut_refuses_new_connections_until_it_is_healed() throws Exception {
        proxy.cut();
        try (var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        proxy.heal();
        connect().close();
    }

    @Test
    void a_half_open_connection_is_mute_in_one_direction_even_after_healing() throws Exception {
        try (var pair = connect()) {
            proxy.trouble(Trouble.halfOpen(Direction.TO_CLIENT));
            pair.serverSays("pong");
            pair.clientSays("ping");
            assertThat(pair.serverHears(4)).isEqualTo("ping");
            pair.client.setSoTimeout(IMPATIENCE_MILLIS);
            assertThatThrownBy(() -> pair.clientHears(1)).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            pair.serverSays("pong");
            assertThatThrownBy(() -> pair.clientHears(1)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_reply_that_is_lost_takes_the_connection_with_it() throws Exception {
        proxy.trouble(Trouble.lostReply(Reply.COMMITTED));
        try (var pair = connect()) {
            pair.serverSays("anything else");
            assertThat(pair.clientHears(13)).isEqualTo("anything else");
            pair.serverSays("C\0\0\0\u000bCOMMIT\0Z");
            assertThatThrownBy(() -> pair.clientHears(1)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void a_reply_that_is_swallowed_leaves_the_connection_open() throws Exception {
        proxy.trouble(Trouble.swallowedReply(Reply.CONFIRMED));
        try (var pair = connect()) {
            var ack = HexFormat.of().parseHex("0100010000000d003c0050000000000000000100ce");
            pair.server.getOutputStream().write(ack);
            pair.client.setSoTimeout(IMPATIENCE_MILLIS);
            assertThatThrownBy(() -> pair.clientHears(1)).isInstanceOf(SocketTimeoutException.class);
            pair.clientSays("ping");
            assertThat(pair.serverHears(4)).isEqualTo("ping");
        }
    }

    private Pair connect() throws Exception {
        var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        var server = accepted.poll(5, TimeUnit.SECONDS);
        assertThat(server).as("the proxy has connected to the server").isNotNull();
        client.setSoTimeout(PATIENCE_MILLIS);
        server.setSoTimeout(PATIENCE_MILLIS);
        return new Pair(client, server);
    }

    private record Pair(Socket client, Socket server) implements AutoCloseable {

        void clientSays(String text) throws IOException {
            client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void serverSays(String text) throws IOException {
            server.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        String clientHears(int bytes) throws IOException {
            return new String(client.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
        }

        String serverHears(int bytes) throws IOException {
            return new String(server.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
        }
    }
}
