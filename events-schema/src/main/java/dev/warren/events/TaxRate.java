package dev.warren.events;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A share of a price, from 0 up to but not including 1. Its text form is the decimal on the wire, such as {@code 0.19}; rates are
 * equal if they are written alike.
 */
public record TaxRate(BigDecimal value) {

    private static final Pattern DECIMAL = Pattern.compile("0(\\.[0-9]{1,4})?");

    /** No tax, or an unknown one. */
    public static final TaxRate ZERO = new TaxRate(BigDecimal.ZERO);

    public TaxRate {
        Checks.present("value", value);
        if (!DECIMAL.matcher(value.toPlainString()).matches()) {
            throw new InvalidFieldException("value", rule() + Checks.shown(value.toPlainString()));
        }
    }

    /** @throws InvalidFieldException if it is no such decimal */
    public static TaxRate parse(String text) {
        if (text == null || !DECIMAL.matcher(text).matches()) {
            throw new InvalidFieldException("TaxRate", rule() + Checks.shown(text));
        }
        return new TaxRate(new BigDecimal(text));
    }

    private static String rule() {
        return "must be a decimal below 1 with at most four decimals such as \"0.19\" but was ";
    }

    @Override
    public String toString() {
        return value.toPlainString();
    }
}
