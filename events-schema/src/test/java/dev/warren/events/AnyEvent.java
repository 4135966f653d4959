package dev.warren.events;

import static java.util.Map.entry;

import dev.warren.events.NotificationEvent.NotificationFailed;
import dev.warren.events.NotificationEvent.NotificationSent;
import dev.warren.events.OrderEvent.OrderCancelled;
import dev.warren.events.OrderEvent.OrderConfirmed;
import dev.warren.events.OrderEvent.OrderPlaced;
import dev.warren.events.OrderEvent.PaymentRequested;
import dev.warren.events.PaymentEvent.PaymentCaptured;
import dev.warren.events.PaymentEvent.PaymentDeclined;
import dev.warren.events.PaymentEvent.PaymentRefunded;
import dev.warren.events.UserEvent.CreditLimitChanged;
import dev.warren.events.UserEvent.CreditRefused;
import dev.warren.events.UserEvent.CreditReleased;
import dev.warren.events.UserEvent.CreditReserved;
import dev.warren.events.UserEvent.UserErased;
import dev.warren.events.UserEvent.UserRegistered;
import dev.warren.events.UserEvent.UserUpdated;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Every event that can be said, up to the edges of the rules. */
final class AnyEvent {

    private static final Arbitrary<UserId> USER = uuids().map(UserId::new);
    private static final Arbitrary<OrderId> ORDER = uuids().map(OrderId::new);
    private static final Arbitrary<PaymentId> PAYMENT = uuids().map(PaymentId::new);
    private static final Arbitrary<NotificationId> NOTIFICATION = uuids().map(NotificationId::new);
    private static final Arbitrary<CurrencyUnit> CURRENCY = Arbitraries.of(CurrencyUnit.registeredCurrencies().stream()
            .filter(currency -> !currency.isPseudoCurrency())
            .toList());
    private static final Arbitrary<Money> MONEY = CURRENCY.flatMap(currency -> money(currency, 0));
    private static final Arbitrary<Money> POSITIVE = CURRENCY.flatMap(currency -> money(currency, 1));
    private static final Arbitrary<String> NAME = texts(200);
    private static final Arbitrary<String> REFERENCE = texts(200);
    private static final Arbitrary<String> EMAIL = emails();
    private static final Arbitrary<String> METHOD = Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('0', '9')
            .withChars('_')
            .ofMinLength(1)
            .ofMaxLength(64);
    private static final Arbitrary<String> COUNTRY =
            Arbitraries.strings().withCharRange('A', 'Z').ofLength(2);
    private static final Arbitrary<Channel> CHANNEL = Arbitraries.of(Channel.class);
    private static final Arbitrary<Template> TEMPLATE = Arbitraries.of(Template.class);

    private static final Map<Class<? extends Event>, Arbitrary<? extends Event>> BY_CLASS = Map.ofEntries(
            entry(UserRegistered.class, Combinators.combine(USER, NAME, EMAIL).as(UserRegistered::new)),
            entry(UserUpdated.class, Combinators.combine(USER, NAME, EMAIL).as(UserUpdated::new)),
            entry(CreditLimitChanged.class, Combinators.combine(USER, MONEY).as(CreditLimitChanged::new)),
            entry(UserErased.class, USER.map(UserErased::new)),
            entry(
                    CreditReserved.class,
                    Combinators.combine(ORDER, USER, POSITIVE).as(CreditReserved::new)),
            entry(CreditReleased.class, Combinators.combine(ORDER, USER, MONEY).as(CreditReleased::new)),
            entry(
                    CreditRefused.class,
                    Combinators.combine(ORDER, USER, Arbitraries.of(CreditRefusal.class))
                            .as(CreditRefused::new)),
            entry(
                    OrderPlaced.class,
                    Combinators.combine(ORDER, USER, orders(), METHOD, COUNTRY)
                            .as((order, user, items, method, country) -> new OrderPlaced(
                                    order, user, items, OrderItem.total(items), PaymentMethod.card(method), country))),
            entry(
                    PaymentRequested.class,
                    Combinators.combine(ORDER, USER, POSITIVE, METHOD).as(PaymentRequested::new)),
            entry(
                    OrderConfirmed.class,
                    Combinators.combine(ORDER, USER, POSITIVE).as(OrderConfirmed::new)),
            entry(
                    OrderCancelled.class,
                    Combinators.combine(ORDER, USER, POSITIVE, Arbitraries.of(CancellationReason.class))
                            .as(OrderCancelled::new)),
            entry(
                    PaymentCaptured.class,
                    Combinators.combine(PAYMENT, ORDER, USER, POSITIVE, REFERENCE)
                            .as(PaymentCaptured::new)),
            entry(
                    PaymentDeclined.class,
                    Combinators.combine(PAYMENT, ORDER, USER, POSITIVE, Arbitraries.of(PaymentRefusal.class))
                            .as(PaymentDeclined::new)),
            entry(
                    PaymentRefunded.class,
                    Combinators.combine(PAYMENT, ORDER, USER, POSITIVE, REFERENCE)
                            .as(PaymentRefunded::new)),
            entry(
                    NotificationSent.class,
                    Combinators.combine(NOTIFICATION, ORDER, USER, CHANNEL, TEMPLATE)
                            .as(NotificationSent::new)),
            entry(
                    NotificationFailed.class,
                    Combinators.combine(
                                    NOTIFICATION,
                                    ORDER,
                                    USER,
                                    CHANNEL,
                                    TEMPLATE,
                                    Arbitraries.of(NotificationFailure.class))
                            .as(NotificationFailed::new)));

