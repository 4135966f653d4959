package dev.warren.events;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/** Which amounts and currencies the contract knows. */
final class MoneyRules {

    /** Canonical only, so that what is read is written again unchanged: no plus sign, exponent or leading zero. */
    private static final Pattern DECIMAL = Pattern.compile("(?!-0(\\.0+)?$)-?(0|[1-9][0-9]*+)(\\.[0-9]++)?");

    private MoneyRules() {}

    static CurrencyUnit currency(String code) {
        CurrencyUnit currency;
        try {
            currency = CurrencyUnit.of(code);
        } catch (IllegalCurrencyException unknown) {
            throw new InvalidFieldException(
                    "currency", "is unknown: must be an ISO 4217 code such as \"EUR\" but was " + Checks.shown(code));
        }
        refusePseudo("currency", currency);
        return currency;
    }

    /** Reads an amount with at most, or if {@code exact} with exactly, the currency's decimals. */
    static Money parse(String amount, CurrencyUnit currency, boolean exact) {
        if (!DECIMAL.matcher(amount).matches()) {
            throw refused("is not a number: must be a plain decimal such as \"12.50\" but was ", amount);
        }
        int point = amount.indexOf('.');
        int decimals = point < 0 ? 0 : amount.length() - point - 1;
        if (decimals > currency.getDecimalPlaces()) {
            throw refused(
                    "has too many decimals: %s has %d but it was ".formatted(currency, currency.getDecimalPlaces()),
                    amount);
        }
        if (exact && decimals < currency.getDecimalPlaces()) {
            throw refused(
                    "has too few decimals: %s has %d but it was ".formatted(currency, currency.getDecimalPlaces()),
                    amount);
        }
        int sign = amount.charAt(0) == '-' ? 1 : 0;
        if ((point < 0 ? amount.length() : point) - sign > integerDigits(currency)) {
            throw refused(tooLarge(currency), amount);
        }
        return Money.of(currency, new BigDecimal(amount));
    }

    /** Refuses money that {@link #parse} would not have made. */
    static void check(String field, Money money) {
        refusePseudo(field, money.getCurrencyUnit());
        BigDecimal amount = money.getAmount();
        if (amount.precision() - amount.scale() > integerDigits(money.getCurrencyUnit())) {
            throw new InvalidFieldException(field, tooLarge(money.getCurrencyUnit()) + money);
        }
    }

    /** Minor units fit a {@code long}: 18 digits always do, 19 only sometimes (CLF has four decimals). */
    static int integerDigits(CurrencyUnit currency) {
        return Math.min(15, 18 - currency.getDecimalPlaces());
    }

    private static void refusePseudo(String field, CurrencyUnit currency) {
        if (currency.isPseudoCurrency()) {
            throw new InvalidFieldException(
                    field, "is unknown: must be in a currency with minor units such as EUR but was " + currency);
        }
    }

    private static String tooLarge(CurrencyUnit currency) {
        return "is too large: at most %d digits may stand before the point but it was "
                .formatted(integerDigits(currency));
    }

    private static InvalidFieldException refused(String rule, String amount) {
        return new InvalidFieldException("amount", rule + Checks.shown(amount));
    }
}
