package dev.warren.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailSinkIT {
    private final MailSink sink = MailSink.start();

    @AfterEach
    void stop() {
        sink.close();
    }

    @Test
    void lists_a_mail_that_came_over_smtp() throws Exception {
        send("Your order is confirmed ✓", "Thank you.");

        JsonNode answer = new ObjectMapper().readTree(get("/api/v1/messages?limit=5"));

        assertThat(answer.path("total").asInt()).isEqualTo(1);
        JsonNode mail = answer.path("messages").path(0);
        assertThat(mail.path("Subject").asText()).isEqualTo("Your order is confirmed ✓");
        assertThat(mail.path("From").path("Address").asText()).isEqualTo("shop@example.org");
        assertThat(mail.path("To").path(0).path("Address").asText()).isEqualTo("ada@example.org");
        assertThat(mail.path("MessageID").asText()).isEqualTo("order-1@warren");
        assertThat(mail.path("Text").asText()).startsWith("Thank you.");
        assertThat(mail.path("Created").asText()).endsWith("Z");
    }

    @Test
    void the_page_shows_what_came_as_text_and_not_as_markup() throws Exception {
        send("<script>alert(1)</script>", "<b>bold</b>");

        assertThat(get("/"))
                .contains("&lt;script&gt;")
                .contains("&lt;b&gt;bold")
                .doesNotContain("<script>");
    }

    @Test
    void a_taken_port_is_named() {
        assertThatThrownBy(() -> MailSink.start(sink.smtpPort(), Ports.anyFree()))
                .isInstanceOf(LocalException.class)
                .hasMessageStartingWith("MAIL_SINK_NOT_STARTED")
                .hasMessageContaining(Integer.toString(sink.smtpPort()));
    }

    private void send(String subject, String text) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(sink.smtpPort()));
        MimeMessage mail = new MimeMessage(Session.getInstance(settings)) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<order-1@warren>");
            }
        };
        mail.setFrom(new InternetAddress("shop@example.org"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("ada@example.org"));
        mail.setSubject(subject, "UTF-8");
        mail.setText(text, "UTF-8");
        Transport.send(mail);
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(sink.uri() + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
