package dev.warren.payments.provider.simulated;

import static dev.warren.payments.Fixtures.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.warren.payments.PaymentsDatabase;
import dev.warren.payments.provider.CaptureAnswer;
import dev.warren.payments.provider.CaptureAnswer.Captured;
import dev.warren.payments.provider.CaptureAnswer.Declined;
import dev.warren.payments.provider.OutcomeUnknownException;
import dev.warren.payments.provider.RefundAnswer.Refunded;
import dev.warren.payments.provider.RefundAnswer.Refused;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedProviderIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final List<Duration> waited = new CopyOnWriteArrayList<>();
    private HikariDataSource database;
    private SimulatedProvider provider;

    @BeforeEach
    void open() {
        database = PaymentsDatabase.fresh();
        provider = another(TIMEOUT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** As in another process. */
    private SimulatedProvider another(Duration callTimeout) {
        return new SimulatedProvider(new SimulatedLedger(database, callTimeout), callTimeout, waited::add);
    }

    @Test
    void visa_is_captured_at_once() throws SQLException {
        assertThat(capture("pm_card_visa")).isInstanceOf(Captured.class);
        assertThat(ledger()).containsExactly("CAPTURE 4250");
        assertThat(waited).isEmpty();
    }

    @Test
    void while_it_is_away_or_fails_nothing_is_captured_and_afterwards_the_same_key_is() throws SQLException {
        provider.set(new Switches(0, 0, Duration.ZERO, true));
        assertThatThrownBy(() -> capture("pm_card_visa")).isInstanceOf(OutcomeUnknownException.class);
        provider.set(new Switches(0, 1, Duration.ZERO, false));
        assertThatThrownBy(() -> capture("pm_card_visa")).isInstanceOf(OutcomeUnknownException.class);
        assertThat(ledger()).isEmpty();

        provider.set(Switches.OFF);
        assertThat(capture("pm_card_visa")).isInstanceOf(Captured.class);
    }

    @Test
    void when_it_declines_the_answer_to_a_key_stays_what_it_was() throws SQLException {
        provider.set(new Switches(1, 0, Duration.ofMillis(250), false));
        assertThat(capture("pm_card_visa")).isEqualTo(new Declined());
        assertThat(waited).containsExactly(Duration.ofMillis(250));

        provider.set(Switches.OFF);
        assertThat(capture("pm_card_visa")).isEqualTo(new Declined());
        assertThat(ledger()).containsExactly("DECLINE 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_declined", "pm_card_nobody_knows"})
    void a_bad_card_is_declined(String method) throws SQLException {
        assertThat(capture(method)).isEqualTo(new Declined());
        assertThat(ledger()).containsExactly("DECLINE 0");
    }

    @Test
    void a_slow_card_is_captured_after_five_seconds() throws SQLException {
        assertThat(capture("pm_card_slow")).isInstanceOf(Captured.class);
        assertThat(ledger()).containsExactly("CAPTURE 4250");
        assertThat(waited).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void a_slow_card_takes_no_longer_than_the_time_out() throws SQLException {
        var impatient = another(Duration.ofSeconds(2));

        assertThatThrownBy(() -> impatient.capture("key", TOTAL, "pm_card_slow"))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(waited).containsExactly(Duration.ofSeconds(2));
        assertThat(impatient.capture("key", TOTAL, "pm_card_slow")).isInstanceOf(Captured.class);
        assertThat(ledger()).containsExactly("CAPTURE 4250");
    }

    @Test
    void a_flaky_card_fails_twice_with_nothing_captured_whichever_process_asks() throws SQLException {
        assertThatThrownBy(() -> capture("pm_card_flaky")).isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> another(TIMEOUT).capture("key", TOTAL, "pm_card_flaky"))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(ledger()).isEmpty();

        assertThat(capture("pm_card_flaky")).isInstanceOf(Captured.class);
        assertThat(capture("pm_card_flaky")).isInstanceOf(Captured.class);
        assertThat(ledger()).containsExactly("CAPTURE 4250");
    }

    @Test
    void a_lost_reply_has_captured_what_the_next_ask_finds() throws SQLException {
        assertThatThrownBy(() -> capture("pm_card_lost_reply")).isInstanceOf(OutcomeUnknownException.class);
        assertThat(ledger()).containsExactly("CAPTURE 4250");

        assertThat(capture("pm_card_lost_reply")).isInstanceOf(Captured.class);
        assertThat(ledger()).containsExactly("CAPTURE 4250");
        assertThat(waited).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void a_key_has_one_answer_for_good() throws SQLException {
        var captured = capture("pm_card_visa");
        assertThat(capture("pm_card_visa")).isEqualTo(captured);
        assertThat(capture("pm_card_declined")).isEqualTo(captured);
        assertThat(another(TIMEOUT).capture("key", TOTAL, "pm_card_slow")).isEqualTo(captured);

        var declined = provider.capture("other key", TOTAL, "pm_card_declined");
        assertThat(provider.capture("other key", TOTAL, "pm_card_visa")).isEqualTo(declined);
        assertThat(ledger()).containsExactly("CAPTURE 4250", "DECLINE 0");
    }

    @Test
    void a_key_that_comes_with_another_amount_is_an_error() throws SQLException {
        capture("pm_card_visa");

        assertThatThrownBy(() -> provider.capture("key", TOTAL.plusMinor(1), "pm_card_visa"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("was used for EUR 42.50 and now for EUR 42.51: use one key per payment");
        assertThat(ledger()).containsExactly("CAPTURE 4250");
    }

    @Test
    void a_refund_gives_a_capture_back_once() throws SQLException {
        String capture = reference(capture("pm_card_visa"));

        var refunded = provider.refund("refund", capture);
        assertThat(refunded).isInstanceOf(Refunded.class);
        assertThat(provider.refund("refund", capture)).isEqualTo(refunded);
        assertThat(provider.refund("other refund", capture)).isInstanceOf(Refused.class);
        assertThat(ledger()).containsExactly("CAPTURE 4250", "REFUND -4250");
    }

    @Test
    void what_was_not_captured_is_not_refunded() throws SQLException {
        assertThat(provider.refund("refund", "sim_nothing"))
                .isEqualTo(new Refused("sim_nothing is no capture, or was given back under another key"));
        assertThat(ledger()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_card_visa", "pm_card_slow", "pm_card_lost_reply"})
    void many_captures_at_the_same_time_with_the_same_key_are_one(String method) throws Exception {
        var answers = atTheSameTime(() -> provider.capture("key", TOTAL, method));

        assertThat(answers).hasSizeGreaterThanOrEqualTo(15).allMatch(answers.getFirst()::equals);
        assertThat(ledger()).containsExactly("CAPTURE 4250");
    }

    @Test
    void many_refunds_at_the_same_time_with_the_same_key_are_one() throws Exception {
        String capture = reference(capture("pm_card_visa"));

        var answers = atTheSameTime(() -> provider.refund("refund", capture));

        assertThat(answers).hasSize(16).allMatch(answers.getFirst()::equals);
        assertThat(ledger()).containsExactly("CAPTURE 4250", "REFUND -4250");
    }

    @Test
    void without_its_database_the_outcome_is_unknown() {
        database.close();

        assertThatThrownBy(() -> capture("pm_card_visa")).isInstanceOf(OutcomeUnknownException.class);
    }

    private CaptureAnswer capture(String method) {
        return provider.capture("key", TOTAL, method);
    }

    private static String reference(CaptureAnswer answer) {
        return ((Captured) answer).reference();
    }

    /** @return the certain answers */
    private static <T> List<T> atTheSameTime(Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> asked =
                    IntStream.range(0, 16).mapToObj(i -> threads.submit(call)).toList();
            var answers = new ArrayList<T>();
            for (var answer : asked) {
                try {
                    answers.add(answer.get());
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(OutcomeUnknownException.class);
                }
            }
            return answers;
        }
    }

    private List<String> ledger() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select kind || ' ' || amount_minor from simulated_provider_ledger order by entered_at");
                var rows = select.executeQuery()) {
            var entries = new ArrayList<String>();
            while (rows.next()) {
                entries.add(rows.getString(1));
            }
            return entries;
        }
    }
}
