package dev.warren.events;

import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.util.function.Function;
import org.joda.money.Money;

/**
 * Teaches Jackson the contract's money, ids and enums. Money is {@code {"amount":"12.50","currency":"EUR"}}, everything
 * else its text form. A value that breaks the contract is a {@code JsonMappingException} whose original message is the
 * rule and the actual value. Mappers stay thread-safe; a module may be registered with any number of them.
 */
public final class ContractModule extends SimpleModule {

    private ContractModule(String name, boolean exactDecimals) {
        super(name);
        addSerializer(Money.class, new MoneySerializer());
        addDeserializer(Money.class, new MoneyDeserializer(exactDecimals));
        addText(UserId.class, UserId::parse);
        addText(OrderId.class, OrderId::parse);
        addText(PaymentId.class, PaymentId::parse);
        addText(NotificationId.class, NotificationId::parse);
        addText(TaxRate.class, TaxRate::parse);
        addEnum(PaymentMethod.Kind.class);
        addEnum(CreditRefusal.class);
        addEnum(CancellationReason.class);
        addEnum(PaymentRefusal.class);
        addEnum(NotificationFailure.class);
        addEnum(Channel.class);
        addEnum(Template.class);
    }

    /** For events: an amount has exactly its currency's decimals, so what is read is written again unchanged. */
    public static ContractModule forEvents() {
        return new ContractModule("warren-events", true);
    }

    /** For people: an amount may have fewer decimals than its currency, as in {@code "12.5"} or {@code "12"}. */
    public static ContractModule forHttp() {
        return new ContractModule("warren-http", false);
    }

    private <T> void addText(Class<T> type, Function<String, T> parse) {
        addSerializer(type, ToStringSerializer.instance);
        addDeserializer(type, new TextDeserializer<>(type, parse));
    }

    private <E extends Enum<E>> void addEnum(Class<E> type) {
        addText(type, TextDeserializer.oneOf(type));
    }
}
