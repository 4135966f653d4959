package dev.warren.users;

import dev.warren.events.UserId;

/**
 * Somebody who has registered.
 *
 * @param profile null once the user is erased
 * @param sequence of the last event that was said about the user
 */
public record User(UserId id, Profile profile, Credit credit, long sequence) {

    /** Two users of the same version are the same to whoever reads them. */
    public String version() {
        return sequence + "-" + credit.reserved().getAmountMinorLong();
    }

    public boolean isErased() {
        return profile == null;
    }

    User with(Credit credit) {
        return new User(id, profile, credit, sequence);
    }

    /** One more event is said: that the personal data is gone. */
    User erased() {
        return new User(id, null, credit, sequence + 1);
    }

    /** One more event is said: of another profile. */
    User next(Profile profile) {
        return new User(id, profile, credit, sequence + 1);
    }

    /** One more event is said: of another limit. */
    User next(Credit credit) {
        return new User(id, profile, credit, sequence + 1);
    }
}