    private AnyEvent() {}

    static Arbitrary<? extends Event> of(EventType type) {
        Arbitrary<? extends Event> events = BY_CLASS.get(type.eventClass());
        if (events == null) {
            throw new AssertionError("say how to make any " + type.name());
        }
        return events;
    }

    private static Arbitrary<UUID> uuids() {
        Arbitrary<Long> halves = Arbitraries.longs();
        return Combinators.combine(halves, halves).as(UUID::new);
    }

    private static Arbitrary<Money> money(CurrencyUnit currency, long minMinor) {
        long maxMinor = BigDecimal.TEN
                .pow(MoneyRules.integerDigits(currency) + currency.getDecimalPlaces())
                .subtract(BigDecimal.ONE)
                .longValueExact();
        return Arbitraries.longs().between(minMinor, maxMinor).map(minor -> Money.ofMinor(currency, minor));
    }

    /** Up to a hundred items of ten thousand pieces: the price of one leaves room for the sum of all. */
    private static Arbitrary<List<OrderItem>> orders() {
        return CURRENCY.flatMap(currency -> {
            Arbitrary<Money> price =
                    Arbitraries.longs().between(1, 1_000_000_000).map(minor -> Money.ofMinor(currency, minor));
            return Combinators.combine(texts(64), Arbitraries.integers().between(1, 10_000), price, taxRates())
                    .as(OrderItem::new)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(100);
        });
    }

    /** With every number of decimals. */
    private static Arbitrary<TaxRate> taxRates() {
        return Arbitraries.integers()
                .between(0, 4)
                .flatMap(decimals -> Arbitraries.integers()
                        .between(0, (int) Math.pow(10, decimals) - 1)
                        .map(rate -> new TaxRate(BigDecimal.valueOf(rate, decimals))));
    }

    /** All of Unicode, characters beyond the first plane included, ending in something that is not blank. */
    private static Arbitrary<String> texts(int max) {
        Arbitrary<String> character = Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(point -> Character.getType(point) != Character.CONTROL
                        && Character.getType(point) != Character.SURROGATE)
                .map(Character::toString);
        Arbitrary<String> ending = Arbitraries.of("a", "Ж", "é", "猫", "🐇");
        return Combinators.combine(character.list().ofMaxSize(max - 1), ending)
                .as((start, end) -> String.join("", start) + end);
    }

    private static Arbitrary<String> emails() {
        Arbitrary<String> local = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars(".+-_'éЖ猫")
                .ofMinLength(1)
                .ofMaxLength(64);
        Arbitrary<String> domain = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars(".-é")
                .ofMinLength(1)
                .ofMaxLength(189);
        return Combinators.combine(local, domain).as((mailbox, host) -> mailbox + "@" + host);
    }
}
