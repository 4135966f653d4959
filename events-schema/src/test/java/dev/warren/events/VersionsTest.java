package dev.warren.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.events.OrderEvent.OrderPlaced;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The versions of an order, and what becomes of what one of them does not know. */
class VersionsTest {

    @Test
    void an_order_of_version_1_goes_to_an_unknown_country_untaxed_and_is_paid_by_card() {
        var placed = (OrderPlaced) Golden.event("order.placed.v1");

        assertThat(placed.deliveryCountry()).isEqualTo("ZZ");
        assertThat(placed.items()).extracting(OrderItem::taxRate).containsOnly(TaxRate.parse("0"));
        assertThat(placed.paymentMethod()).isEqualTo(new PaymentMethod(PaymentMethod.Kind.CARD, "pm_card_visa"));
        assertThat(placed.total()).isEqualTo(OrderItem.total(placed.items()));
    }

    @Test
    void an_order_said_in_version_1_has_the_token_alone_and_neither_country_nor_tax() {
        byte[] said = Catalogue.write("order.placed.v1", Golden.event("order.placed.v2"));

        assertThat(new String(said, UTF_8))
                .isEqualTo(Golden.tree("order.placed.v1").toString());
    }

    @Test
    void tax_changes_no_total() {
        var untaxed = (OrderPlaced) Golden.event("order.placed.v1");
        var taxed = (OrderPlaced) Golden.event("order.placed.v2");

        assertThat(taxed.total()).isEqualTo(untaxed.total());
    }

    @Test
    void a_version_of_another_event_cannot_be_said() {
        assertThatThrownBy(() -> Catalogue.write("order.confirmed.v1", Golden.event("order.placed.v2")))
                .isInstanceOf(ClassCastException.class);
    }

    @Test
    void an_event_has_exactly_one_newest_version() {
        var first = EventCodec.newest(EventType.of("order.placed.v2", OrderPlaced.class), OrderPlaced.class);
        var second = EventCodec.newest(EventType.of("order.placed.v3", OrderPlaced.class), OrderPlaced.class);
        var older = EventCodec.older(
                EventType.of("order.placed.v1", OrderPlaced.class),
                OrderPlaced.class,
                OrderPlacedV1.class,
                OrderPlacedV1::upcast,
                OrderPlacedV1::of);

        assertThatIllegalArgumentException().isThrownBy(() -> new EventTypes<Event>(List.of(first, second)));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventTypes<Event>(List.of(first, older, older)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventTypes<Event>(List.of(older)))
                .withMessage("order.placed.v1 is an older version, and there is no newest");
    }
}
