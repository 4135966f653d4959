package dev.warren.system.chaos;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What can go wrong: all kinds of faults, with what they may hit, how long they last and which runs have them. */
enum Kind {
    SERVICE_KILLED("kill -9 of a service", Menu.SHORT, Target.SERVICES, 0, 2, 11),
    SERVICES_KILLED("kill -9 of several services at once", Menu.SHORT, Target.GROUPS, 0, 3, 13),
    SERVICE_FROZEN("a service is frozen and thawed", Menu.SHORT, Target.SERVICES, 3, 6, 5),
    SERVICE_FROZEN_LONG(
            "a service is frozen for longer than its heartbeat to the broker", Menu.USUAL, Target.SERVICES, 14, 18, 6),
    SERVICE_RESTARTED("a service is restarted", Menu.USUAL, Target.SERVICES, 0, 2, 12),
    ROLLING_RESTART("all services are restarted, one after the other", Menu.USUAL, Target.ALL, 0, 1, 28),
    CLOCK_AHEAD("a service's clock is 30 s ahead", Menu.LONG, Target.SERVICES, 5, 10, 24),
    CLOCK_BEHIND("a service's clock is 30 s behind", Menu.LONG, Target.SERVICES, 5, 10, 24),

    BROKER_KILLED("kill -9 of the broker", Menu.USUAL, Target.BROKER, 0, 3, 18),
    BROKER_RESTARTED("the broker is restarted", Menu.USUAL, Target.BROKER, 0, 3, 20),
    BROKER_FROZEN("the broker is frozen and thawed", Menu.USUAL, Target.BROKER, 3, 8, 6),
    CONNECTIONS_CLOSED("all connections are closed by the management API", Menu.SHORT, Target.BROKER, 0, 1, 5),
    MEMORY_ALARM("memory alarm: publishers are blocked", Menu.SHORT, Target.BROKER, 2, 6, 5),
    DISK_ALARM("disk alarm: publishers are blocked", Menu.USUAL, Target.BROKER, 2, 6, 5),
    PASSWORD_CHANGED(
            "a service's password is changed and its connections are closed", Menu.USUAL, Target.SERVICES, 2, 6, 8),
    BINDING_DELETED(
            "a binding is deleted, and what it missed is sent again from the journal",
            Menu.USUAL,
            Target.SERVICES,
            1,
            3,
            6),

    DATABASE_STOPPED("PostgreSQL stops immediately", Menu.USUAL, Target.DATABASE, 0, 4, 8),
    DATABASE_KILLED("kill -9 of PostgreSQL", Menu.SHORT, Target.DATABASE, 0, 3, 8),
    BACKENDS_TERMINATED("the database ends a service's sessions", Menu.SHORT, Target.SERVICES, 0, 1, 5),
    TABLE_LOCKED("a table is locked", Menu.SHORT, Target.TABLES, 3, 6, 5),
    TABLE_LOCKED_LONG("a table is locked for longer than statements may take", Menu.LONG, Target.TABLES, 20, 20, 5),

    BROKER_SLOW("slow and jittery network to the broker", Menu.SHORT, Target.SERVICES, 2, 6, 5),
    DATABASE_SLOW("slow and jittery network to the database", Menu.USUAL, Target.SERVICES, 2, 6, 5),
    BROKER_CUT("no way to the broker", Menu.USUAL, Target.SERVICES, 5, 10, 8),
    DATABASE_CUT("no way to the database", Menu.USUAL, Target.SERVICES, 5, 10, 5),
    BROKER_CUT_LONG("no way to the broker for long", Menu.LONG, Target.SERVICES, 30, 60, 5),
    BROKER_RESET("connections to the broker are reset", Menu.SHORT, Target.SERVICES, 0, 1, 5),
    DATABASE_RESET("connections to the database are reset", Menu.USUAL, Target.SERVICES, 0, 1, 5),
    BROKER_MUTE("the broker is not heard any more: half-open", Menu.USUAL, Target.SERVICES, 2, 4, 10),
    BROKER_DEAF("the broker does not hear any more: half-open", Menu.LONG, Target.SERVICES, 2, 4, 10),
    DATABASE_MUTE("the database is not heard any more: half-open", Menu.USUAL, Target.SERVICES, 2, 4, 38),
    CONFIRM_LOST("connections break where a publisher confirm should come", Menu.SHORT, Target.SERVICES, 1, 3, 5),
    CONFIRM_SWALLOWED("a publisher confirm never comes", Menu.LONG, Target.SERVICES, 1, 3, 10),
    COMMIT_REPLY_LOST("connections break where the reply to COMMIT should come", Menu.SHORT, Target.SERVICES, 1, 3, 5),
    COMMIT_REPLY_SWALLOWED("the reply to COMMIT never comes", Menu.LONG, Target.SERVICES, 1, 2, 38),

