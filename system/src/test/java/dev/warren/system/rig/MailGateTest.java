package dev.warren.system.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.Await;
import dev.warren.local.MailSink;
import dev.warren.system.rig.MailGate.Mood;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MailGateTest {

    private MailSink sink;
    private MailGate gate;
    private Socket socket;
    private BufferedReader answers;

    @BeforeEach
    void start() throws IOException {
        sink = MailSink.start();
        gate = MailGate.before(sink.smtpPort());
        socket = new Socket(InetAddress.getLoopbackAddress(), gate.port());
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        assertThat(answers.readLine()).startsWith("220");
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        gate.close();
        sink.close();
    }

    @Test
    void a_kind_server_takes_one_mail_after_the_other() throws IOException {
        assertThat(mail("<1@test>")).startsWith("250");
        assertThat(mail("<2@test>")).startsWith("250");
        assertThat(sink.newest(10)).extracting(it -> it.messageId()).containsExactly("<2@test>", "<1@test>");
    }

    @Test
    void a_busy_server_takes_nothing_and_the_same_connection_is_good_for_the_next_mail() throws IOException {
        gate.mood(Mood.BUSY);
        assertThat(mail("<1@test>")).startsWith("451");
        gate.mood(Mood.KIND);
        assertThat(mail("<1@test>")).startsWith("250");
        assertThat(sink.total()).isEqualTo(1);
        assertThat(gate.refused()).isEmpty();
    }

    @Test
    void what_is_refused_for_good_is_remembered() throws IOException {
        gate.mood(Mood.REFUSING);
        assertThat(mail("<1@test>")).startsWith("554");
        assertThat(gate.refused()).containsExactly("<1@test>");
        assertThat(sink.total()).isZero();
    }

    @Test
    void a_server_that_hangs_up_has_the_mail_and_says_nothing() throws IOException {
        gate.mood(Mood.HANGING_UP);
        assertThat(mail("<1@test>")).isNull();
        assertThat(Await.until(Duration.ofSeconds(5), () -> sink.total() == 1)).isTrue();
        assertThat(gate.hangUps()).isEqualTo(1);
    }

    /** Returns the answer to the whole mail. */
    private String mail(String id) throws IOException {
        assertThat(say("MAIL FROM:<a@example.com>")).startsWith("250");
        assertThat(say("RCPT TO:<b@example.com>")).startsWith("250");
        assertThat(say("DATA")).startsWith("354");
        return say("Message-ID: " + id + "\r\nSubject: hello\r\n\r\nhello\r\n.");
    }

    private String say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return answers.readLine();
    }
}
