package dev.warren.system.chaos;

import java.util.Random;

/**
 * What the n-th customer wants: a pure function of the seed and n.
 *
 * @param user whose number it is among the users
 * @param cancelAfterMillis when the order is cancelled, counted from its acceptance; negative if it is not
 */
record Wish(int user, int quantity, String paymentMethod, long cancelAfterMillis) {

    /** The price of one piece, in cents. */
    static final long PRICE = 999;

    private static final int LATEST_CANCELLATION_MILLIS = 3_000;

    static Wish of(long seed, int n, int users) {
        var random = new Random(seed * 1_000_003 + n);
        int user = random.nextInt(users);
        int quantity = random.nextInt(1, 4);
        String method = method(random.nextInt(100));
        long cancel = random.nextInt(100) < 10 ? random.nextInt(LATEST_CANCELLATION_MILLIS) : -1;
        return new Wish(user, quantity, method, cancel);
    }

    private static String method(int percent) {
        if (percent < 82) {
            return "pm_card_visa";
        }
        if (percent < 87) {
            return "pm_card_declined";
        }
        if (percent < 92) {
            return "pm_card_flaky";
        }
        return percent < 96 ? "pm_card_lost_reply" : "pm_card_slow";
    }
}
