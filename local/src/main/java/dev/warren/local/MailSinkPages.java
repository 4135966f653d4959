package dev.warren.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the mail sink shows: a page for people, and JSON with Mailpit's names for programs. */
final class MailSinkPages implements HttpHandler {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern LIMIT = Pattern.compile("(?:^|&)limit=(\\d{1,6})(?:&|$)");
    private static final int DEFAULT_LIMIT = 50;
    private static final int PAGE_LIMIT = 1_000;

    private final Mailbox mailbox;

    MailSinkPages(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 405, "text/plain", "only GET\n");
            } else if (path.equals("/api/v1/messages")) {
                json(exchange, limit(exchange));
            } else if (path.equals("/")) {
                answer(exchange, 200, "text/html", page(Math.min(limit(exchange), PAGE_LIMIT)));
            } else {
                answer(
                        exchange,
                        404,
                        "text/plain",
                        "there is only / and /api/v1/messages?limit=" + DEFAULT_LIMIT + "\n");
            }
        }
    }

    private static int limit(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        Matcher matcher = LIMIT.matcher(query == null ? "" : query);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : DEFAULT_LIMIT;
    }

    /** Streamed: ten thousand mails as one text would fill a small heap. */
    private void json(HttpExchange exchange, int limit) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        try (JsonGenerator json = JSON.createGenerator(exchange.getResponseBody())) {
            json.writeStartObject();
            json.writeNumberField("total", mailbox.total());
            json.writeArrayFieldStart("messages");
            for (ReceivedMail mail : mailbox.newest(limit)) {
                message(json, mail);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void message(JsonGenerator json, ReceivedMail mail) throws IOException {
        json.writeStartObject();
        json.writeStringField("ID", Long.toString(mail.id()));
        json.writeStringField("MessageID", mail.messageId().replaceAll("^<|>$", ""));
        json.writeObjectFieldStart("From");
        json.writeStringField("Address", mail.from());
        json.writeEndObject();
        json.writeArrayFieldStart("To");
        for (String address : mail.to()) {
            json.writeStartObject();
            json.writeStringField("Address", address);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("Subject", mail.subject());
        json.writeStringField("Created", mail.created().toString());
        json.writeStringField("Text", mail.text());
        json.writeEndObject();
    }

    private String page(int limit) {
        StringBuilder rows = new StringBuilder();
        for (ReceivedMail mail : mailbox.newest(limit)) {
            rows.append("<tr><td>").append(mail.created());
            rows.append("<td>").append(escaped(String.join(", ", mail.to())));
            rows.append("<td><details><summary>")
                    .append(escaped(mail.subject()))
                    .append("</summary><pre>");
            rows.append(escaped(mail.text())).append("</pre></details>\n");
        }
        return """
                <!doctype html>
                <html lang="en"><meta charset="utf-8"><title>Mail sink</title>
                <style>body{font:15px/1.5 system-ui;margin:2rem}td,th{padding:.2rem 1rem .2rem 0;text-align:left;vertical-align:top}\
                pre{white-space:pre-wrap}</style>
                <h1>Mail sink</h1>
                <p>%d mails came; the newest %d are kept, none was delivered. <a href="/api/v1/messages">As JSON</a></p>
                <table><tr><th>When<th>To<th>Subject
                %s</table></html>
                """.formatted(mailbox.total(), mailbox.capacity(), rows);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
