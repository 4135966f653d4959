package dev.warren.system.launcher;

import dev.warren.system.launcher.State.BrokerKind;
import java.util.List;

/** One run of {@code up}: starts the parts that do not run, in the order in which they need each other. */
final class Startup {
    private final Parts parts;
    private final StateFile file;
    private final Steps steps;
    private final Undo undo;
    private final Scale scale;
    private final State before;
    private State state;

    Startup(Parts parts, StateFile file, Steps steps, Undo undo, Scale scale, State before) {
        this.parts = parts;
        this.file = file;
        this.steps = steps;
        this.undo = undo;
        this.scale = scale;
        this.before = before;
        this.state = before;
    }

    /** @param forgetful whether a broker that is not ours must forget what it holds of earlier runs */
    State run(boolean forgetful) {
        boolean mailIsMissing = before.mail() == null || !parts.mail().isRunning(before.mail());
        List<Instance> missing = scale.instances().stream()
                .filter(instance -> !before.runs(instance))
                .toList();
        // Refused before anything is started: the common mistakes cost no time and leave nothing to undo.
        if (mailIsMissing) {
            MailPart.requireFreePorts();
        }
        missing.stream()
                .filter(Instance::isFirst)
                .map(Instance::service)
                .forEach(service -> PortHolder.requireFree(service.port(), service.label()));

        steps.step("broker", this::broker);
        steps.step("definitions", () -> definitions(forgetful));
        steps.step("database", this::database);
        if (mailIsMissing) {
            steps.step("mail sink", this::mailSink);
        }
        missing.forEach(this::start);
        scale.instances().forEach(instance -> steps.step(instance.label(), () -> ready(instance)));
        steps.step("registry", this::acquainted);
        return state;
    }

    private String broker() {
        reached(state.with(parts.broker().ensure(undo, steps::note)));
        State.Broker broker = state.broker();
        return "RabbitMQ " + parts.broker().admin(broker).version() + ", " + wording(broker.kind()) + ", on port "
                + broker.port();
    }

    private static String wording(BrokerKind kind) {
        return switch (kind) {
            case NAMED -> "as WARREN_AMQP_URI says";
            case FOUND -> "found running";
            case CONTAINER -> "in a container";
            case NODE -> "a private node";
        };
    }

    private String definitions(boolean forgetful) {
        if (forgetful && !state.broker().isOurs()) {
            parts.broker().admin(state.broker()).deleteVhost(state.broker().vhost());
        }
        return parts.broker().importDefinitions(state.broker());
    }

    private String database() {
        reached(state.with(parts.database().ensure(before.database(), undo)));
        return state.database().process() == null
                ? "as WARREN_JDBC_URL_… say"
                : "PostgreSQL, " + state.database().urls().get(Service.ORDER.label()) + " and so on";
    }

    private String mailSink() {
        reached(state.with(undo.starting(parts.mail()::start, parts.mail()::stop)));
        return state.mail().url();
    }

    private void start(Instance instance) {
        reached(state.with(
                instance, undo.starting(() -> parts.services().start(instance, state), parts.services()::stop)));
    }

    private String ready(Instance instance) {
        parts.services().awaitReady(instance, state);
        return "ready, " + state.run(instance).url();
    }

    private String acquainted() {
        parts.services().awaitAcquaintance(state);
        return "every instance knows every other";
    }

    private void reached(State next) {
        state = next;
        file.write(next);
    }
}
