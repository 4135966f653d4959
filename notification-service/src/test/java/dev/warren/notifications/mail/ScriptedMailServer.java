package dev.warren.notifications.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SMTP server that answers as a test tells it to: by the first word of a command, or {@code .} for the end of a mail. Without
 * an answer of the test's own it takes everything.
 */
final class ScriptedMailServer implements AutoCloseable {

    static final String HANGS_UP = "hangs up";
    static final String SAYS_NOTHING = "says nothing";

    private static final Map<String, String> KIND =
            Map.of("EHLO", "250 hello", "DATA", "354 go on", "QUIT", "221 bye", "GREETING", "220 scripted ESMTP");

    private final ServerSocket socket;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    ScriptedMailServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** From now on. */
    ScriptedMailServer answers(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    void answersKindly() {
        answers.clear();
    }

    /** Every line that was not part of a mail. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    int connections() {
        return connections.get();
    }

    void hangUp() throws IOException {
        for (Socket connection : open) {
            connection.close();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            boolean goesOn = answer("GREETING", connection);
            while (goesOn) {
                String line = in.readLine();
                if (line == null) {
                    return;
                }
                commands.add(line);
                String command = line.split("[ :]")[0].toUpperCase();
                goesOn = answer(command, connection);
                if (goesOn && command.equals("DATA") && !answers.containsKey("DATA")) {
                    while (!".".equals(line)) {
                        line = in.readLine();
                    }
                    goesOn = answer(".", connection);
                }
            }
        } catch (IOException e) {
            // The client or the test hung up.
        }
    }

    private boolean answer(String command, Socket connection) throws IOException {
        String answer = answers.getOrDefault(command, KIND.getOrDefault(command, "250 ok"));
        switch (answer) {
            case HANGS_UP -> {
                return false;
            }
            case SAYS_NOTHING -> {
                return true;
            }
            default -> {
                connection.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
                return !command.equals("QUIT") && !answer.startsWith("421");
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            hangUp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
