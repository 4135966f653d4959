package dev.warren.events;

import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * One line of an order. The price of a single piece may be zero; an order's total may not.
 *
 * @param taxRate for information only: it is part of no price and no total
 */
public record OrderItem(String sku, int quantity, Money unitPrice, TaxRate taxRate) {

    public OrderItem {
        Checks.text("sku", sku, 64);
        Checks.between("quantity", quantity, 1, 10_000);
        Checks.notNegative("unitPrice", unitPrice);
        Checks.present("taxRate", taxRate);
    }

    /** Of which no tax rate is known. */
    public OrderItem(String sku, int quantity, Money unitPrice) {
        this(sku, quantity, unitPrice, TaxRate.ZERO);
    }

    /**
     * Adds up an order. Exact, however large.
     *
     * @throws InvalidFieldException if there are fewer than 1 or more than 100 items, or more than one currency
     */
    public static Money total(List<OrderItem> items) {
        Checks.present("items", items);
        if (items.isEmpty() || items.size() > 100) {
            throw new InvalidFieldException("items", "must be between 1 and 100 but were " + items.size());
        }
        Money sum = null;
        for (int i = 0; i < items.size(); i++) {
            OrderItem item = items.get(i);
            Checks.present("items[" + i + "]", item);
            sum = sum == null ? item.price() : plus(sum, item.price(), i);
        }
        return sum;
    }

    /** Quantity times unit price. */
    public Money price() {
        return unitPrice.multipliedBy(quantity);
    }

    private static Money plus(Money sum, Money price, int index) {
        CurrencyUnit currency = sum.getCurrencyUnit();
        if (!price.getCurrencyUnit().equals(currency)) {
            throw new InvalidFieldException(
                    "items[" + index + "].unitPrice",
                    "must be in the order's currency, %s, but was %s".formatted(currency, price.getCurrencyUnit()));
        }
        return sum.plus(price);
    }
}
