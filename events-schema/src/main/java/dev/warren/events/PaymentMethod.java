package dev.warren.events;

/**
 * How the user pays.
 *
 * @param token in the words of the payment provider
 */
public record PaymentMethod(Kind kind, String token) {

    /** What a token stands for. */
    public enum Kind {
        CARD
    }

    public PaymentMethod {
        Checks.present("kind", kind);
        Checks.paymentMethod("token", token);
    }

    public static PaymentMethod card(String token) {
        return new PaymentMethod(Kind.CARD, token);
    }
}
