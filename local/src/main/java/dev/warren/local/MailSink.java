package dev.warren.local;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Accepts every mail over SMTP on 127.0.0.1, delivers none, and shows them over HTTP: {@code GET /} as a page, {@code GET
 * /api/v1/messages?limit=50} as JSON in Mailpit's shape. It keeps the newest in memory and lives as long as its JVM.
 * Thread-safe.
 */
public final class MailSink implements AutoCloseable {
    /** How many mails are kept unless said otherwise; {@link #total()} counts the forgotten ones too. */
    public static final int CAPACITY = 10_000;

    private static final long START_MILLIS = 5_000;
    /** RFC 5321 asks servers to wait five minutes for the next command. */
    private static final int IDLE_MILLIS = 300_000;

    private final Mailbox mailbox;
    private final ExecutorService httpThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final GreenMail mail;
    private final HttpServer http;

    private MailSink(int smtpPort, int httpPort, int capacity) throws IOException {
        mailbox = new Mailbox(capacity);
        ServerSetup setup = new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(START_MILLIS);
        mail = new GreenMail(setup);
        // Instead of one mailbox for each address, which would be kept for ever.
        mail.getUserManager().setMessageDeliveryHandler((message, recipient) -> {
            mailbox.receive(message);
            return new NobodysInbox();
        });
        http = HttpServer.create(new InetSocketAddress("127.0.0.1", httpPort), 0);
        http.setExecutor(httpThreads);
        http.createContext("/", new MailSinkPages(mailbox));
    }

    /** Starts on two free ports. */
    public static MailSink start() {
        return start(Ports.anyFree(), Ports.anyFree());
    }

    /** Starts on two free ports and keeps so many mails, about 2 KiB each. */
    public static MailSink keeping(int capacity) {
        return start(Ports.anyFree(), Ports.anyFree(), capacity);
    }

    /**
     * Starts and returns once both ports accept connections.
     *
     * @throws LocalException {@code MAIL_SINK_NOT_STARTED} when a port is taken; then neither is held
     */
    public static MailSink start(int smtpPort, int httpPort) {
        return start(smtpPort, httpPort, CAPACITY);
    }

    private static MailSink start(int smtpPort, int httpPort, int capacity) {
        if (!Ports.isFree(smtpPort)) {
            throw new LocalException(
                    "MAIL_SINK_NOT_STARTED", "port " + smtpPort + " (SMTP) is taken; free it or choose another");
        }
        MailSink sink = null;
        try {
            sink = new MailSink(smtpPort, httpPort, capacity);
            sink.mail.start();
            sink.mail.getSmtp().setClientSocketTimeout(IDLE_MILLIS);
            sink.http.start();
            return sink;
        } catch (IOException | RuntimeException e) {
            if (sink != null) {
                sink.close();
            }
            throw new LocalException(
                    "MAIL_SINK_NOT_STARTED",
                    "the mail sink needs the free ports " + smtpPort + " (SMTP) and " + httpPort + " (HTTP): "
                            + e.getMessage(),
                    e);
        }
    }

    public int smtpPort() {
        return mail.getSmtp().getPort();
    }

    /** The page; the JSON is below it. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** The newest mails that are still kept, newest first. */
    public List<ReceivedMail> newest(int limit) {
        return mailbox.newest(limit);
    }

    /** How many mails came since the start. */
    public long total() {
        return mailbox.total();
    }

    /** Closes both ports and forgets every mail. */
    @Override
    public void close() {
        http.stop(0);
        httpThreads.shutdownNow();
        mail.stop();
    }
}
