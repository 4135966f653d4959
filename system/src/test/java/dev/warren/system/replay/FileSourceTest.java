package dev.warren.system.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded flow becomes the messages that it was recorded from. */
class FileSourceTest {

    private static final String EVENT = """
            {"specversion":"1.0","id":"019df200-5008-7824-9764-251b6da0f88e","source":"/user-service",\
            "type":"user.credit-released.v1","subject":"019df200-5000-73c0-a4ea-6bb657efb7f0",\
            "time":"2026-05-04T08:00:00.008Z","datacontenttype":"application/json",\
            "correlationid":"019df200-5000-73c0-a4ea-6bb657efb7f0","sequence":"1",\
            "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","data":{"amount":"64.40"}}
            """;

    @TempDir
    private Path folder;

    private List<Told> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("flow.jsonl"), text);
        var all = new ArrayList<Told>();
        new FileSource(file).each(all::add);
        return all;
    }

    @Test
    void an_event_in_structured_form_is_a_message_in_binary_form() throws IOException {
        assertThat(read(EVENT + "\n" + EVENT)).hasSize(2).allSatisfy(told -> {
            assertThat(told.type()).isEqualTo("user.credit-released.v1");
            assertThat(told.at()).contains(Instant.parse("2026-05-04T08:00:00.008Z"));
            assertThat(new String(told.body(), StandardCharsets.UTF_8)).isEqualTo("{\"amount\":\"64.40\"}");
            var properties = told.properties();
            assertThat(properties.getMessageId()).isEqualTo("019df200-5008-7824-9764-251b6da0f88e");
            assertThat(properties.getAppId()).isEqualTo("user-service");
            assertThat(properties.getCorrelationId()).isEqualTo("019df200-5000-73c0-a4ea-6bb657efb7f0");
            assertThat(properties.getContentType()).isEqualTo("application/json");
            assertThat(properties.getHeaders())
                    .containsEntry("cloudEvents:specversion", "1.0")
                    .containsEntry("cloudEvents:sequence", "1")
                    .containsEntry("cloudEvents:subject", "019df200-5000-73c0-a4ea-6bb657efb7f0")
                    .containsEntry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                    .doesNotContainKeys("cloudEvents:data", "cloudEvents:datacontenttype");
        });
    }

    @Test
    void a_number_is_as_exact_as_it_was_said() throws IOException {
        String said = "{\"amount\":0.12345678901234567890123}";
        assertThat(read(EVENT.replace("{\"amount\":\"64.40\"}", said)))
                .singleElement()
                .satisfies(told -> assertThat(told.body()).asString().isEqualTo(said));
    }

    @Test
    void a_line_that_is_no_event_is_named() {
        for (String line :
                List.of("{", "7", EVENT.strip() + EVENT, "{\"id\":\"1\"}", EVENT.replace("2026-05-04T", "today "))) {
            assertThatThrownBy(() -> read(EVENT + line))
                    .hasMessageContaining("FILE_UNREADABLE: line 2")
                    .hasMessageContaining("flow.jsonl");
        }
    }

    @Test
    void a_file_that_there_is_not_is_named() {
        var source = new FileSource(folder.resolve("none.jsonl"));
        assertThatThrownBy(() -> source.each(told -> {}))
                .hasMessageContaining("NO_SUCH_FILE")
                .hasMessageContaining("none.jsonl");
    }

    @Test
    void what_goes_wrong_with_an_event_afterwards_is_not_blamed_on_the_file() throws IOException {
        var source = new FileSource(Files.writeString(folder.resolve("flow.jsonl"), EVENT));
        var trouble = new IllegalArgumentException("the broker is away");
        assertThatThrownBy(() -> source.each(told -> {
                    throw trouble;
                }))
                .isSameAs(trouble);
    }
}
