package dev.warren.edge.discovery;

import java.util.concurrent.ThreadLocalRandom;

/** How the next one of several equals is chosen. */
public enum Strategy {
    /** Each in its turn. */
    ROUND_ROBIN {
        @Override
        int choose(int turn, int size) {
            return Math.floorMod(turn, size);
        }
    },

    /** Any, each as likely as the others: many callers that take turns can fall into step, these cannot. */
    RANDOM {
        @Override
        int choose(int turn, int size) {
            return ThreadLocalRandom.current().nextInt(size);
        }
    };

    /**
     * @param turn how often was chosen before
     * @param size how many there are to choose from, at least 1
     * @return an index
     */
    abstract int choose(int turn, int size);
}
