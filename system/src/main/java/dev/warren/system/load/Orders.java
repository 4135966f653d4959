package dev.warren.system.load;

import java.util.List;
import java.util.Map;

/** Bodies that clients send. */
public final class Orders {

    private Orders() {}

    public static Map<String, Object> user(String name, String email, String creditLimit) {
        return Map.of("name", name, "email", email, "creditLimit", euros(creditLimit));
    }

    public static Map<String, Object> order(
            String userId, String sku, int quantity, String unitPrice, String paymentMethod) {
        return Map.of(
                "userId", userId,
                "items", List.of(Map.of("sku", sku, "quantity", quantity, "unitPrice", euros(unitPrice))),
                "paymentMethod", paymentMethod);
    }

    private static Map<String, Object> euros(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }
}
