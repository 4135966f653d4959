package dev.warren.edge.security;

/** The roles that a token's claim {@code roles} may name, for {@code @Secured}. A route that names none is refused to everybody. */
public final class Roles {

    /** Sees and does what is its own; the token's subject is the user's id. */
    public static final String CUSTOMER = "customer";

    /** Sees and does everything. */
    public static final String OPERATOR = "operator";

    private Roles() {}
}
