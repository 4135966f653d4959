package dev.warren.users.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.users.Credit;
import dev.warren.users.User;
import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.joda.money.Money;

/** A user as people read it. */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record UserView(UUID id, String name, String email, CreditView credit) {

    static UserView of(User user) {
        return new UserView(
                user.id().value(), user.profile().name(), user.profile().email(), CreditView.of(user.credit()));
    }

    /**
     * @param reserved for open orders and spent by confirmed ones
     * @param available what further orders may take
     */
    @Introspected
    record CreditView(Money limit, Money reserved, Money available) {

        static CreditView of(Credit credit) {
            return new CreditView(credit.limit(), credit.reserved(), credit.available());
        }
    }
}