    DUPLICATES("events come again, two to ten times", Menu.SHORT, Target.SERVICES, 0, 1, 5),
    REORDERING("events overtake each other", Menu.USUAL, Target.SERVICES, 0, 1, 5),
    POISON("a message that nobody can read", Menu.SHORT, Target.POISONS, 0, 1, 5),

    PROVIDER_FAILING("the payment provider fails every other time", Menu.SHORT, Target.PROVIDER, 2, 6, 5),
    PROVIDER_SLOW("the payment provider is slow", Menu.USUAL, Target.PROVIDER, 2, 6, 5),
    PROVIDER_OUT("the payment provider is away", Menu.USUAL, Target.PROVIDER, 3, 10, 5),
    PROVIDER_DECLINING("the payment provider declines every other payment", Menu.LONG, Target.PROVIDER, 2, 6, 5),

    MAIL_BUSY("the mail server says try again later (451)", Menu.SHORT, Target.MAIL, 2, 6, 5),
    MAIL_REFUSING("the mail server refuses for good (554)", Menu.USUAL, Target.MAIL, 1, 3, 5),
    MAIL_DROPPED("the mail server takes a mail and hangs up before it says so", Menu.USUAL, Target.MAIL, 1, 2, 5),
    MAIL_SLOW("the mail server is slow", Menu.USUAL, Target.MAIL, 2, 6, 5);

    /** Which runs have a fault: every menu has all of the shorter ones. */
    enum Menu {
        SHORT,
        USUAL,
        LONG;

        List<Kind> kinds() {
            return Stream.of(Kind.values())
                    .filter(kind -> kind.menu.compareTo(this) <= 0)
                    .toList();
        }
    }

    private final String words;
    private final Menu menu;
    private final List<String> targets;
    private final int least;
    private final int most;
    private final int repair;

    Kind(String words, Menu menu, List<String> targets, int leastSeconds, int mostSeconds, int repairSeconds) {
        this.words = words;
        this.menu = menu;
        this.targets = targets;
        this.least = leastSeconds;
        this.most = mostSeconds;
        this.repair = repairSeconds;
    }

    /** Kinds with a promised time of recovery: no run is without them. */
    static final List<Kind> MEASURED = List.of(SERVICE_KILLED, BROKER_KILLED, DATABASE_KILLED);

    /** After which a sender of mails may have forgotten what it knew of those that were just taken. */
    private static final Set<Kind> FORGETFUL = EnumSet.of(
            SERVICE_KILLED,
            SERVICES_KILLED,
            SERVICE_FROZEN,
            SERVICE_FROZEN_LONG,
            SERVICE_RESTARTED,
            ROLLING_RESTART,
            CLOCK_AHEAD,
            CLOCK_BEHIND,
            DATABASE_STOPPED,
            DATABASE_KILLED,
            DATABASE_CUT,
            DATABASE_RESET,
            DATABASE_MUTE,
            DATABASE_SLOW,
            BACKENDS_TERMINATED,
            TABLE_LOCKED,
            TABLE_LOCKED_LONG,
            COMMIT_REPLY_LOST,
            COMMIT_REPLY_SWALLOWED,
            MAIL_SLOW);

    boolean isForgetful() {
        return FORGETFUL.contains(this);
    }

    boolean isClock() {
        return this == CLOCK_AHEAD || this == CLOCK_BEHIND;
    }

    /** For people. */
    String words() {
        return words;
    }

    /** What it may hit. */
    List<String> targets() {
        return targets;
    }

    int leastSeconds() {
        return least;
    }

    int mostSeconds() {
        return most;
    }

    /** How long it takes after the last of it until everything is as before, as it should be: no other fault begins meanwhile. */
    int repairSeconds() {
        return repair;
    }
}
