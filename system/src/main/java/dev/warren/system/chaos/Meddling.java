package dev.warren.system.chaos;

import dev.warren.system.check.Instances.Pause;
import dev.warren.system.check.Traffic;
import dev.warren.system.check.collect.Interference;
import dev.warren.system.rig.MailGate;
import java.util.ArrayList;
import java.util.List;

/** What was done on purpose and is to be seen in the end: exactly this poison is parked, these instances were away. Thread-safe. */
final class Meddling {
    private final List<Traffic.Poison> poison = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();

    synchronized void poisoned(String service, String messageId) {
        poison.add(new Traffic.Poison(service, messageId));
    }

    synchronized void paused(Pause pause) {
        pauses.add(pause);
    }

    /** @param unrecorded how many mails may have been taken by the server and forgotten by the sender */
    synchronized Interference interference(MailGate gate, int unrecorded) {
        return new Interference(poison, gate.refused(), gate.hangUps() + unrecorded, pauses);
    }
}
