package dev.warren.orders.customers;

import dev.warren.events.UserLookup;

/** What user-service says of a user. */
public sealed interface Customer {

    record Known(UserLookup.Found user) implements Customer {}

    /** There is no such user. */
    record Unknown() implements Customer {}

    /** Nobody said anything in time; the user may exist or not. */
    record Untold() implements Customer {}
}
