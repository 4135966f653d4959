package dev.warren.users;

import org.joda.money.Money;

/**
 * How much a user may spend.
 *
 * @param limit of everything the user's orders may cost together
 * @param reserved for orders that are open, and spent by those that are confirmed; above the limit only once that was lowered
 */
public record Credit(Money limit, Money reserved) {

    public Credit {
        if (reserved.isNegative()) {
            throw new IllegalArgumentException("reserved credit is never below zero but was " + reserved);
        }
    }

    /** Nothing reserved yet. */
    static Credit upTo(Money limit) {
        return new Credit(limit, Money.zero(limit.getCurrencyUnit()));
    }

    /** What further orders may take. */
    public Money available() {
        return reserved.isGreaterThan(limit) ? Money.zero(limit.getCurrencyUnit()) : limit.minus(reserved);
    }

    Credit withLimit(Money limit) {
        return new Credit(limit, reserved);
    }

    Credit reserve(Money amount) {
        return new Credit(limit, reserved.plus(amount));
    }

    Credit release(Money amount) {
        return new Credit(limit, reserved.minus(amount));
    }
}
