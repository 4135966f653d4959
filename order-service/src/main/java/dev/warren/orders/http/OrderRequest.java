package dev.warren.orders.http;

import dev.warren.edge.problem.ProblemException;
import dev.warren.events.InvalidFieldException;
import dev.warren.events.OrderEvent.OrderPlaced;
import dev.warren.events.OrderId;
import dev.warren.events.OrderItem;
import dev.warren.events.TaxRate;
import dev.warren.events.UserId;
import dev.warren.orders.saga.Purchase;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.joda.money.Money;

/**
 * The body of {@code POST /orders}.
 *
 * @param deliveryCountry where it goes; {@code ZZ} if left out
 */
@Introspected
record OrderRequest(
        @NotNull(message = PRESENT) UserId userId,

        @NotNull(message = PRESENT) @ArraySchema(minItems = 1, maxItems = OrderRequest.MOST_ITEMS)
        List<@NotNull(message = PRESENT) @Valid Item> items,

        @NotNull(message = PRESENT) @Pattern(regexp = "[a-z0-9_]{1,64}", message = "must be 1 to 64 of a-z, 0-9 and _")
        String paymentMethod,

        @Nullable @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 alpha-2 code such as \"DE\"")
        String deliveryCountry) {

    private static final String PRESENT = "must be present";
    static final int MOST_ITEMS = 100;

    /**
     * @param unitPrice of a single piece; may be zero
     * @param taxRate the share of the price that is tax, for information only; 0 if left out
     */
    @Introspected
    record Item(
            @NotNull(message = PRESENT)
            @Pattern(
                    regexp = "(?s)(?=.{1,64}\\z)[^\\p{Cc}\\p{Cs}]*[^\\p{Cc}\\p{Cs}\\p{Z}][^\\p{Cc}\\p{Cs}]*",
                    message = "must be 1 to 64 characters, not blank, without control characters")
            String sku,

            @NotNull(message = PRESENT) @Min(1) @Max(10_000) Integer quantity,
            @NotNull(message = PRESENT) Money unitPrice,
            @Nullable TaxRate taxRate) {

        OrderItem toOrderItem() {
            return new OrderItem(sku, quantity, unitPrice, taxRate == null ? TaxRate.ZERO : taxRate);
        }
    }

    /**
     * What is asked for, once each field on its own is right.
     *
     * @throws ProblemException if the fields together are not
     */
    Purchase toPurchase(OrderId id, String idempotencyKey) {
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            throw ProblemException.invalid(
                    "items", items.size(), "must be between 1 and %d but were %d".formatted(MOST_ITEMS, items.size()));
        }
        var currency = items.getFirst().unitPrice().getCurrencyUnit();
        for (int i = 0; i < items.size(); i++) {
            Money price = items.get(i).unitPrice();
            if (price.isNegative()) {
                throw ProblemException.invalid(
                        "items[%d].unitPrice.amount".formatted(i),
                        price.getAmount().toPlainString(),
                        "must not be negative but was " + price);
            }
            if (!price.getCurrencyUnit().equals(currency)) {
                throw ProblemException.invalid(
                        "items[%d].unitPrice.currency".formatted(i),
                        price.getCurrencyUnit().getCode(),
                        "must be %s as in items[0], an order has one currency, but was %s"
                                .formatted(currency, price.getCurrencyUnit()));
            }
        }
        String country = deliveryCountry == null ? OrderPlaced.UNKNOWN_COUNTRY : deliveryCountry;
        var ordered = items.stream().map(Item::toOrderItem).toList();
        try {
            return Purchase.of(id, userId, ordered, paymentMethod, country, idempotencyKey);
        } catch (InvalidFieldException e) {
            // Only the total is left to be wrong.
            throw ProblemException.invalid(
                    e.field(), OrderItem.total(ordered).getAmount().toPlainString(), e.reason());
        }
    }
}
