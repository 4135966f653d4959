package dev.warren.system.demo;

/**
 * One of the demo's orders and how it must end.
 *
 * @param title what it shows
 * @param customer who orders
 * @param unitPrice what the one item costs, in euros
 * @param paymentMethod one of the simulated provider's methods
 * @param cancel when the customer changes their mind
 * @param status how the order must end
 * @param reason why, or null
 */
record Story(
        String title,
        Customer customer,
        String unitPrice,
        String paymentMethod,
        Cancel cancel,
        String status,
        String reason) {

    enum Customer {
        RICH,
        POOR,
        UNKNOWN
    }

    enum Cancel {
        NEVER,
        BEFORE_PAYMENT,
        AFTER_PAYMENT
    }

    static Story[] all() {
        return new Story[] {
            new Story("confirmed", Customer.RICH, "12.50", "pm_card_visa", Cancel.NEVER, "CONFIRMED", null),
            new Story(
                    "card declined",
                    Customer.RICH,
                    "20.00",
                    "pm_card_declined",
                    Cancel.NEVER,
                    "CANCELLED",
                    "PAYMENT_DECLINED"),
            new Story(
                    "over the limit",
                    Customer.POOR,
                    "99.99",
                    "pm_card_visa",
                    Cancel.NEVER,
                    "CANCELLED",
                    "INSUFFICIENT_CREDIT"),
            new Story(
                    "unknown user",
                    Customer.UNKNOWN,
                    "5.00",
                    "pm_card_visa",
                    Cancel.NEVER,
                    "CANCELLED",
                    "UNKNOWN_USER"),
            new Story("provider fails twice", Customer.RICH, "30.00", "pm_card_flaky", Cancel.NEVER, "CONFIRMED", null),
            new Story(
                    "provider's reply is lost",
                    Customer.RICH,
                    "40.00",
                    "pm_card_lost_reply",
                    Cancel.NEVER,
                    "CONFIRMED",
                    null),
            new Story(
                    "cancelled before payment",
                    Customer.RICH,
                    "50.00",
                    "pm_card_slow",
                    Cancel.BEFORE_PAYMENT,
                    "CANCELLED",
                    "BY_CUSTOMER"),
            new Story(
                    "cancelled after payment",
                    Customer.RICH,
                    "60.00",
                    "pm_card_visa",
                    Cancel.AFTER_PAYMENT,
                    "CANCELLED",
                    "BY_CUSTOMER"),
        };
    }
}
