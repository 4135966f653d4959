package dev.warren.users.http;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import org.joda.money.Money;

/** What is asked of somebody who registers. Whatever passes here also passes the contract, which words its own, wider rules. */
@Introspected
record NewUser(
        @NotNull(message = "must be present") @Pattern(regexp = NewUser.NAME, message = NewUser.NAME_RULE)
        String name,

        @NotNull(message = "must be present") @Pattern(regexp = NewUser.EMAIL, message = NewUser.EMAIL_RULE)
        String email,

        @NotNull(message = "must be present") @PositiveOrZero(message = "must not be negative but was {validatedValue}")
        Money creditLimit) {

    /** Something besides separators, no control characters, and nothing that UTF-8 cannot carry (lone surrogates). */
    static final String NAME = "(?=[\\s\\S]{1,200}\\z)[^\\p{Cc}\\p{Cs}]*[^\\p{Cc}\\p{Cs}\\p{Z}][^\\p{Cc}\\p{Cs}]*";

    static final String NAME_RULE = "must be 1 to 200 characters, not blank, without control characters";

    private static final String ATOM = "[^\\p{Cc}\\p{Cs}\\p{Z}@<>,;:\"()\\[\\]\\\\.]+";

    private static final String LABEL = "[\\p{L}\\p{M}\\p{N}]([\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}])?";

    /** Safe inside a mail header. The length comes first: a long text would exhaust the stack further on. */
    static final String EMAIL = "(?=[\\s\\S]{1,254}\\z)" + ATOM + "(\\." + ATOM + ")*@" + LABEL + "(\\." + LABEL + ")*";

    static final String EMAIL_RULE = "must be one address such as ada@example.org, at most 254 characters";
}
