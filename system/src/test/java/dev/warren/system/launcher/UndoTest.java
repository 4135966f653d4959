package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.local.LocalException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoTest {
    private final List<String> stopped = new ArrayList<>();
    private final Undo undo = Undo.armed(() -> stopped.add("state"));

    @Test
    void the_last_started_is_the_first_stopped() {
        undo.starting(() -> "broker", stopped::add);
        undo.starting(() -> "database", stopped::add);

        assertThat(undo.run()).isTrue();
        assertThat(undo.run()).isFalse();

        assertThat(stopped).containsExactly("database", "broker", "state");
    }

    @Test
    void nothing_is_started_any_more_once_it_was_interrupted() {
        undo.run();

        assertThatThrownBy(() -> undo.starting(() -> stopped.add("started"), ignored -> {}))
                .isInstanceOf(LocalException.class)
                .hasMessageStartingWith("INTERRUPTED");
        assertThat(stopped).containsExactly("state");
    }

    @Test
    void a_start_that_fails_is_not_stopped_and_a_stop_that_fails_does_not_keep_the_others() {
        undo.starting(() -> "broker", stopped::add);
        undo.starting(() -> "mail sink", part -> {
            throw new IllegalStateException("this one will not end");
        });
        assertThatThrownBy(() -> undo.starting(
                        () -> {
                            throw new IllegalStateException("no luck");
                        },
                        ignored -> stopped.add("never there")))
                .hasMessage("no luck");

        undo.run();

        assertThat(stopped).containsExactly("broker", "state");
    }

    @Test
    void what_is_kept_is_not_stopped() {
        undo.starting(() -> "broker", stopped::add);
        undo.keepAll();

        undo.run();

        assertThat(stopped).isEmpty();
    }
}
