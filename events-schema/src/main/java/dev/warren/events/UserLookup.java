package dev.warren.events;

import org.joda.money.Money;

/**
 * Who is this user? Asked of user-service.
 *
 * @param userId the user it is about
 */
public record UserLookup(UserId userId) {

    public UserLookup {
        Checks.present("userId", userId);
    }

    /** The user as it is known now. Holds personal data, which its text form leaves out. */
    public record Found(UserId id, String name, String email, Credit credit) {

        public Found {
            Checks.present("id", id);
            Checks.name("name", name);
            Checks.email("email", email);
            Checks.present("credit", credit);
        }

        @Override
        public String toString() {
            return "Found[id=" + id + "]";
        }
    }

    /**
     * How much of the user's orders may be open at once.
     *
     * @param reserved for open orders, and spent by confirmed ones
     * @param available what further orders may take
     */
    public record Credit(Money limit, Money reserved, Money available) {

        public Credit {
            Checks.notNegative("limit", limit);
            Checks.notNegative("reserved", reserved);
            Checks.notNegative("available", available);
        }
    }
}
