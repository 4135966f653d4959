package dev.warren.system.rig;

import dev.warren.local.LocalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before a mail server on 127.0.0.1 and lets it appear in a mood. Speaks SMTP one command at a time, so it announces no
 * pipelining. Thread-safe; a virtual thread for each connection.
 */
public final class MailGate implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MailGate.class);
    private static final Duration SLOWNESS = Duration.ofSeconds(2);
    private static final String MESSAGE_ID = "message-id:";

    /** How the mail server answers. */
    public enum Mood {
        KIND,
        /** 451 to every mail: try again later. */
        BUSY,
        /** 554 to every mail: do not try again. */
        REFUSING,
        /** Takes the mail and hangs up before it says so. */
        HANGING_UP,
        /** Takes two seconds for every mail. */
        SLOW
    }

    private final ServerSocket door;
    private final int server;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hangUps = new AtomicInteger();
    private volatile Mood mood = Mood.KIND;

    private MailGate(ServerSocket door, int server) {
        this.door = door;
        this.server = server;
    }

    /** Listens on a free port for mails to the server on that port. */
    public static MailGate before(int serverPort) {
        try {
            var gate = new MailGate(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
            Thread.ofVirtual().name("mail-gate").start(gate::accept);
            return gate;
        } catch (IOException e) {
            throw new LocalException("MAIL_GATE_NOT_STARTED", "no free port before the mail server", e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** From now on. */
    public void mood(Mood newMood) {
        mood = newMood;
    }

    /** The Message-IDs of the mails that were refused for good. */
    public Set<String> refused() {
        return Set.copyOf(refused);
    }

    /** How many mails the server took without the client being told. */
    public int hangUps() {
        return hangUps.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                log.debug("the mail gate takes no more connections: {}", e.getMessage());
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
            new Session(new Side(client), new Side(behind)).run();
        } catch (IOException e) {
            log.debug("a connection to the mail server has ended: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    /** One end of a session, line by line. */
    private static final class Side {
        private final Socket socket;
        private final BufferedReader lines;

        Side(Socket socket) throws IOException {
            this.socket = socket;
            this.lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        String read() throws IOException {
            return lines.readLine();
        }

        void write(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private final class Session {
        private final Side client;
        private final Side behind;

        Session(Side client, Side behind) {
            this.client = client;
            this.behind = behind;
        }

        void run() throws IOException, InterruptedException {
            passReply();
            for (String command = client.read(); command != null; command = client.read()) {
                if (command.toUpperCase(Locale.ROOT).startsWith("DATA")) {
                    if (!passMail()) {
                        return;
                    }
                } else {
                    behind.write(command);
                    passReply();
                }
            }
        }

        /** Passes the reply of one or more lines, and returns the last. */
        private String passReply() throws IOException {
            String line = reply();
            while (line.startsWith("-", 3)) {
                if (!line.toUpperCase(Locale.ROOT).contains("PIPELINING")) {
                    client.write(line);
                }
                line = reply();
            }
            client.write(line);
            return line;
        }

        private String reply() throws IOException {
            String line = behind.read();
            if (line == null) {
                throw new IOException("the mail server has hung up");
            }
            return line;
        }

        /** Takes one mail and passes it on, or not, as the mood is now; false when that is the end of the session. */
        private boolean passMail() throws IOException, InterruptedException {
            client.write("354 go on");
            var mail = new StringBuilder();
            String id = "";
            for (String line = client.read(); !".".equals(line); line = client.read()) {
                if (line == null) {
                    return false;
                }
                if (id.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith(MESSAGE_ID)) {
                    id = line.substring(MESSAGE_ID.length()).strip();
                }
                mail.append(line).append("\r\n");
            }
            switch (mood) {
                case KIND -> client.write(deliver(mail));
                case SLOW -> {
                    Thread.sleep(SLOWNESS);
                    client.write(deliver(mail));
                }
                case BUSY -> forget("451 4.3.0 come back later");
                case REFUSING -> {
                    refused.add(id);
                    forget("554 5.7.1 not wanted");
                }
                case HANGING_UP -> {
                    if (deliver(mail).startsWith("250")) {
                        hangUps.incrementAndGet();
                    }
                    return false;
                }
            }
            return true;
        }

        /** Returns what the server says about it. */
        private String deliver(StringBuilder mail) throws IOException {
            behind.write("DATA");
            String reply = reply();
            if (reply.startsWith("354")) {
                behind.write(mail + ".");
                reply = reply();
            }
            return reply;
        }

        private void forget(String answer) throws IOException {
            behind.write("RSET");
            reply();
            client.write(answer);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
