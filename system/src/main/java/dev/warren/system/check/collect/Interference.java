package dev.warren.system.check.collect;

import dev.warren.system.check.Instances.Pause;
import dev.warren.system.check.Traffic.Poison;
import java.util.List;
import java.util.Set;

/**
 * What was done to the system on purpose, and what the checker must therefore expect. Immutable.
 *
 * @param poison every bad message that was put in
 * @param refusedMails the Message-IDs that the mail server refused for good
 * @param mailWindows how many mails were accepted and perhaps not recorded
 * @param pauses instances that were stopped for a while
 */
public record Interference(List<Poison> poison, Set<String> refusedMails, int mailWindows, List<Pause> pauses) {

    /** Nobody touched it. */
    public static final Interference NONE = new Interference(List.of(), Set.of(), 0, List.of());

    public Interference {
        poison = List.copyOf(poison);
        refusedMails = Set.copyOf(refusedMails);
        pauses = List.copyOf(pauses);
    }

    /** The same, with so many mails that were accepted and perhaps not recorded. */
    public Interference withMailWindows(int windows) {
        return new Interference(poison, refusedMails, windows, pauses);
    }
}
