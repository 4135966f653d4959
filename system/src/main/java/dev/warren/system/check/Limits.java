package dev.warren.system.check;

import java.time.Duration;

/**
 * How long things may take in the checked run.
 *
 * @param creditDeadline as the order service has it configured
 * @param paymentDeadline likewise
 * @param slack how late a deadline may fire; outages that move deadlines count in
 * @param refund from a late capture to its refund, outages counted in
 * @param registry until the registry shows what the processes are
 * @param clocks how far two clocks may be apart: events closer than this have no order
 */
public record Limits(
        Duration creditDeadline,
        Duration paymentDeadline,
        Duration slack,
        Duration refund,
        Duration registry,
        Duration clocks) {

    /** The services' defaults, and a minute for everything that must be soon. */
    public static final Limits DEFAULT = new Limits(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1));

    /** The same with other deadlines. */
    public Limits withDeadlines(Duration credit, Duration payment) {
        return new Limits(credit, payment, slack, refund, registry, clocks);
    }

    /** The same, with so much more time for everything that waits for what was away. */
    public Limits withOutages(Duration outages) {
        return new Limits(creditDeadline, paymentDeadline, slack.plus(outages), refund.plus(outages), registry, clocks);
    }

    /** The same, for clocks that may be apart by so much. */
    public Limits withClocks(Duration apart) {
        return new Limits(creditDeadline, paymentDeadline, slack, refund, registry, apart);
    }
}
