package dev.warren.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.events.CancellationReason;
import dev.warren.events.Channel;
import dev.warren.events.Template;
import dev.warren.notifications.Fixtures;
import dev.warren.notifications.Notice;
import dev.warren.notifications.SendMail;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTextTest {

    @ParameterizedTest
    @EnumSource
    void every_reason_of_a_cancellation_is_said_in_words(CancellationReason reason) {
        var notice = new Notice(
                Fixtures.CANCELLATION.id(),
                Fixtures.ORDER,
                Fixtures.ADA,
                Template.ORDER_CANCELLED,
                Channel.EMAIL,
                Fixtures.TOTAL,
                reason);
        var text = MailText.of(new SendMail(notice, "Ada", "ada@example.org"));
        assertThat(text.plain())
                .containsPattern("is cancelled\\. [A-Z][^.{]+\\.\n")
                .doesNotContain(reason.name());
        assertThat(text.html()).doesNotContain("{").doesNotContain(reason.name());
        assertThat(text.subject()).doesNotContain("\n");
    }

    @Test
    void a_template_that_asks_for_something_else_is_refused() {
        assertThatThrownBy(() -> TextTemplate.of("Hello {nam}", Set.of("name"))).hasMessageContaining("{nam}");
    }

    @Test
    void what_is_filled_in_is_not_filled_in_again() {
        var template = TextTemplate.of("{a}{b}-{a}", Set.of("a", "b"));
        assertThat(template.fill(Map.of("a", "{b}", "b", "x"))).isEqualTo("{b}x-{b}");
    }
}
