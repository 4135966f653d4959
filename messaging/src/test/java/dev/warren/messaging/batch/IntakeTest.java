package dev.warren.messaging.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.messaging.UnavailableException;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private final Intake<String, String> intake =
            new Intake<>((command, reason) -> command.answer().completeExceptionally(reason));

    private CompletableFuture<String> submit(String input) {
        var answer = new CompletableFuture<String>();
        intake.submit(new Arrival.Command<>(input, answer, SpanContext.getInvalid()));
        return answer;
    }

    private static void assertRefused(CompletableFuture<String> answer, String why) {
        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(why);
    }

    @Test
    void commands_are_refused_until_it_opens_and_after_it_has_closed() throws Exception {
        assertRefused(submit("early"), "not prepared");
        intake.open();
        var waiting = submit("in time");
        assertThat(waiting).isNotDone();
        intake.close("the service is stopping", null);
        assertRefused(waiting, "stopping");
        assertRefused(submit("late"), "stopping");
        assertThat(intake.isEmpty()).isTrue();
    }

    @Test
    void results_wait_through_a_closure() throws Exception {
        intake.add(new Arrival.Result<>("found", SpanContext.getInvalid()));
        intake.close("the database is away", null);
        assertThat(intake.take(10, Duration.ZERO)).hasSize(1);
    }

    @Test
    void a_batch_is_what_has_arrived_up_to_its_limit() throws Exception {
        intake.open();
        for (int i = 0; i < 5; i++) {
            submit("command " + i);
        }
        assertThat(intake.take(3, Duration.ZERO)).hasSize(3);
        assertThat(intake.take(3, Duration.ZERO)).hasSize(2);
        assertThat(intake.take(3, Duration.ZERO)).isEmpty();
    }

    @Test
    void commands_do_not_pile_up_without_bound() {
        intake.open();
        for (int i = 0; i < 10_000; i++) {
            assertThat(submit("command")).isNotDone();
        }
        assertRefused(submit("one too many"), "10000 inputs wait");
    }

    @Test
    void a_command_that_comes_while_it_closes_is_answered_or_taken() throws Exception {
        intake.open();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        var submitting = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 5_000; i++) {
                answers.add(submit("command"));
            }
        });
        for (int i = 0; i < 1_000; i++) {
            intake.close("closed", null);
            intake.open();
        }
        intake.close("closed for good", null);
        submitting.join();
        assertThat(intake.isEmpty()).isTrue();
        assertThat(answers).allMatch(CompletableFuture::isDone);
    }
}
