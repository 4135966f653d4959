package dev.warren.users;

import dev.warren.events.UserId;

/**
 * Somebody who has registered.
 *
 * @param profile null once the user is erased
 * @param sequence of the last event that was said about the user
 */
public record User(UserId id, Profile profile, Credit credit, long sequence) {

    User with(Credit credit) {
        return new User(id, profile, credit, sequence);
    }
}
