package dev.warren.system.chaos;

import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.Site.Extras;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Processes that die, freeze and come back. */
record ServiceFaults(Rig rig, Meddling meddling) {

    Fault killed(String names) {
        return new Fault(() -> named(names).forEach(ServiceProcess::kill), () -> started(named(names)));
    }

    Fault stopped(String names) {
        return new Fault(() -> named(names).forEach(ServiceProcess::stop), () -> started(named(names)));
    }

    Fault frozen(String name) {
        ServiceProcess witness = rig.services().stream()
                .filter(service -> !service.name().equals(name))
                .findFirst()
                .orElseThrow();
        var freeze = new Freeze(rig.service(name), witness);
        return new Fault(freeze::begin, () -> meddling.paused(freeze.end()));
    }

    Fault clockOff(String name, Duration offset) {
        ServiceProcess service = rig.service(name);
        return new Fault(
                () -> {
                    service.stop();
                    service.launch(Extras.flags("-Dwarren.clock-offset=" + offset));
                    service.awaitReady();
                },
                () -> {
                    service.stop();
                    started(List.of(service));
                });
    }

    Fault restartedInTurn() {
        return new Fault(
                () -> rig.services().forEach(service -> {
                    service.stop();
                    started(List.of(service));
                }),
                Fault.NOTHING);
    }

    private List<ServiceProcess> named(String names) {
        return Stream.of(names.split("\\+")).map(rig::service).toList();
    }

    private static void started(List<ServiceProcess> services) {
        services.stream().filter(service -> !service.isAlive()).forEach(ServiceProcess::launch);
        services.forEach(ServiceProcess::awaitReady);
    }
}
