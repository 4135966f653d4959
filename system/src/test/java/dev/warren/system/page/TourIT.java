package dev.warren.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.rig.Rig;
import dev.warren.system.rig.ServiceProcess;
import dev.warren.system.rig.SharedRig;
import dev.warren.system.rig.Site.Extras;
import dev.warren.system.tour.Guide;
import dev.warren.system.tour.Tour;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tour as the terminal goes it. */
@ExtendWith(SharedRig.class)
@Order(SharedRig.NEAR_THE_END)
class TourIT {

    @Test
    void it_breaks_the_system_waits_for_the_deadline_repairs_its_own_and_the_books_balance(Rig system)
            throws Exception {
        ServiceProcess orders = system.service("order-service");
        restart(orders, new Extras(List.of(), Map.of("ORDERS_PAYMENT_DEADLINE", "5s")));
        var told = new ArrayList<String>();
        try (var foreign = new ForeignLetters(system)) {
            new Tour(orders.edge(), system.broker().administrator(), new Listener(told)).run();
            foreign.areUntouched();
        } finally {
            restart(orders, Extras.NONE);
            system.awaitReady();
        }
        assertThat(told)
                .anyMatch(it -> it.startsWith("3: Watch it") && it.endsWith("That is soon."))
                .contains("3 messages mended")
                .anyMatch(it -> it.matches("1 of 3 sent, 0 handled: dead letter .* failed again: .*"))
                .anyMatch(it -> it.startsWith("3 of 3 sent, 3 handled"))
                .contains("money: 37.50 captured and not refunded = 37.50 of confirmed orders");
    }

    private static void restart(ServiceProcess service, Extras extras) {
        service.stop();
        service.launch(extras);
        service.awaitReady();
    }

    private record Listener(List<String> told) implements Guide {

        @Override
        public void begins(int number, String title, String text) {
            told.add(number + ": " + title + ": " + text);
        }

        @Override
        public void sees(String what) {
            told.add(what);
        }
    }
}
