package dev.warren.messaging.registry;

import dev.warren.messaging.registry.Instance.State;
import dev.warren.messaging.registry.RegistryEvent.Heartbeat;
import dev.warren.messaging.registry.RegistryEvent.Left;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Everybody's last heartbeat, one for each place where an instance can be. Decides by what it is told only; time comes from the
 * caller. Thread-safe, never blocks.
 *
 * <p>Whoever does not hear itself hears nobody: the silence of the others counts only up to when the next heartbeat of its own was
 * due. So after an outage of the broker, or a pause of this process, the view is stale and not empty, and once it hears again
 * everybody gets a full expiry.
 */
public final class View {

    /** More are not listened to, so that nobody can fill the memory. */
    static final int MOST = 2_000;

    /** Of its own intervals, after which an instance is gone; for those that beat more slowly than this one's expiry expects. */
    private static final int MISSED = 3;

    private final UUID self;
    private final Duration expiry;
    private final Map<Place, Life> lives = new HashMap<>();
    private Life echo;
    private Instant deafSince;
    private Instant hearingSince = Instant.MIN;

    /** Two instances cannot be in one place at a time: the later one is a restart of the earlier. */
    private record Place(String service, String address, int port) {

        static Place of(Heartbeat heartbeat) {
            return new Place(heartbeat.service(), heartbeat.address(), heartbeat.port());
        }
    }

    /**
     * An instance from its start to its end.
     *
     * @param at when it was heard last
     * @param left whether it has said that it leaves; remembered for as long as its silence would be, in case an older heartbeat comes late
     */
    private record Life(Heartbeat heartbeat, Instant at, boolean left) {

        private static final Comparator<Heartbeat> AGE =
                Comparator.comparing(Heartbeat::startedAt).thenComparing(Heartbeat::instanceId);

        UUID id() {
            return heartbeat.instanceId();
        }

        boolean isContinuedBy(Heartbeat next) {
            return id().equals(next.instanceId()) ? !left : AGE.compare(heartbeat, next) < 0;
        }

        Life notAfter(Instant now) {
            return at.isAfter(now) ? new Life(heartbeat, now, left) : this;
        }
    }

    /**
     * @param self the id of the instance whose view it is
     * @param expiry how long an instance may be silent before it is gone
     */
    public View(UUID self, Duration expiry) {
        this.self = self;
        this.expiry = expiry;
    }

    /** @return whether it is an instance that was not known before */
    public synchronized boolean hear(Heartbeat heartbeat, Instant now) {
        boolean own = heartbeat.instanceId().equals(self);
        if (deafSince != null || own && hasNotHeardItself(now)) {
            hearAgain(now);
        }
        Place place = Place.of(heartbeat);
        lives.computeIfPresent(place, (same, life) -> isGone(life, until(now)) ? null : life);
        Life known = lives.get(place);
        if (known == null ? !hasRoom(now) : !known.isContinuedBy(heartbeat)) {
            return false;
        }
        var life = new Life(heartbeat, now, false);
        lives.put(place, life);
        echo = own ? life : echo;
        return known == null || !known.id().equals(life.id());
    }

    public synchronized void hear(Left left, Instant now) {
        lives.replaceAll(
                (place, life) -> life.id().equals(left.instanceId()) ? new Life(life.heartbeat(), now, true) : life);
    }

    /** From now on nothing can be heard, until something is. */
    public synchronized void deaf(Instant now) {
        deafSince = deafSince == null ? now : deafSince;
    }

    /** Who is alive, by service and then by start. */
    public synchronized List<Instance> instances(Instant now) {
        Instant until = until(now);
        forgetWhoIsGone(until);
        return lives.values().stream()
                .filter(life -> !life.left())
                .map(life -> instance(life, until))
                .sorted(Comparator.comparing(Instance::service)
                        .thenComparing(Instance::startedAt)
                        .thenComparing(Instance::id))
                .toList();
    }

    /** Or its clock was set back, so that nobody would be missed for as long as that. */
    private boolean hasNotHeardItself(Instant now) {
        return echo != null
                && (now.isBefore(echo.at())
                        || now.isAfter(
                                echo.at().plus(expiry).minus(echo.heartbeat().interval())));
    }

    private void hearAgain(Instant now) {
        forgetWhoIsGone(until(now));
        deafSince = null;
        hearingSince = now;
        lives.replaceAll((place, life) -> life.notAfter(now));
    }

    private boolean hasRoom(Instant now) {
        if (lives.size() >= MOST) {
            forgetWhoIsGone(until(now));
        }
        return lives.size() < MOST;
    }

    private void forgetWhoIsGone(Instant until) {
        lives.values().removeIf(life -> isGone(life, until));
    }

    /** Up to when silence says something about whoever is silent. */
    private Instant until(Instant now) {
        Instant until = deafSince == null ? now : deafSince;
        Instant due = echo == null ? until : echo.at().plus(echo.heartbeat().interval());
        return due.isBefore(until) ? due : until;
    }

    private Duration silence(Life life, Instant until) {
        return Duration.between(life.at().isBefore(hearingSince) ? hearingSince : life.at(), until);
    }

    private boolean isGone(Life life, Instant until) {
        Duration own = life.heartbeat().interval().multipliedBy(MISSED);
        return silence(life, until).compareTo(own.compareTo(expiry) > 0 ? own : expiry) > 0;
    }

    private Instance instance(Life life, Instant until) {
        Heartbeat last = life.heartbeat();
        // A heartbeat may be late by its way; half an interval covers that.
        boolean missed =
                silence(life, until).compareTo(last.interval().multipliedBy(3).dividedBy(2)) > 0;
        return new Instance(
                last.service(),
                last.instanceId(),
                last.address(),
                last.port(),
                last.version(),
                last.startedAt(),
                last.routes(),
                life.at(),
                missed ? State.SUSPECT : State.UP);
    }
}
