package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.local.LocalException;
import dev.warren.local.RunningProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    private static final RunningProcess US =
            RunningProcess.of(ProcessHandle.current().pid()).orElseThrow();

    @Test
    void there_is_one_of_each_unless_more_are_asked_for() {
        assertThat(Scale.of(State.NOTHING).with(Map.of("user-service", 3)).instances())
                .extracting(Instance::label)
                .containsExactly(
                        "order-service",
                        "user-service",
                        "user-service-2",
                        "user-service-3",
                        "payment-service",
                        "notification-service");
    }

    @Test
    void as_many_as_were_started_are_wanted_again_unless_fewer_are_asked_for() {
        var third = new Instance(Service.USER, 3);
        State state = State.NOTHING.with(third, new State.ServiceRun(40_000, US));
        assertThat(Scale.of(state).instances()).contains(third).hasSize(6);
        assertThat(Scale.of(state).with(Map.of("user-service", 1)).instances()).hasSize(4);
        assertThat(Scale.of(state).with(Map.of("order-service", 2)).instances()).hasSize(7);
    }

    @Test
    void any_instance_that_runs_is_asked_when_others_do_not() {
        var gone = new State.ServiceRun(1, new RunningProcess(US.pid(), "before"));
        var well = new State.ServiceRun(2, US);
        State state = State.NOTHING
                .with(new Instance(Service.USER, 1), gone)
                .with(new Instance(Service.USER, 2), well)
                .with(new Instance(Service.PAYMENT, 1), gone);
        assertThat(state.running(Service.USER)).contains(well);
        assertThat(state.running(Service.PAYMENT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "user-service, 0, SCALE_INVALID: --scale user-service must be 1..20 but was 0",
        "user-service, 21, SCALE_INVALID: --scale user-service must be 1..20 but was 21",
        "nobody, 2, 'SCALE_INVALID: --scale must name one of order-service, user-service, payment-service, notification-service but named nobody'"
    })
    void a_scale_that_cannot_be_is_refused(String service, int count, String message) {
        assertThatThrownBy(() -> Scale.of(State.NOTHING).with(Map.of(service, count)))
                .isInstanceOf(LocalException.class)
                .hasMessage(message);
    }

    @Test
    void an_instance_is_found_by_its_label() {
        for (Instance instance :
                Scale.of(State.NOTHING).with(Map.of("order-service", 20)).instances()) {
            assertThat(Instance.of(instance.label())).contains(instance);
        }
        assertThat(Instance.of("order-service-0")).isEmpty();
        assertThat(Instance.of("broker")).isEmpty();
    }
}
