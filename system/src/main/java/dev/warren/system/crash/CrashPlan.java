package dev.warren.system.crash;

import dev.warren.messaging.FailPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Which service crashes where, and in which order: a pure function of how often and of the seed. */
final class CrashPlan {

    private static final List<String> SERVICES =
            List.of("order-service", "user-service", "payment-service", "notification-service");

    private CrashPlan() {}

    /** The services that can reach a point in this matrix. */
    static List<String> placesOf(FailPoint point) {
        return switch (point) {
            case BEFORE_COMMIT, AFTER_COMMIT, AFTER_PUBLISH, AFTER_CONFIRM -> SERVICES;
            // user-service has no deadlines, and notification-service none that pass while the mail server is well.
            case BEFORE_DEADLINE_COMMIT, AFTER_DEADLINE_COMMIT -> List.of("order-service", "payment-service");
            case BEFORE_EFFECT, EFFECT_UNANSWERED, AFTER_EFFECT -> List.of("payment-service", "notification-service");
        };
    }

    /** Late enough for some work to be done before, and early enough to be reached within seconds. */
    private static int latest(FailPoint point) {
        return switch (point) {
            case BEFORE_COMMIT, AFTER_COMMIT -> 20;
            case AFTER_PUBLISH, AFTER_CONFIRM -> 15;
            case BEFORE_DEADLINE_COMMIT, AFTER_DEADLINE_COMMIT -> 2;
            case BEFORE_EFFECT, EFFECT_UNANSWERED, AFTER_EFFECT -> 5;
        };
    }

    /**
     * Every point the same number of times, in every service that has it if that is often enough, and the services about evenly.
     *
     * @return the crashes of each service, in their order
     */
    static Map<String, List<Crash>> of(int times, long seed) {
        var random = new Random(seed);
        Map<String, List<Crash>> crashes = new LinkedHashMap<>();
        SERVICES.forEach(service -> crashes.put(service, new ArrayList<>()));
        List<FailPoint> fewestPlacesFirst = Arrays.stream(FailPoint.values())
                .sorted(Comparator.comparingInt(point -> placesOf(point).size()))
                .toList();
        for (FailPoint point : fewestPlacesFirst) {
            for (int i = 0; i < times; i++) {
                String service = Collections.min(placesOf(point), fewest(point, crashes));
                crashes.get(service).add(new Crash(service, point, 1 + random.nextInt(latest(point))));
            }
        }
        crashes.values().forEach(list -> Collections.shuffle(list, random));
        return crashes;
    }

    /** A service that has not crashed there yet, then the one with the fewest crashes. */
    private static Comparator<String> fewest(FailPoint point, Map<String, List<Crash>> crashes) {
        return Comparator.<String, Boolean>comparing(
                        service -> crashes.get(service).stream().anyMatch(crash -> crash.point() == point))
                .thenComparing(service -> crashes.get(service).size());
    }
}
