package dev.warren.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TypedIdsTest {

    @Property
    void an_id_is_read_from_its_text(@ForAll long high, @ForAll long low) {
        OrderId id = orderId(high, low);

        assertThat(id.toString()).isEqualTo(id.value().toString());
        assertThat(OrderId.parse(id.toString())).isEqualTo(id);
    }

    @Property
    void ids_are_ordered_as_their_text(
            @ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
        OrderId one = orderId(high, low);
        OrderId other = orderId(otherHigh, otherLow);

        assertThat(Integer.signum(one.compareTo(other)))
                .isEqualTo(Integer.signum(one.toString().compareTo(other.toString())));
    }

    @Test
    void a_text_that_is_no_id_is_named_together_with_what_it_should_be() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> PaymentId.parse("42"))
                .withMessage("PaymentId must be a lower-case UUID such as 019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071"
                        + " but was \"42\"");
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> UserId.parse(null))
                .withMessageEndingWith("but was null");
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new NotificationId(null))
                .withMessage("value must be present but was missing or null");
    }

    @Test
    void a_very_long_text_is_shown_in_part() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> UserId.parse("x".repeat(10_000)))
                .withMessageEndingWith("x…\" (10000 characters)");
    }

    private static OrderId orderId(long high, long low) {
        return new OrderId(new UUID(high, low));
    }
}
