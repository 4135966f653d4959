package dev.warren.system.launcher;

import dev.warren.local.MailSink;

/** The mail sink as a process of its own: SMTP port, HTTP port. It ends on SIGTERM. */
public final class MailSinkMain {
    private MailSinkMain() {}

    public static void main(String[] arguments) {
        MailSink sink = MailSink.start(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("accepts mail on port " + sink.smtpPort() + ", shows it on " + sink.uri());
    }
}
