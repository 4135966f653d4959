package dev.warren.users;

import dev.warren.events.UserEvent.CreditLimitChanged;
import dev.warren.events.UserEvent.UserErased;
import dev.warren.events.UserEvent.UserRegistered;
import dev.warren.events.UserEvent.UserUpdated;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Decided;
import dev.warren.users.UserInput.ChangeCreditLimit;
import dev.warren.users.UserInput.ChangeProfile;
import dev.warren.users.UserInput.ChangeUser;
import dev.warren.users.UserInput.EraseUser;
import dev.warren.users.UserInput.RegisterUser;
import java.time.Instant;

/** What becomes of a user who is asked for over HTTP. Each change says one event, with the next sequence; no change says nothing. */
final class UserChanges {

    private UserChanges() {}

    static Decision<Account, Void> register(Account account, RegisterUser command, Instant now) {
        if (account.registration() != null) {
            // Its key was used before: this is the account of that time.
            return Decision.ignore();
        }
        if (account.user() != null) {
            return Decision.contradiction("user %s has registered already".formatted(command.userId()));
        }
        var profile = command.profile();
        var registered = new UserRegistered(command.userId(), profile.name(), profile.email());
        var limit = new CreditLimitChanged(command.userId(), command.creditLimit());
        var user = new User(command.userId(), profile, Credit.upTo(command.creditLimit()), 2);
        var next = command.idempotencyKey() == null
                ? account.with(user)
                : account.with(user).with(Registration.of(command, now));
        return become(next).say(registered, 1, now).say(limit, 2, now);
    }

    /** @throws dev.warren.edge.problem.ProblemException if whoever asks has seen another version */
    static Decision<Account, Void> change(Account account, ChangeUser command, Instant now) {
        var user = account.user();
        if (user == null || user.isErased()) {
            return Decision.ignore();
        }
        command.ifMatch().require(user.version());
        return switch (command) {
            case ChangeProfile it -> change(account, user, user.profile().with(it.name(), it.email()), now);
            case ChangeCreditLimit it -> change(account, user, it, now);
            case EraseUser it -> erase(account, user, now);
        };
    }

    private static Decision<Account, Void> change(Account account, User user, Profile profile, Instant now) {
        if (profile.equals(user.profile())) {
            return Decision.ignore();
        }
        var next = user.next(profile);
        var updated = new UserUpdated(user.id(), profile.name(), profile.email());
        return become(account.with(next)).say(updated, next.sequence(), now);
    }

    /** What is reserved and spent is in the account's currency, and nobody here knows a rate. */
    private static Decision<Account, Void> change(Account account, User user, ChangeCreditLimit command, Instant now) {
        var limit = user.credit().limit();
        if (!limit.isSameCurrency(command.creditLimit())) {
            return Decision.contradiction(
                    "the account of user %s is kept in %s, but the limit asked for is in %s: ask in %s"
                            .formatted(
                                    user.id(),
                                    limit.getCurrencyUnit(),
                                    command.creditLimit().getCurrencyUnit(),
                                    limit.getCurrencyUnit()));
        }
        if (limit.isEqual(command.creditLimit())) {
            return Decision.ignore();
        }
        var next = user.next(user.credit().withLimit(command.creditLimit()));
        var changed = new CreditLimitChanged(user.id(), command.creditLimit());
        return become(account.with(next)).say(changed, next.sequence(), now);
    }

    private static Decision<Account, Void> erase(Account account, User user, Instant now) {
        var next = user.erased();
        return become(account.with(next)).say(new UserErased(user.id()), next.sequence(), now);
    }

    private static Decided<Account, Void> become(Account next) {
        return Decision.become(next);
    }
}
