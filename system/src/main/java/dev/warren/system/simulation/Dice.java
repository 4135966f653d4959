package dev.warren.system.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Chance by a seed: how often each fault happens is itself thrown first. */
final class Dice implements Chance {

    private final SplittableRandom random;
    private final int[] perMille = new int[Fault.values().length];
    private final Coverage coverage;

    Dice(long seed, Coverage coverage) {
        this.random = new SplittableRandom(seed);
        this.coverage = coverage;
        for (Fault fault : Fault.values()) {
            // The square makes rare faults likelier than frequent ones; some worlds know most faults, some hardly any.
            double share = random.nextDouble();
            perMille[fault.ordinal()] = random.nextBoolean() ? 0 : (int) Math.ceil(fault.most() * share * share);
        }
    }

    @Override
    public int below(int n) {
        return n < 2 ? 0 : random.nextInt(n);
    }

    @Override
    public boolean happens(Fault fault) {
        int likely = perMille[fault.ordinal()];
        boolean happens = likely > 0 && random.nextInt(1000) < likely;
        if (happens) {
            coverage.hit(fault);
        }
        return happens;
    }

    @Override
    public int millis(int most) {
        return random.nextInt(most + 1);
    }

    long number() {
        return random.nextLong();
    }

    @Override
    public void heal() {
        Arrays.fill(perMille, 0);
    }
}
