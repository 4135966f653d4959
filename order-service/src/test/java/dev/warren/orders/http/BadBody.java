package dev.warren.orders.http;

/**
 * A body that is refused with 400.
 *
 * @param field that the problem blames, or null
 * @param value as the problem shows it; null if nothing stands there, or no single value
 * @param detail part of the problem's text
 */
record BadBody(String what, String body, String code, String field, String value, String detail) {

    @Override
    public String toString() {
        return what;
    }
}
