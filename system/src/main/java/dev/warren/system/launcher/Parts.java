package dev.warren.system.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All parts of the system on this machine. */
record Parts(Home home, BrokerPart broker, DatabasePart database, MailPart mail, ServicePart services) {

    static Parts of(Home home, Map<String, String> environment) {
        DatabasePart database = new DatabasePart(home, environment);
        return new Parts(
                home, new BrokerPart(home, environment), database, new MailPart(home), new ServicePart(home, database));
    }

    /** The names of the parts that do not run of those that were started last; empty when everything does. */
    List<String> missing(State state) {
        return missing(state, Scale.of(state));
    }

    /** The same for another number of instances. */
    List<String> missing(State state, Scale scale) {
        List<String> missing = new ArrayList<>();
        if (state.broker() == null || !broker.isRunning(state.broker())) {
            missing.add("broker");
        }
        if (state.database() == null || !database.isRunning(state.database())) {
            missing.add("database");
        }
        if (state.mail() == null || !mail.isRunning(state.mail())) {
            missing.add("mail sink");
        }
        scale.instances().stream()
                .filter(instance -> !state.runs(instance))
                .map(Instance::label)
                .forEach(missing::add);
        return missing;
    }

    /** Whether anything of ours runs, also what a killed {@code up} could not write down any more. */
    boolean anythingRuns(State state) {
        return broker.isOursRunning()
                || database.isOursRunning()
                || (state.mail() != null && mail.isRunning(state.mail()))
                || state.instances().stream().anyMatch(state::runs);
    }
}
