package dev.warren.users.http;

import io.micronaut.context.annotation.Factory;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.PositiveOrZero;
import org.joda.money.Money;

/** What annotations mean for money; its decimals and its size are checked while it is read. */
@Factory
final class MoneyConstraints {

    @Singleton
    ConstraintValidator<PositiveOrZero, Money> positiveOrZero() {
        return (money, annotation, context) -> money == null || money.isPositiveOrZero();
    }
}
