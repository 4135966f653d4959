package dev.warren.system.check;

import java.util.Set;

/**
 * What may follow what, written down a second time: every row of the tables of the design that says something. A row the services
 * have and this has not, or the other way about, is somebody's mistake.
 */
final class SagaTable {

    /**
     * @param before what the aggregate said last; null at its start
     * @param says what it says now
     * @param reason of what it says, or null if it has none
     * @param cause the type of what it heard; null if a command, a deadline or a call's result made it speak
     */
    record Row(String before, String says, String reason, String cause) {}

    private static final String PLACED = "order.placed.v2";
    private static final String REQUESTED = "order.payment-requested.v1";
    private static final String CONFIRMED = "order.confirmed.v1";
    private static final String CANCELLED = "order.cancelled.v1";
    private static final String RESERVED = "user.credit-reserved.v1";
    private static final String REFUSED = "user.credit-refused.v1";
    private static final String RELEASED = "user.credit-released.v1";
    private static final String CAPTURED = "payment.captured.v1";
    private static final String DECLINED = "payment.declined.v1";
    private static final String REFUNDED = "payment.refunded.v1";

    static final Set<Row> ORDER = Set.of(
            new Row(null, PLACED, null, null),
            new Row(PLACED, REQUESTED, null, RESERVED),
            new Row(PLACED, CANCELLED, "UNKNOWN_USER", REFUSED),
            new Row(PLACED, CANCELLED, "INSUFFICIENT_CREDIT", REFUSED),
            new Row(PLACED, CANCELLED, "CURRENCY_MISMATCH", REFUSED),
            new Row(PLACED, CANCELLED, "CREDIT_TIMEOUT", null),
            new Row(PLACED, CANCELLED, "BY_CUSTOMER", null),
            new Row(REQUESTED, CONFIRMED, null, CAPTURED),
            new Row(REQUESTED, CANCELLED, "PAYMENT_DECLINED", DECLINED),
            new Row(REQUESTED, CANCELLED, "PAYMENT_TIMEOUT", null),
            new Row(REQUESTED, CANCELLED, "BY_CUSTOMER", null),
            new Row(CONFIRMED, CANCELLED, "BY_CUSTOMER", null));

    static final Set<Row> CREDIT = Set.of(
            new Row(null, RESERVED, null, PLACED),
            new Row(null, REFUSED, "UNKNOWN_USER", PLACED),
            new Row(null, REFUSED, "INSUFFICIENT_CREDIT", PLACED),
            new Row(null, REFUSED, "CURRENCY_MISMATCH", PLACED),
            new Row(null, RELEASED, null, CANCELLED),
            new Row(RESERVED, RELEASED, null, CANCELLED),
            new Row(REFUSED, RELEASED, null, CANCELLED));

    static final Set<Row> PAYMENT = Set.of(
            new Row(null, CAPTURED, null, null),
            new Row(null, DECLINED, "DECLINED_BY_PROVIDER", null),
            new Row(null, DECLINED, "ORDER_CANCELLED", REQUESTED),
            new Row(CAPTURED, REFUNDED, null, null));

    private SagaTable() {}
}
