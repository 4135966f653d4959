package dev.warren.payments;

import dev.warren.events.Catalogue;
import dev.warren.local.fixtures.Stage;
import dev.warren.messaging.topology.Definitions;
import java.util.List;
import java.util.Set;

/** The simulated provider, which goes by the payment method of the flow. */
final class PaymentStage implements Stage {

    @Override
    public String service() {
        return PaymentService.PARTICIPANT.name();
    }

    @Override
    public Set<String> hears() {
        return PaymentService.PARTICIPANT.hears();
    }

    @Override
    public String definitions(String vhost) {
        return Definitions.of(vhost, List.of(PaymentService.PARTICIPANT), Catalogue.names(), Set.of());
    }

    @Override
    public String unfinished() {
        return "select count(*) from payments where status in ('CAPTURING', 'REFUNDING')";
    }
}
