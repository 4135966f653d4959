package dev.warren.system.check;

/**
 * Money as the checker counts it: by itself, in whole minor units.
 *
 * @param minor such as cents
 * @param currency ISO 4217
 */
public record Amount(long minor, String currency) {

    @Override
    public String toString() {
        return minor + " minor " + currency;
    }
}
